// Follows the office: on every `view` of the feed the same page's live part is fetched and swapped
// in, so that there is one rendering, on the server. Says how old the page is when the office is lost.

const follow = document.getElementById("follow");
const note = document.getElementById("stale");
const spoken = document.getElementById("spoken");
const quiet = Number(follow.dataset.quietSeconds) * 1000;
const plainTitle = document.title;

let feed = null;
let retry = 1000;
let heardAt = Date.now();
let officeClock = live().dataset.now;
let ahead = aheadOf(live());
let askedFor = "";
let lost = false;
let failing = false;
let fetching = false;
let again = false;
let later = null;
let waitingPart = null;
let pressing = false;
let leaving = false;
let over = false;

function live() {
  return document.getElementById("live");
}

// By how many milliseconds the office's clock is ahead of this device's.
function aheadOf(part) {
  return Date.parse(part.dataset.at) - Date.now();
}

// ---- the feed ---------------------------------------------------------------------------------

function open() {
  feed?.close();
  if (over) return;
  feed = new EventSource(follow.dataset.feed);
  feed.addEventListener("open", () => { retry = 1000; });
  feed.addEventListener("view", (event) => refreshSoon(urgent(JSON.parse(event.data))));
  feed.addEventListener("ping", (event) => heard(wallClock(JSON.parse(event.data).now)));
  feed.addEventListener("error", feedFailed);
}

function feedFailed() {
  setTimeout(() => { if (feed.readyState !== EventSource.OPEN) lose(); }, 2000);
  // The browser tries again by itself after a broken line, but gives up after a wrong answer
  // (a gateway's 502 while the office starts again, a session that has ended).
  if (feed.readyState === EventSource.CLOSED) {
    setTimeout(() => { open(); refresh(); }, retry);
    retry = Math.min(retry * 2, 15000);
  }
}

// "2026-11-26T09:41:00+01:00" is already the office's own wall clock.
function wallClock(instant) {
  return instant.slice(11, 16).replace(/^0/, "");
}

function heard(clock) {
  heardAt = Date.now();
  officeClock = clock;
  lost = failing;
  for (const element of document.querySelectorAll("[data-clock]")) element.textContent = clock;
  showAge();
}

function lose() {
  lost = true;
  showAge();
}

function showAge() {
  note.hidden = !lost;
  if (!lost) return;
  const minutes = Math.floor((Date.now() - heardAt) / 60000);
  note.querySelector("[data-stale-at]").textContent = officeClock;
  note.querySelector("[data-stale-old]").hidden = minutes < 1;
  note.querySelector("[data-stale-age]").textContent = String(minutes);
}

// ---- the live part ----------------------------------------------------------------------------

// A call moves everybody in the queue: hundreds of phones must not ask in the same instant. Who is
// called asks at once.
function refreshSoon(urgent) {
  const wait = urgent ? 0 : Math.random() * Number(follow.dataset.spreadMs);
  if (wait === 0) refresh();
  else later ??= setTimeout(() => { later = null; refresh(); }, wait);
}

function urgent(view) {
  return view.state === "called" || view.notices.some((notice) => notice.kind === "evacuation");
}

async function refresh() {
  if (fetching) { again = true; return; }
  fetching = true;
  try {
    await fetchPart();
  } catch {
    failing = true;
    lose();
    setTimeout(refresh, 3000);
  } finally {
    fetching = false;
    if (again) { again = false; refresh(); }
  }
}

async function fetchPart() {
  const answer = await fetch(follow.dataset.part, { cache: "no-store", signal: AbortSignal.timeout(8000) });
  if (answer.redirected || (answer.status >= 400 && answer.status < 500 && answer.status !== 429)) {
    // Signed out, or the ticket is gone: the whole page knows what to say.
    location.reload();
    return;
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const part = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
  if (!part) throw new Error("no live part");
  failing = false;
  ahead = aheadOf(part);
  waitingPart = document.adoptNode(part);
  swap();
  heard(part.dataset.now);
}

// Never while a finger or key is down: the press would be lost with the button.
function swap() {
  if (!waitingPart || pressing || leaving) return;
  const before = live();
  const active = before.contains(document.activeElement) ? document.activeElement : null;
  const part = waitingPart;
  waitingPart = null;
  keepOpen(before, part);
  before.replaceWith(part);
  countDown();
  if (active) {
    const same = part.contains(active) ? active : document.getElementById(active.id);
    same?.focus({ preventScroll: true });
  }
  if (before.dataset.rows !== part.dataset.rows) settle();
  announce(before, part);
  if (part.dataset.final) finish();
}

// What somebody has opened stays open; what holds fields is kept with what was typed into them.
function keepOpen(before, part) {
  for (const old of before.querySelectorAll("details[open][id]")) {
    const fresh = part.querySelector(`details[id="${CSS.escape(old.id)}"]`);
    if (!fresh) continue;
    if ("keep" in old.dataset) fresh.replaceWith(old);
    else fresh.open = true;
  }
}

// "3:59" until an instant of the office; and a fresh part at the instant that changes what is said.
function countDown() {
  for (const element of live().querySelectorAll("[data-countdown]")) {
    const left = Date.parse(element.dataset.countdown) - Date.now() - ahead;
    const seconds = Math.max(0, Math.ceil(left / 1000));
    element.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    element.hidden = false;
  }
  const next = live().dataset.next || "";
  if (next && next !== askedFor && Date.now() + ahead >= Date.parse(next)) {
    askedFor = next;
    setTimeout(refresh, 1500); // the office looks once a second what is due
  }
}

function finish() {
  over = true;
  feed.close();
}

// Rows have just moved: for half a second a press would hit somebody else than was meant.
function settle() {
  follow.classList.add("settling");
  setTimeout(() => follow.classList.remove("settling"), 500);
}

function announce(before, part) {
  document.title = part.dataset.title || plainTitle;
  const news = part.dataset.say || "";
  if (news !== (before.dataset.say || "") || part.dataset.alert !== before.dataset.alert) {
    spoken.textContent = news;
  }
  if (part.dataset.alert && part.dataset.alert !== before.dataset.alert) {
    scrollTo({ top: 0 });
    if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([400, 200, 400]);
  }
}

// ---- the reader -------------------------------------------------------------------------------

for (const name of ["pointerdown", "keydown"]) {
  addEventListener(name, () => { pressing = true; }, true);
}
for (const name of ["pointerup", "pointercancel", "keyup", "blur"]) {
  addEventListener(name, () => setTimeout(() => { pressing = false; swap(); }, 50), true);
}
addEventListener("submit", (event) => {
  if (leaving) event.preventDefault();
  leaving = true;
  setTimeout(() => { leaving = false; swap(); }, 5000);
});
addEventListener("pageshow", (event) => { if (event.persisted) { leaving = false; open(); } });
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && !over) refresh();
});
setInterval(() => {
  if (Date.now() - heardAt > quiet && !lost && !over) { lose(); open(); }
  showAge();
  countDown();
}, 1000);

document.title = live().dataset.title || plainTitle;
countDown();
open();
