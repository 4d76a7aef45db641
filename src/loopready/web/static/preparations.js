(function () {
  "use strict";

  /* One menu at a time; it closes on Escape and when one looks elsewhere. */

  function others(kept) {
    document.querySelectorAll(".menu[open]").forEach(function (menu) { if (menu !== kept) menu.open = false; });
  }

  document.addEventListener("click", function (event) { others(event.target.closest(".menu")); });
  document.addEventListener("focusin", function (event) { others(event.target.closest(".menu")); });
  document.addEventListener("keydown", function (event) {
    var open = document.querySelector(".menu[open]");
    if (event.key === "Escape" && open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });

  /* Comparing needs two. */

  var form = document.getElementById("compare");
  if (!form) return;
  var button = form.querySelector("button");
  var hint = form.querySelector(".hint");
  var says = hint.textContent;

  function count() {
    var chosen = document.querySelectorAll(".pick:checked").length;
    button.toggleAttribute("disabled", chosen < 2);
    hint.textContent = chosen === 1 ? "One chosen; choose another to compare it with." : chosen ? chosen + " chosen." : says;
  }

  document.addEventListener("change", count);
  document.addEventListener("htmx:after:swap", count);
  count();
})();
