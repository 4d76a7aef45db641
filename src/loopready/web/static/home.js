(function () {
  "use strict";

  /* A file that is dropped lands in the field it was dropped on, two files dropped at once in one field each; names are shown. */

  var JOB = /job|posting|position|vacanc|role|opening|stelle|offre|oferta|vaga|jd(?![a-z])|description|\.html?$|\.md$/i;
  var CV = /cv(?![a-z])|r[eé]sum[eé]|curric|lebenslauf|resume/i;
  var inputs = { cv: document.getElementById("cv"), job: document.getElementById("job") };
  var slots = document.querySelectorAll("[data-drop]");

  function named(input) {
    var place = document.querySelector('[data-file-name="' + input.name + '"]');
    if (!place.dataset.was) place.dataset.was = place.textContent;
    place.textContent = input.files.length ? input.files[0].name : place.dataset.was;
    place.closest(".drop").classList.toggle("chosen", input.files.length > 0);
  }

  function put(input, file) {
    var held = new DataTransfer();
    held.items.add(file);
    input.files = held.files;
    named(input);
  }

  function jobness(file) {
    return (JOB.test(file.name) ? 1 : 0) - (CV.test(file.name) ? 1 : 0);
  }

  function take(files, slot) {
    if (files.length > 1) {
      var second = jobness(files[0]) > jobness(files[1]);
      put(inputs.cv, files[second ? 1 : 0]);
      put(inputs.job, files[second ? 0 : 1]);
    } else if (files.length) {
      put(slot ? inputs[slot.dataset.drop] : jobness(files[0]) > 0 ? inputs.job : inputs.cv, files[0]);
    }
  }

  function over(slot) {
    slots.forEach(function (each) { each.classList.toggle("over", each === slot); });
  }

  Object.keys(inputs).forEach(function (name) {
    inputs[name].addEventListener("change", function () { named(inputs[name]); });
    named(inputs[name]);
  });

  window.addEventListener("dragover", function (event) {
    event.preventDefault();
    var slot = event.target.closest && event.target.closest("[data-drop]");
    over(slot || null);
  });
  window.addEventListener("dragleave", function (event) { if (!event.relatedTarget) over(null); });
  window.addEventListener("drop", function (event) {
    event.preventDefault();
    over(null);
    var slot = event.target.closest && event.target.closest("[data-drop]");
    if (event.dataTransfer.files.length) {
      take(event.dataTransfer.files, slot);
      return;
    }
    var text = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    if (text) document.getElementById("posting").value = text;
  });

  /* Sent once; the button says what happens. Back on the page it can be pressed again. */

  var sent = null;
  document.addEventListener("submit", function (event) {
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = event.target;
    var button = sent.querySelector("button[data-busy]");
    if (!button) return;
    button.dataset.was = button.textContent;
    button.textContent = button.dataset.busy;
    button.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted || !sent) return;
    var button = sent.querySelector("button[data-busy]");
    if (button) {
      button.textContent = button.dataset.was;
      button.removeAttribute("aria-disabled");
    }
    sent = null;
  });

  var problem = document.getElementById("problem");
  if (problem) problem.scrollIntoView({ block: "center" });
})();
