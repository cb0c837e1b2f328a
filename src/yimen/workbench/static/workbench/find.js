// A long list gets a box above it: what is typed there leaves only the lines that hold it.
"use strict";

(() => {
  const narrow = (list, typed) => {
    const words = typed.trim().toLowerCase().split(/\s+/).filter(Boolean);
    let first = null;
    for (const line of list.querySelectorAll("option")) {
      const fits = !line.value || words.every((word) => line.textContent.toLowerCase().includes(word));
      line.hidden = !fits;
      line.disabled = !fits;
      if (fits && line.value && !first) first = line;
    }
    for (const group of list.querySelectorAll("optgroup")) {
      group.hidden = !group.querySelector("option:not([hidden])");
    }
    if (words.length) list.value = first ? first.value : "";
  };

  for (const list of document.querySelectorAll("select[data-find]")) {
    const box = document.createElement("input");
    box.type = "search";
    box.className = "box find-in-list";
    box.placeholder = list.dataset.find;
    box.setAttribute("aria-label", list.dataset.find);
    box.setAttribute("aria-controls", list.id);
    box.autocomplete = "off";
    box.addEventListener("input", () => narrow(list, box.value));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      list.focus();
    });
    list.before(box);
  }
})();
