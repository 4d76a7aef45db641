// Working it out again, or adding a row, keeps the place on the page and the field; without this script the page begins at its top.
(() => {
  const KEY = "loopready.workbench.at";
  const form = document.querySelector(".wb-form");
  if (!form) return;
  // Where the page stood before it was worked out again, so that it does not jump.
  const held = sessionStorage.getItem(KEY);
  if (held) {
    sessionStorage.removeItem(KEY);
    const at = JSON.parse(held);
    if (at.path === location.pathname) {
      const field = at.field && document.getElementById(at.field);
      if (field) field.focus({ preventScroll: true });
      window.scrollTo(0, at.top);
    }
  }
  form.addEventListener("submit", (event) => {
    const by = event.submitter;
    const field = by && by.id ? by.id : document.activeElement && document.activeElement.id;
    sessionStorage.setItem(KEY, JSON.stringify({ path: location.pathname, top: window.scrollY, field }));
  });
})();
