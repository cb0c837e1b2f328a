// Conveniences of forms: counters, one sending only, a warning before leaving, a draft kept in this tab.
"use strict";

(() => {
  const KEPT = "textarea, input[type=text], input[type=tel], input:not([type])";
  const unsent = new Set();

  // How many characters are left.
  const count = (line) => {
    const box = document.getElementById(line.dataset.counts);
    if (!box) return;
    const left = Number(line.dataset.most) - [...box.value].length;
    line.hidden = left > Number(line.dataset.most) * 0.5;
    line.classList.toggle("is-over", left < 0);
    line.textContent = left < 0
      ? line.dataset.wordsOver.replace("{over}", String(-left))
      : line.dataset.words.replace("{left}", String(left));
  };
  const countIn = (root) => { for (const line of root.querySelectorAll("[data-counts]")) count(line); };

  // A draft stays in this tab until it is sent, and comes back only when asked for: the next person may
  // sit at the same screen. Who one is (data-draft-skip) is never kept.
  const key = (form) => `draft:${form.dataset.draft}`;
  const kept = (form) => JSON.parse(sessionStorage.getItem(key(form)) ?? "{}");
  const boxes = (form) => [...form.querySelectorAll(KEPT)]
    .filter((box) => box.name && box.autocomplete !== "off" && !box.closest("[data-draft-skip]"));
  const keep = (form) => {
    const draft = {};
    for (const box of boxes(form)) if (box.value) draft[box.name] = box.value;
    sessionStorage.setItem(key(form), JSON.stringify(draft));
    offer(form, false);
  };
  const offer = (form, shown) => {
    const bar = form.querySelector("[data-draft-offer]");
    if (bar) bar.hidden = !shown;
  };
  const bringBack = (form) => {
    const draft = kept(form);
    for (const box of boxes(form)) if (draft[box.name]) box.value = draft[box.name];
    offer(form, false);
    countIn(form);
  };
  const offerIn = (form) => {
    const draft = kept(form);
    offer(form, boxes(form).some((box) => draft[box.name] && box.value !== draft[box.name]));
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-draft-take], [data-draft-drop]");
    if (!button) return;
    if ("draftTake" in button.dataset) bringBack(button.form);
    else sessionStorage.removeItem(key(button.form));
    offer(button.form, false);
  });

  document.addEventListener("input", (event) => {
    const line = event.target.id && document.querySelector(`[data-counts="${CSS.escape(event.target.id)}"]`);
    if (line) count(line);
    const form = event.target.form;
    if (!form) return;
    if (form.dataset.leaving) unsent.add(form);
    if (form.dataset.draft) keep(form);
  });

  // Without a network the browser would put its own page in the place of the form, and drop the form.
  const sayOffline = (form) => {
    let line = form.querySelector(".offline");
    if (!line) {
      line = document.createElement("p");
      line.className = "note note-warn offline";
      line.setAttribute("role", "alert");
      (form.querySelector(".send-row") ?? form).before(line);
    }
    line.textContent = form.dataset.offline;
    line.scrollIntoView({ block: "center" });
  };
  window.addEventListener("online", () => {
    for (const line of document.querySelectorAll(".offline")) line.remove();
  });

  document.addEventListener("submit", (event) => {
    const form = event.target;
    const button = event.submitter;
    if (event.defaultPrevented) return;
    if (form.dataset.offline && navigator.onLine === false && !(button && "notSending" in button.dataset)) {
      event.preventDefault();
      sayOffline(form);
      return;
    }
    unsent.delete(form);
    if (!("once" in form.dataset) || (button && "notSending" in button.dataset)) return;
    if (form.classList.contains("is-sending")) {
      event.preventDefault();
      return;
    }
    form.classList.add("is-sending");
    for (const sender of form.querySelectorAll("button[data-busy]")) {
      sender.setAttribute("aria-disabled", "true");
      sender.dataset.label = sender.innerHTML;
      sender.textContent = sender.dataset.busy;
    }
  });

  // Coming back by the browser's button finds a form that can be sent again.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form.is-sending")) {
      form.classList.remove("is-sending");
      for (const sender of form.querySelectorAll("button[data-label]")) {
        sender.removeAttribute("aria-disabled");
        sender.innerHTML = sender.dataset.label;
      }
    }
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsent.size) event.preventDefault();
  });

  // A part that has just arrived: count in it, and put the hand where the new box is.
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt;
    countIn(part);
    if (part.id !== "demands") return;
    if (part.closest("form[data-draft]")) keep(part.closest("form"));
    const demands = part.querySelectorAll(".demand, .row-demand");
    demands[demands.length - 1]?.querySelector("textarea, input:not([type=hidden])")?.focus();
  });

  // The server keeps what was written in such a form: going back to this page, or loading it anew,
  // need not ask whether to send it once more.
  if (document.querySelector("form[data-kept]")) history.replaceState(null, "", location.href);
  for (const done of document.querySelectorAll("[data-draft-done]")) sessionStorage.removeItem(`draft:${done.dataset.draftDone}`);
  for (const form of document.querySelectorAll("form[data-draft]")) offerIn(form);
  countIn(document);
})();
