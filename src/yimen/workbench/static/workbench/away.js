// Registering while the line is down: the form is kept on this device, encrypted, and sent once the line is up.
//
// Kept in localStorage, each sealed to whoever wrote it: ECDH with a fresh key, then AES-GCM. The page that opens
// without a line (away-keeper.js) has the public key and can seal; the private one comes with the page to whoever
// is signed in, and no browser stores it. What was sent is removed at once. The form's own ticket goes along: what
// arrives twice is taken in once. Files are not kept.
"use strict";

(() => {
  const form = document.querySelector("form[data-away]");
  const bar = document.getElementById("away");
  if (!form || !bar || !window.crypto?.subtle) return;
  const list = document.getElementById("away-list");
  const said = bar.dataset;
  const { d: secret, ...open_ } = JSON.parse(form.dataset.away);
  const isShell = !secret;
  const PREFIX = `away:${open_.x.slice(0, 8)}:`;
  const NOT_KEPT = new Set(["csrfmiddlewaretoken", "attachments", "roster", "register", "add", "remove", "look"]);
  const notes = new Map();
  let sending = false;

  const CURVE = { name: "ECDH", namedCurve: "P-256" };
  const ours = crypto.subtle.importKey("jwk", open_, CURVE, false, []);
  const mine = secret ? crypto.subtle.importKey("jwk", { ...open_, d: secret }, CURVE, false, ["deriveKey"]) : null;
  const shared = (theirs, own, does) => crypto.subtle.deriveKey({ name: "ECDH", public: theirs }, own, { name: "AES-GCM", length: 256 }, false, [does]);
  const asText = (data) => btoa(Array.from(new Uint8Array(data), (one) => String.fromCharCode(one)).join(""));
  const asBytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));

  const seal = async (value) => {
    const once = await crypto.subtle.generateKey(CURVE, true, ["deriveKey"]);
    const key = await shared(await ours, once.privateKey, "encrypt");
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value)));
    const point = await crypto.subtle.exportKey("raw", once.publicKey);
    return [Date.now(), asText(point), asText(iv), asText(data)].join(".");
  };
  const unseal = async (text) => {
    const [point, iv, data] = text.split(".").slice(1).map(asBytes);
    const theirs = await crypto.subtle.importKey("raw", point, CURVE, false, []);
    const key = await shared(theirs, await mine, "decrypt");
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data)));
  };

  const tickets = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)).sort();
  const fieldsOf = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_KEPT.has(name));
  const valueOf = (fields, name) => fields.find(([one]) => one === name)?.[1] ?? "";

  const line = (text, ...buttons) => {
    const item = document.createElement("li");
    item.append(text, " ", ...buttons);
    list.append(item);
    return item;
  };
  const button = (label, does) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "btn btn-quiet", textContent: label });
    made.addEventListener("click", does);
    return made;
  };

  const show = async () => {
    const found = tickets();
    for (const item of [...list.children]) if (!item.dataset.sent) item.remove();
    for (const ticket of found) {
      const kept = localStorage.getItem(PREFIX + ticket);
      const fields = isShell ? [] : await unseal(kept);
      const at = new Date(Number(kept.split(".")[0])).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" });
      const words = [valueOf(fields, "name"), at, notes.get(ticket) ?? said.saved].filter(Boolean).join(" · ");
      const drop = button(said.drop, () => {
        if (!confirm(said.sure)) return;
        localStorage.removeItem(PREFIX + ticket);
        show();
      });
      line(words, ...(isShell ? [] : [button(said.open, () => open(fields))]), drop);
    }
    document.getElementById("away-send").hidden = isShell || !found.length;
    bar.hidden = !list.children.length && !isShell;
  };

  // Put what was kept back into the boxes; its ticket comes along.
  const open = (fields) => {
    form.reset();
    for (const box of form.elements) {
      if (!box.name || NOT_KEPT.has(box.name) || box.type === "file") continue;
      const values = fields.filter(([name]) => name === box.name).map(([, value]) => value);
      if (box.type === "checkbox" || box.type === "radio") box.checked = values.includes(box.value);
      else if (values.length) box.value = values[0];
    }
    form.scrollIntoView();
  };

  const fresh = () => {
    form.classList.remove("is-sending");
    form.reset();
    form.elements.ticket.value = crypto.randomUUID();
    // Swedish writes a moment as the box wants it; the office's time, wherever the device thinks it is.
    form.elements.received_at.value = new Date().toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" }).replace(" ", "T").slice(0, 16);
    sessionStorage.removeItem(`draft:${form.dataset.draft}`);
  };

  const keep = async () => {
    const fields = fieldsOf();
    const ticket = valueOf(fields, "ticket");
    localStorage.setItem(PREFIX + ticket, await seal(fields));
    if (form.querySelector("input[type=file]")?.files.length) notes.set(ticket, `${said.saved} ${said.files}`);
    fresh();
    written = false;
    form.elements.name.focus();
    await show();
    bar.scrollIntoView({ block: "center" });
  };

  const body = (fields) => {
    const data = new FormData();
    for (const [name, value] of fields) data.append(name, value);
    data.append("register", "1");
    data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    return data;
  };

  // One after the other; a line that breaks again leaves the rest where it is. What was refused waits for a person.
  const send = async (asked) => {
    if (sending || isShell) return;
    sending = true;
    try {
      for (const ticket of tickets()) {
        if (!asked && notes.get(ticket) === said.check) continue;
        const fields = await unseal(localStorage.getItem(PREFIX + ticket));
        const answer = await fetch(said.awayUrl, { method: "POST", body: body(fields), credentials: "same-origin" });
        const address = new URL(answer.url);
        const shown = new DOMParser().parseFromString(await answer.text(), "text/html");
        const number = shown.getElementById("the-number")?.textContent;
        if (answer.ok && number) {
          localStorage.removeItem(PREFIX + ticket);
          line(said.sent, ...taken(address, number, fields, shown)).dataset.sent = "1";
        } else {
          const away = !address.pathname.startsWith(said.awayUrl) || answer.status === 403;
          notes.set(ticket, away ? said.signIn : said.check);
        }
      }
    } catch (broken) {
      if (!(broken instanceof TypeError)) throw broken; // a TypeError is a line that is down
    } finally {
      sending = false;
    }
    await show();
  };

  // A sealed letter has no page of its own: its number and code are told here, this once.
  const taken = ({ pathname }, number, fields, shown) => {
    const name = valueOf(fields, "name");
    if (!/\/registered\/$/.test(pathname)) return [[name, number, shown.getElementById("the-code").textContent].join(" · ")];
    const link = document.createElement("a");
    Object.assign(link, { href: pathname, textContent: `${name} ${number}` });
    return [link];
  };

  const isUp = async () => {
    if (navigator.onLine === false) return false;
    try {
      await fetch(said.awayUrl, { method: "HEAD", credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(4000) });
      return true;
    } catch {
      return false;
    }
  };

  // Before the page is left the line is tried: without one, the browser would drop the form.
  let tried = false, written = false;
  form.addEventListener("input", () => { written = true; });
  form.addEventListener("submit", async (event) => {
    if (tried || (event.submitter && event.submitter.name !== "register")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isShell && await isUp()) {
      tried = true;
      form.requestSubmit(event.submitter);
      tried = false;
    } else {
      await keep();
    }
  }, { capture: true });

  // The form without a line gives way to the real one, which sends, as soon as that can be had.
  const back = async () => { if (!written && await isUp()) location.reload(); };
  if (isShell) {
    fresh();
    window.addEventListener("online", back);
    setInterval(back, 10000);
  } else if ("serviceWorker" in navigator && said.keeper) {
    navigator.serviceWorker.register(said.keeper).then(() => navigator.serviceWorker.ready).then((found) => found.active.postMessage("keep")).catch(() => {});
  }

  window.addEventListener("online", send);
  document.getElementById("away-send").addEventListener("click", send);
  setInterval(() => { if (tickets().length) send(); }, 20000);
  show().then(() => { if (tickets().length) send(); });
})();
