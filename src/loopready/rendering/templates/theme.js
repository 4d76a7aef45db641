(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var kept = window.localStorage.getItem("loopready-theme");
    if (kept === "dark" || kept === "light") root.setAttribute("data-theme", kept);
  } catch (refused) {
    root.removeAttribute("data-theme");
  }
})();
