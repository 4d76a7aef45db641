(function () {
  "use strict";

  /* A story told aloud, for one's own ear: the sound stays in this tab's memory. Nothing here sends or stores it. */

  var recorder = document.querySelector("[data-recorder]");
  if (!recorder) return;
  var button = recorder.querySelector("[data-record]"), clock = recorder.querySelector("[data-clock]"), state = recorder.querySelector("[data-recorder-state]");
  var playback = recorder.querySelector("[data-playback]"), discard = recorder.querySelector("[data-discard]");
  var running = null, pieces = [], began = 0, ticking = null;

  function say(text) {
    state.textContent = text;
  }

  function drop() {
    if (playback.src) URL.revokeObjectURL(playback.src);
    playback.removeAttribute("src");
    playback.load();
    playback.hidden = discard.hidden = true;
    pieces = [];
    clock.textContent = "0:00";
  }

  function tick() {
    var all = Math.floor((Date.now() - began) / 1000);
    clock.textContent = Math.floor(all / 60) + ":" + String(all % 60).padStart(2, "0");
  }

  function ended(stream) {
    window.clearInterval(ticking);
    stream.getTracks().forEach(function (track) { track.stop(); });
    button.textContent = "Record again";
    button.setAttribute("aria-pressed", "false");
    playback.src = URL.createObjectURL(new Blob(pieces, {type: running.mimeType || "audio/webm"}));
    playback.hidden = discard.hidden = false;
    running = null;
    say("Listen to it, then go through the list.");
  }

  function begin(stream) {
    drop();
    running = new window.MediaRecorder(stream);
    running.addEventListener("dataavailable", function (event) { if (event.data.size) pieces.push(event.data); });
    running.addEventListener("stop", function () { ended(stream); });
    running.start();
    began = Date.now();
    ticking = window.setInterval(tick, 250);
    button.textContent = "Stop";
    button.setAttribute("aria-pressed", "true");
    say("Recording, in this tab alone.");
  }

  if (!window.MediaRecorder || !navigator.mediaDevices || !navigator.mediaDevices.getUserMedia) {
    button.disabled = true;
    say(window.isSecureContext ? "This browser can not record; use your phone's recorder." : "Browsers record only on this machine's own address or over https; use your phone's recorder.");
    return;
  }
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", function () {
    if (running) {
      running.stop();
      return;
    }
    say("The browser asks whether it may use the microphone.");
    navigator.mediaDevices.getUserMedia({audio: true}).then(begin, function (refused) {
      say(refused && refused.name === "NotFoundError" ? "No microphone was found." : "The browser was not allowed to use the microphone.");
    });
  });
  discard.addEventListener("click", function () {
    drop();
    button.textContent = "Record";
    say("Discarded.");
    button.focus();
  });
  window.addEventListener("pagehide", function () {
    if (running) running.stop();
    drop();
  });
})();
