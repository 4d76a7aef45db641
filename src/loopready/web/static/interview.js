(function () {
  "use strict";

  /* The answer is kept while it is typed. What could not be sent yet waits in this browser, and goes from there once it is kept. */

  var PREFIX = "loopready-answer-";
  var done = document.querySelector("[data-done]");
  (done ? done.dataset.done.split(" ") : []).forEach(function (turn) {
    try {
      window.localStorage.removeItem(PREFIX + turn);
    } catch (refused) {
      done.setAttribute("data-unkept", "");
    }
  });

  var form = document.querySelector("form.answer");
  if (!form) return;
  var field = form.querySelector("textarea");
  var state = form.querySelector("[data-state]");
  var words = form.querySelector("[data-words]");
  var version = form.elements.version;
  var spoken = form.elements.spoken;
  var conflict = form.querySelector("[data-conflict]");
  var waiting = PREFIX + document.querySelector("[data-turn]").dataset.turn;
  var kept = field.defaultValue, timer = null, sending = false, stopped = field.readOnly, leaving = false, tries = 0;

  function say(text, bad) {
    state.textContent = text;
    state.classList.toggle("bad", Boolean(bad));
  }

  function count() {
    var found = field.value.trim().split(/\s+/).filter(Boolean).length;
    words.textContent = found ? found + (found === 1 ? " word" : " words") : "";
  }

  function hold(text) {
    try {
      if (text === null) window.localStorage.removeItem(waiting);
      else window.localStorage.setItem(waiting, text);
    } catch (refused) {
      return false;
    }
    return true;
  }

  function held() {
    try {
      return window.localStorage.getItem(waiting);
    } catch (refused) {
      return null;
    }
  }

  function later(after) {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, after);
  }

  function clash(now) {
    stopped = true;
    version.value = now.version;
    if (now.state === "answered" || now.state === "skipped") {
      say("This question was " + now.state + " in another window. Copy what you want to keep.", true);
      return;
    }
    conflict.querySelector("[data-theirs]").textContent = now.text || "Nothing.";
    conflict.dataset.text = now.text;
    conflict.hidden = false;
    say("Not saved: changed in another window", true);
  }

  function send() {
    if (sending || stopped || leaving || field.value === kept) return;
    var text = field.value;
    sending = true;
    say("Saving …");
    window.fetch(form.dataset.draft, {
      method: "POST", body: new URLSearchParams({answer: text, version: version.value, spoken: spoken.value}),
      headers: {"X-CSRF-Token": form.elements.csrf.value, "Accept": "application/json"}, keepalive: text.length < 15000
    }).then(function (answer) {
      return answer.json().then(function (body) { return {status: answer.status, body: body}; }, function () { return {status: answer.status, body: {}}; });
    }).then(function (got) {
      sending = false;
      if (got.status === 200) {
        version.value = got.body.version;
        kept = text;
        tries = 0;
        if (field.value === text) {
          hold(null);
          say("Saved");
        } else later(400);
      } else if (got.status === 409 && got.body.now) clash(got.body.now);
      else say("Not saved: " + (got.body.error || "reload the page; your words wait in this browser"), true);
    }, function () {
      sending = false;
      tries += 1;
      say("Not saved yet: loopready does not answer. Your words wait in this browser.", true);
      later(Math.min(2000 * tries, 15000));
    });
  }

  field.addEventListener("input", function () {
    count();
    hold(field.value);
    if (!stopped) {
      say("Typing …");
      later(500);
    }
  });
  document.addEventListener("visibilitychange", function () { if (document.visibilityState === "hidden") send(); });
  window.addEventListener("pagehide", send);
  window.giveAfterSave(form, function () { return sending; }, function () {
    leaving = true;
    window.clearTimeout(timer);
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) window.location.reload(); });

  conflict.addEventListener("click", function (event) {
    var keep = event.target.dataset.keep;
    if (!keep) return;
    var theirs = conflict.dataset.text || "";
    if (keep === "theirs") field.value = theirs;
    if (keep === "both") field.value = theirs + (theirs && field.value ? "\n\n" : "") + field.value;
    kept = null;
    stopped = false;
    conflict.hidden = true;
    count();
    field.focus();
    send();
  });

  var left = held();
  if (field.value !== field.defaultValue && !stopped) {
    /* Typed before this script was there. */
    hold(field.value);
    later(0);
  } else if (left !== null && left !== field.value && !stopped) {
    if (left.indexOf(field.value) === 0) {
      field.value = left;
      later(0);
    } else if (left.trim()) {
      conflict.querySelector("[data-theirs]").textContent = left;
      conflict.querySelector("b").textContent = "This browser holds other words that were not sent.";
      conflict.dataset.text = left;
      conflict.hidden = false;
    }
  }
  count();

  /* The clock of live mode. */

  var clock = document.querySelector(".timer");
  if (clock) {
    var from = Date.now() - Number(clock.dataset.seconds) * 1000, most = Number(clock.dataset.minutes) * 60;
    window.setInterval(function () {
      var all = Math.floor((Date.now() - from) / 1000);
      clock.querySelector(".shown").textContent = Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
      clock.classList.toggle("over", all > most);
    }, 1000);
  }

  /* Read aloud by the browser itself. */

  var aloud = document.querySelector("[data-read-aloud]");
  if (aloud && "speechSynthesis" in window) {
    aloud.hidden = false;
    aloud.addEventListener("click", function () {
      if (window.speechSynthesis.speaking) {
        window.speechSynthesis.cancel();
        return;
      }
      var said = new window.SpeechSynthesisUtterance(document.getElementById("question").textContent);
      said.lang = "en-GB";
      said.onend = said.onerror = function () { aloud.textContent = "Read it aloud"; };
      aloud.textContent = "Stop reading";
      window.speechSynthesis.speak(said);
    });
    window.addEventListener("pagehide", function () { window.speechSynthesis.cancel(); });
  }

  /* Speaking, only where the person turns it on, by the browser's own recognition. */

  var Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  var speak = form.querySelector("[data-speak]"), consent = form.querySelector("[data-consent]");
  if (!Recognition || stopped) return;
  speak.parentNode.hidden = false;
  var listener = null, allowed = false;

  function listen(on) {
    speak.setAttribute("aria-pressed", String(on));
    speak.textContent = on ? "Stop listening" : "Speak it";
  }

  function begin() {
    listener = new Recognition();
    listener.lang = "en-GB";
    listener.continuous = true;
    listener.onresult = function (event) {
      for (var at = event.resultIndex; at < event.results.length; at += 1) {
        if (!event.results[at].isFinal) continue;
        var text = event.results[at][0].transcript.trim();
        field.value += (field.value && !/\s$/.test(field.value) ? " " : "") + text;
        spoken.value = "yes";
        field.dispatchEvent(new Event("input"));
      }
    };
    listener.onerror = function (event) {
      say(event.error === "not-allowed" ? "The browser was not allowed to listen." : "The browser could not hear that. Type instead, or try again.", true);
    };
    listener.onend = function () { listener = null; listen(false); };
    listener.start();
    listen(true);
  }

  speak.addEventListener("click", function () {
    if (listener) listener.stop();
    else if (allowed) begin();
    else {
      consent.hidden = false;
      consent.querySelector("button").focus();
    }
  });
  consent.addEventListener("click", function (event) {
    if (event.target.matches("[data-consent-yes]")) {
      allowed = true;
      consent.hidden = true;
      begin();
    }
    if (event.target.matches("[data-consent-no]")) {
      consent.hidden = true;
      speak.focus();
    }
  });
})();
