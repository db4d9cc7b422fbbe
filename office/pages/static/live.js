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

// ---- the feed ---------------------------------------------------------------------------------

function open() {
  feed?.close();
  if (over) return;
  feed = new EventSource(follow.dataset.feed);
  feed.addEventListener("open", () => { retry = 1000; });
  feed.addEventListener("view", (event) => refreshSoon(JSON.parse(event.data).state === "called"));
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
  waitingPart = document.adoptNode(part);
  swap();
  heard(part.dataset.now);
}

// Never while a finger or key is down: the press would be lost with the button.
function swap() {
  if (!waitingPart || pressing || leaving) return;
  const before = live();
  const focused = before.contains(document.activeElement) ? document.activeElement.id : "";
  const part = waitingPart;
  waitingPart = null;
  before.replaceWith(part);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  if (before.dataset.rows !== part.dataset.rows) settle();
  announce(before, part);
  if (part.dataset.final) finish();
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
}, 1000);

document.title = live().dataset.title || plainTitle;
open();
