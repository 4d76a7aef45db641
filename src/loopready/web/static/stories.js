(function () {
  "use strict";

  /* Fields of a form that are kept while they are typed: one save at a time, each naming the version it saw. What could not be sent
     waits in this browser. A field that was changed in another window is shown beside the words typed here; nothing is lost. */

  var LATER = 600;

  function keeping(form) {
    var fields = Array.prototype.filter.call(form.elements, function (field) { return field.name && (field.tagName === "TEXTAREA" || field.name === "title"); });
    var state = form.querySelector("[data-state]"), conflict = form.querySelector("[data-conflict]"), version = form.elements.version;
    var key = "loopready-words-" + form.dataset.of;
    var kept = {}, timer = null, sending = false, stopped = false, leaving = false, tries = 0, theirs = null, latest = null;
    var fixed = Array.prototype.filter.call(form.elements, function (field) { return field.type === "hidden" && field.name !== "version" && field.name !== "csrf"; });

    /* What the page came with: words typed before this script was there are not kept yet. */
    fields.forEach(function (field) { kept[field.name] = field.defaultValue; });

    function changed() {
      return fields.filter(function (field) { return field.value !== kept[field.name]; });
    }

    function say(text, bad) {
      state.textContent = text;
      state.classList.toggle("bad", Boolean(bad));
    }

    function hold() {
      var words = {};
      changed().forEach(function (field) { words[field.name] = {text: field.value, base: kept[field.name]}; });
      try {
        if (Object.keys(words).length) window.localStorage.setItem(key, JSON.stringify(words));
        else window.localStorage.removeItem(key);
      } catch (refused) {
        form.dataset.unheld = "yes";
      }
    }

    function held() {
      try {
        var words = JSON.parse(window.localStorage.getItem(key) || "null");
        return words && typeof words === "object" ? words : {};
      } catch (refused) {
        return {};
      }
    }

    function tell(now) {
      version.value = now.version;
      document.querySelectorAll("input[data-version]").forEach(function (other) { other.value = now.version; });
    }

    /* In the other window another field was changed: its words are taken over. The same field: both are shown. */
    function clash(now) {
      tell(now);
      latest = now;
      theirs = null;
      fields.forEach(function (field) {
        var there = now.fields[field.name];
        if (there === undefined || there === kept[field.name].trimEnd()) return;
        if (field.value === kept[field.name]) field.value = kept[field.name] = there;
        else if (field.value.trimEnd() !== there) theirs = theirs || {field: field, text: there};
        else kept[field.name] = field.value;
      });
      if (theirs) differs();
      else if (changed().length) later(0);
      else {
        hold();
        say("Saved");
      }
    }

    function differs() {
      stopped = true;
      conflict.querySelector("[data-theirs]").textContent = theirs.text || "Nothing.";
      theirs.field.after(conflict);
      conflict.hidden = false;
      say("Not saved: changed in another window", true);
    }

    function later(after) {
      window.clearTimeout(timer);
      timer = window.setTimeout(function () { send(false); }, after);
    }

    /* `last`: the page goes away, so the request has to outlive it. */
    function send(last) {
      var open = changed();
      if (sending || stopped || leaving || !open.length) return;
      var body = new URLSearchParams({version: version.value}), sent = {};
      fixed.forEach(function (field) { body.set(field.name, field.value); });
      open.forEach(function (field) { sent[field.name] = field.value; body.set(field.name, field.value); });
      sending = true;
      say("Saving …");
      window.fetch(form.action, {
        method: "POST", body: body, credentials: "same-origin", keepalive: last === true && body.toString().length < 60000,
        headers: {"X-CSRF-Token": form.elements.csrf.value, "Accept": "application/json"}
      }).then(function (answer) {
        return answer.json().then(function (got) { return {status: answer.status, got: got}; }, function () { return {status: answer.status, got: {}}; });
      }).then(function (answer) {
        sending = false;
        if (answer.status === 200) {
          tell(answer.got);
          Object.keys(sent).forEach(function (name) { kept[name] = sent[name]; });
          tries = 0;
          hold();
          if (changed().length) later(400);
          else say("Saved");
        } else if (answer.status === 409 && answer.got.now) clash(answer.got.now);
        else say("Not saved: " + (answer.got.error || "reload the page; your words wait in this browser"), true);
      }, function () {
        sending = false;
        tries += 1;
        say("Not saved yet: loopready does not answer. Your words wait in this browser.", true);
        later(Math.min(2000 * tries, 15000));
      });
    }

    fields.forEach(function (field) {
      field.addEventListener("input", function () {
        hold();
        if (stopped) return;
        say("Typing …");
        later(LATER);
      });
      field.addEventListener("blur", function () { later(0); });
    });
    window.giveAfterSave(form, function () { return sending; }, function () {
      leaving = true;
      window.clearTimeout(timer);
    });
    document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") send(true); });
    window.addEventListener("pagehide", function () { send(true); });
    window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });
    conflict.addEventListener("click", function (event) {
      var choice = event.target.dataset.choose;
      if (!choice || !theirs) return;
      var field = theirs.field, mine = field.value;
      if (choice === "theirs") field.value = theirs.text;
      if (choice === "both") field.value = theirs.text + (theirs.text && mine ? "\n\n" : "") + mine;
      kept[field.name] = theirs.text;
      theirs = null;
      stopped = false;
      conflict.hidden = true;
      field.focus();
      hold();
      if (latest) clash(latest);
      else send();
      if (!stopped && !changed().length) say("Saved");
    });

    /* Words of an earlier visit that could not be sent are put back; where the field has changed since, both are shown. */
    var left = held();
    fields.forEach(function (field) {
      var words = left[field.name];
      if (!words || typeof words.text !== "string" || words.text === field.value || field.value !== field.defaultValue || theirs) return;
      if (words.base !== field.value) theirs = {field: field, text: field.value};
      field.value = words.text;
    });
    if (theirs) differs();
    else if (changed().length) {
      if (Object.keys(left).length) say("Words that had not been saved are back");
      later(0);
    } else hold();
  }

  document.querySelectorAll("form[data-keep]").forEach(keeping);

  /* A link to a claim opens it. */

  function opened() {
    var at = window.location.hash && document.getElementById(window.location.hash.slice(1));
    if (at && at.tagName === "DETAILS") {
      at.open = true;
      var group = at.parentElement.closest("details");
      if (group) group.open = true;
    }
  }
  window.addEventListener("hashchange", opened);
  opened();
})();
