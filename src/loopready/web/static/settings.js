(function () {
  "use strict";
  var root = document.documentElement;
  var themes = document.querySelector("[data-themes]");
  if (!themes) return;

  function show() {
    var chosen = root.getAttribute("data-theme") || "system";
    themes.querySelectorAll("input").forEach(function (input) { input.checked = input.value === chosen; });
  }

  function keep(name) {
    try {
      if (name === "system") window.localStorage.removeItem("loopready-theme");
      else window.localStorage.setItem("loopready-theme", name);
    } catch (refused) {
      themes.setAttribute("data-unkept", "");
    }
  }

  themes.addEventListener("change", function (event) {
    var name = event.target.value;
    if (name === "system") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", name);
    keep(name);
    var toggle = document.querySelector("[data-theme-toggle]");
    var dark = name === "dark" || (name === "system" && window.matchMedia("(prefers-color-scheme: dark)").matches);
    if (toggle) toggle.setAttribute("aria-pressed", String(dark));
  });

  /* The button in the bar changes the same thing. */

  new MutationObserver(show).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
  show();
})();
