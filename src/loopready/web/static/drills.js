(function () {
  "use strict";

  /* The time of a run goes on while its question is open. */

  var clock = document.querySelector("[data-clock]");
  if (clock) {
    var from = Date.now() - Number(clock.dataset.spent) * 1000, limit = Number(clock.dataset.limit);
    window.setInterval(function () {
      var all = Math.floor((Date.now() - from) / 1000);
      clock.querySelector("[data-shown]").textContent = Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
      clock.classList.toggle("over", all > limit);
    }, 1000);
  }

  /* The answer is kept while it is typed. */

  var form = document.querySelector("form.dr-answer");
  if (!form) return;
  var state = form.querySelector("[data-state]"), timer = null, sending = false, stopped = false, kept = body().toString();

  function body() {
    var all = new URLSearchParams(new FormData(form));
    all.delete("csrf");
    all.delete("version");
    return all;
  }

  function say(text, bad) {
    state.textContent = text;
    state.classList.toggle("bad", Boolean(bad));
  }

  function send() {
    var now = body(), text = now.toString();
    if (sending || stopped || text === kept) return;
    sending = true;
    now.set("version", form.elements.version.value);
    window.fetch(form.dataset.draft, {
      method: "POST", body: now, headers: {"X-CSRF-Token": form.elements.csrf.value, "Accept": "application/json"}, keepalive: text.length < 15000
    }).then(function (answer) {
      return answer.json().then(function (said) { return {status: answer.status, said: said}; });
    }).then(function (got) {
      sending = false;
      if (got.status === 200) {
        form.elements.version.value = got.said.version;
        kept = text;
        say("Saved");
        if (body().toString() !== kept) later(400);
      } else {
        stopped = true;
        say("Not saved: " + (got.said.error || "reload the page"), true);
      }
    }).catch(function () {
      sending = false;
      say("Not saved yet: loopready does not answer.", true);
      later(4000);
    });
  }

  function later(after) {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, after);
  }

  form.addEventListener("input", function () { later(600); });

  /* What was typed before this script was there. */

  var early = Array.prototype.some.call(form.elements, function (field) {
    return field.type !== "hidden" && field.defaultValue !== undefined && field.value !== field.defaultValue;
  });
  if (early) {
    kept = "";
    later(0);
  }

  window.giveAfterSave(form, function () { return sending; }, function () {
    stopped = true;
    window.clearTimeout(timer);
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });
})();
