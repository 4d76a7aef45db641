(function () {
  "use strict";

  /* Cards: space opens the answer, 1 to 4 rate it, the time from front to rating goes along. */

  var review = document.querySelector("[data-review]");
  if (review) {
    var answer = review.querySelector("[data-answer]");
    var begun = Date.now();
    var sent = false;
    var summary = answer ? answer.querySelector("summary") : null;

    function typing(target) {
      return target.closest("input, textarea, select, [contenteditable]") !== null;
    }

    function rate(rating) {
      var button = review.querySelector('[data-rating="' + rating + '"]');
      if (button) button.click();
    }

    answer.addEventListener("toggle", function () {
      if (answer.open) answer.querySelector("[data-rating='3']").focus();
    });
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
      if (event.key === " " && !answer.open && (event.target === document.body || event.target === summary || event.target.id === "main")) {
        event.preventDefault();
        answer.open = true;
      } else if (answer.open && /^[1-4]$/.test(event.key)) {
        event.preventDefault();
        rate(event.key);
      }
    });
    review.querySelector(".rate").addEventListener("submit", function (event) {
      if (sent) {
        event.preventDefault();
        return;
      }
      sent = true;
      review.querySelector("[data-seconds]").value = String(Math.round((Date.now() - begun) / 1000));
    });
  }

  /* Settings of the plan: kept as soon as they are changed; what is wrong stays in its field until it is mended. Where nothing is set yet,
     the browser's own time zone is proposed. */

  var form = document.querySelector("[data-at-once]");
  if (form) {
    var zone = form.querySelector("[data-zone]");
    if (zone && form.querySelector('[name="version"]').value === "0") {
      zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone || zone.value;
    }
    form.addEventListener("change", function () {
      if (!form.reportValidity()) return;
      form.querySelector("[data-state]").textContent = "Keeping it…";
      form.requestSubmit();
    });
  }
})();
