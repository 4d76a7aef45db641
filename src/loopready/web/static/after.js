/* The note after a round, kept as it is typed: one save at a time, each naming the version it saw. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-keeps]");
  if (!form) return;
  var said = form.querySelector("[data-state]");
  var version = form.elements.namedItem("version");
  var LATER = 600;
  var changed = {};
  var going = false;
  var stopped = false;
  var timer = 0;

  function keep(last) {
    window.clearTimeout(timer);
    var names = Object.keys(changed);
    if (!names.length || stopped || (going && !last)) return;
    var sent = changed;
    changed = {};
    going = true;
    var fields = new URLSearchParams({ csrf: form.elements.namedItem("csrf").value, version: version.value });
    names.forEach(function (name) { fields.set(name, sent[name]); });
    said.textContent = "Keeping…";
    window.fetch(form.action, { method: "POST", credentials: "same-origin", keepalive: last === true, headers: { "Accept": "application/json" }, body: fields }).then(function (answer) {
      return answer.json().then(function (told) { return { status: answer.status, told: told }; });
    }).then(function (got) {
      going = false;
      if (got.status === 200) {
        version.value = got.told.version;
        said.textContent = "Kept.";
        if (Object.keys(changed).length) later();
        return;
      }
      stopped = true;
      said.textContent = got.told.error + ". Your words are still in the fields: choose Keep to see both.";
    }).catch(function () {
      going = false;
      Object.keys(sent).forEach(function (name) { if (!(name in changed)) changed[name] = sent[name]; });
      said.textContent = "Not kept yet: loopready does not answer. It is tried again.";
      timer = window.setTimeout(keep, 3000);
    });
  }

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, LATER);
  }

  form.addEventListener("input", function (event) {
    if (event.target.tagName !== "TEXTAREA") return;
    changed[event.target.name] = event.target.value;
    if (!stopped) said.textContent = "";
    later();
  });
  form.addEventListener("submit", function () { changed = {}; stopped = true; });
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") keep(true); });

  /* What was typed before this script was there. */
  form.querySelectorAll("textarea").forEach(function (field) {
    if (field.value !== field.defaultValue) changed[field.name] = field.value;
  });
  keep();
})();
