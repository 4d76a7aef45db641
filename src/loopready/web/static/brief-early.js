/* Before the first paint: the sections that this person folded are folded, so that nothing moves later. */
(function () {
  "use strict";
  var key = "loopready-folds-" + document.currentScript.dataset.preparation;
  try {
    JSON.parse(window.localStorage.getItem(key) || "[]").forEach(function (id) {
      if (/^[a-z]+$/.test(id)) document.documentElement.classList.add("folded-" + id);
    });
  } catch (refused) {
    document.documentElement.setAttribute("data-folds-unkept", "");
  }
})();
