// The hall: a number or a screen that follows what happens, by itself, and by asking when it hears nothing.
"use strict";

(() => {
  const root = document.querySelector("[data-live]");
  if (!root) return;
  const SLOW = 20000, FAST = 2000;
  let timer = 0, asking = false, again = false, voice = false, known = keys();

  function keys() {
    return new Set([...document.querySelectorAll("[data-key]")].map((row) => row.dataset.key));
  }

  async function refresh() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      // Said as htmx says it: what asks by itself keeps nobody's session awake.
      const headers = { "HX-Request": "true" };
      const answer = await fetch(root.dataset.part, { credentials: "same-origin", cache: "no-store", headers });
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(root.dataset.into);
        const old = document.getElementById(root.dataset.into);
        if (fresh && old && fresh.outerHTML !== old.outerHTML) { old.replaceWith(fresh); announce(); }
        // A phone that slept has lost its session; the slip on the page opens it again.
        if (!fresh) document.querySelector("form[data-open-again]")?.submit();
      }
    } catch { /* The line is down: what is shown stays, and the next try comes by itself. */ }
    asking = false;
    if (again) { again = false; refresh(); }
  }

  function announce() {
    const now = keys();
    for (const row of document.querySelectorAll("[data-key]")) {
      if (known.has(row.dataset.key)) continue;
      row.classList.add("is-new");
      call(row);
    }
    known = now;
    const slip = document.querySelector(".slip-called");
    if (slip && !slip.dataset.told && navigator.vibrate) { slip.dataset.told = "1"; navigator.vibrate([300, 100, 300]); }
  }

  function call(row) {
    if (!voice || !root.dataset.sound) return;
    chime();
    const words = root.dataset.sound.replace("{number}", [...row.dataset.number].join(" ")).replace("{window}", row.dataset.window);
    const spoken = new SpeechSynthesisUtterance(words);
    spoken.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
    spoken.rate = 0.9;
    window.speechSynthesis.speak(spoken);
  }

  function chime() {
    const sound = new AudioContext();
    for (const [note, at] of [[660, 0], [880, 0.25]]) {
      const tone = sound.createOscillator(), loud = sound.createGain();
      tone.frequency.value = note;
      loud.gain.setValueAtTime(0.2, sound.currentTime + at);
      loud.gain.exponentialRampToValueAtTime(0.001, sound.currentTime + at + 0.6);
      tone.connect(loud).connect(sound.destination);
      tone.start(sound.currentTime + at);
      tone.stop(sound.currentTime + at + 0.6);
    }
    setTimeout(() => sound.close(), 2000);
  }

  function every(pause) {
    clearInterval(timer);
    timer = setInterval(refresh, pause);
  }

  // EventSource comes back by itself when the line breaks; until then the page asks.
  const news = new EventSource(root.dataset.live);
  news.addEventListener("changed", refresh);
  news.addEventListener("open", () => { every(SLOW); refresh(); });
  news.addEventListener("error", () => every(FAST));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  every(FAST);

  const speak = document.querySelector("[data-speak]"), full = document.querySelector("[data-full]");
  if (speak && "speechSynthesis" in window) {
    speak.hidden = false;
    speak.addEventListener("click", () => { voice = !voice; speak.setAttribute("aria-pressed", String(voice)); if (voice) chime(); });
  }
  if (full && document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", () => document.documentElement.requestFullscreen());
  }
  const clock = document.querySelector("[data-clock]");
  if (clock) {
    const tick = () => { clock.textContent = new Intl.DateTimeFormat("zh-CN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Shanghai" }).format(new Date()); };
    tick();
    setInterval(tick, 5000);
  }
})();
