// Keeps the empty form for registering, and what it is drawn with, so that it opens while the line is down.
//
// It answers for one address alone, /desk/register/, and only when the house does not. What it keeps says
// nothing about anybody: no name, no token, a public key. Nothing that was written passes through here.
"use strict";

const STORE = "yimen-away";
const FORM = new URL("./", self.location).pathname;
const SHELL = `${FORM}away/`;
const DOWN = 502; // what a proxy says of a house that does not answer

const keep = async () => {
  const answer = await fetch(SHELL, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const text = await answer.clone().text();
  const needed = new Set([...text.matchAll(/(?:src|href)="(\/static\/[^"#]+)/g)].map((found) => found[1]));
  const store = await caches.open(STORE);
  const kept = new Map((await store.keys()).map((one) => [new URL(one.url).pathname, one]));
  await Promise.all([...needed].filter((one) => !kept.has(one)).map((one) => store.add(one)));
  await store.put(SHELL, answer);
  await Promise.all([...kept].filter(([name]) => name !== SHELL && !needed.has(name)).map(([, one]) => store.delete(one)));
};

const page = async (request) => {
  try {
    const answer = await fetch(request);
    if (answer.status < DOWN) return answer;
    return (await caches.match(SHELL)) ?? answer;
  } catch (broken) {
    const kept = await caches.match(SHELL);
    if (kept) return kept;
    throw broken;
  }
};

const part = async (request) => {
  try {
    return await fetch(request);
  } catch (broken) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw broken;
  }
};

self.addEventListener("install", (event) => { self.skipWaiting(); event.waitUntil(keep()); });
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => event.waitUntil(keep().catch(() => {})));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === FORM) event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(part(request));
});
