// Small conveniences of any page. Each button stays hidden where scripts do not run.
"use strict";

(() => {
  const ready = (root) => {
    for (const button of root.querySelectorAll("[data-print], [data-copy]")) button.hidden = false;
    const wrongs = root.querySelector(".wrongs");
    if (wrongs) wrongs.focus();
  };

  const copy = async (button) => {
    const words = button.dataset.copy.split(" ").map((id) => document.getElementById(id).innerText.trim());
    await navigator.clipboard.writeText(words.join("\n"));
    const label = button.querySelector("span") ?? button;
    const before = label.textContent;
    label.textContent = button.dataset.done;
    setTimeout(() => { label.textContent = before; }, 2500);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if (button.dataset.copy) copy(button);
    else window.print();
  });

  // A menu closes when you press Escape in it or click beside it.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // A page is printed with its details open.
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details:not([open])")) {
      details.open = true;
      details.dataset.opened = "";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const details of document.querySelectorAll("details[data-opened]")) {
      details.open = false;
      delete details.dataset.opened;
    }
  });

  // In a row that is wider than the screen, the place where one is stands in sight.
  for (const here of document.querySelectorAll("ul [aria-current]")) {
    const row = here.closest("ul"), at = here.getBoundingClientRect(), of = row.getBoundingClientRect();
    row.scrollLeft += at.left + at.width / 2 - of.left - of.width / 2;
  }

  ready(document);
})();
