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

  /* A file that is dropped lands in the field it was dropped on; its name is shown. */

  function named(input) {
    var place = document.querySelector('[data-file-name="' + input.name + '"]');
    if (!place) return;
    if (!place.dataset.was) place.dataset.was = place.textContent;
    place.textContent = input.files.length ? input.files[0].name : place.dataset.was;
    place.closest(".drop").classList.toggle("chosen", input.files.length > 0);
  }

  document.querySelectorAll("[data-drop]").forEach(function (slot) {
    var input = document.getElementById(slot.dataset.drop);
    input.addEventListener("change", function () { named(input); });
    slot.addEventListener("dragover", function (event) {
      event.preventDefault();
      slot.classList.add("over");
    });
    slot.addEventListener("dragleave", function () { slot.classList.remove("over"); });
    slot.addEventListener("drop", function (event) {
      event.preventDefault();
      slot.classList.remove("over");
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        named(input);
      } else {
        var text = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
        var field = slot.querySelector("textarea");
        if (field && text) field.value = text;
      }
    });
    named(input);
  });
  ["dragover", "drop"].forEach(function (kind) {
    window.addEventListener(kind, function (event) { event.preventDefault(); });
  });

  /* The brief follows the last stage. */

  document.querySelectorAll("[data-then]").forEach(function (waiting) {
    waiting.addEventListener("finished", function () { window.location.replace(waiting.dataset.then); });
  });

  /* What can not be undone asks once more. */

  document.addEventListener("submit", function (event) {
    var question = event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  });
})();
