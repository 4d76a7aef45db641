// Keeps where one was: the place of the page after a move, since each move is a page of its own.
(() => {
  "use strict";
  const key = `incident-place:${location.pathname}`;
  const kept = sessionStorage.getItem(key);
  if (kept !== null && !document.querySelector("[role='alert']")) {
    scrollTo(0, Number(kept));
  }
  sessionStorage.removeItem(key);
  document.addEventListener("submit", () => sessionStorage.setItem(key, String(scrollY)));
})();
