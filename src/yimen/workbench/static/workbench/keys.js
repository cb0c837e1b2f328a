// The keyboard of the workbench. Keys act only when nothing is being typed; `?` lists them.
"use strict";

(() => {
  const typing = (node) => node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName);
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const list = () => document.getElementById("keys");

  const go = (step) => {
    const all = rows();
    if (!all.length) return;
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
    const link = all[next].querySelector("[data-open]");
    link.focus();
    all[next].scrollIntoView({ block: "nearest" });
  };

  const follow = (selector) => { document.querySelector(selector)?.click(); };

  const deeds = {
    "/": () => document.getElementById("search")?.focus(),
    n: () => follow("[data-key='n']"),
    d: () => follow("[data-key='d']"),
    g: () => follow("[data-key='g']"),
    w: () => document.querySelector("main details.why > summary")?.click(),
    j: () => go(1),
    k: () => go(-1),
    "?": () => (list()?.showModal ? list().showModal() : follow("[data-key='?']")),
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) {
      const form = event.target.form ?? document.querySelector("main form[data-once]");
      const button = form?.matches("[data-once]") && form.querySelector(".btn-primary[type=submit], .btn-danger-soft[type=submit]");
      if (button) {
        event.preventDefault();
        button.click();
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (list()?.open) return;
    const deed = deeds[event.key];
    if (deed) {
      event.preventDefault();
      deed();
      return;
    }
    const act = /^[1-9]$/.test(event.key) && document.querySelector(`[data-act-key="${event.key}"]`);
    if (act) act.focus();
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-key='?']") && list()?.showModal) {
      event.preventDefault();
      list().showModal();
    }
    if (event.target.closest("[data-close-keys]")) list().close();
  });

  // Choosing a filter shows its result at once.
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-at-once]");
    if (form) form.requestSubmit();
  });
})();
