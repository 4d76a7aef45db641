(function () {
  "use strict";
  var root = document.documentElement;

  /* Dark and light; the brief's own script does it on the brief's page. */

  var toggle = document.querySelector("[data-theme-toggle]");
  var asks = window.matchMedia("(prefers-color-scheme: dark)");

  function dark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : asks.matches;
  }

  if (toggle && !document.body.classList.contains("brief")) {
    toggle.setAttribute("aria-pressed", String(dark()));
    toggle.addEventListener("click", function () {
      var name = dark() ? "light" : "dark";
      root.setAttribute("data-theme", name);
      try {
        window.localStorage.setItem("loopready-theme", name);
      } catch (refused) {
        toggle.setAttribute("data-unkept", "");
      }
      toggle.setAttribute("aria-pressed", String(dark()));
    });
  }

  /* What is given waits for a save under way, whose version it has to name. `saving` tells whether there is one; `leave` is called when it goes. */

  window.giveAfterSave = function (form, saving, leave) {
    var waited = false;
    form.addEventListener("submit", function (event) {
      if (waited || !saving()) return leave();
      event.preventDefault();
      waited = true;
      var by = event.submitter;
      (function wait(left) {
        if (saving() && left) window.setTimeout(function () { wait(left - 1); }, 50);
        else form.requestSubmit(by);
      })(100);
    });
  };

  /* The brief follows the last stage. */

  document.querySelectorAll("[data-then]").forEach(function (waiting) {
    waiting.addEventListener("finished", function () { window.location.replace(waiting.dataset.then); });
  });

  /* A row of pages that is wider than a phone shows the one that is open. */

  document.querySelectorAll(".practice-nav [aria-current]").forEach(function (here) {
    var row = here.parentElement;
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  });

  /* What can not be undone asks once more. */

  document.addEventListener("submit", function (event) {
    var question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
})();
