(function () {
  "use strict";
  var root = document.documentElement;
  var panel = document.getElementById("panel");
  var body = panel.querySelector(".body");
  var title = document.getElementById("panel-title");
  var opener = null;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  /* The panel: a document with one passage marked, or the line of a note. */

  function copy(source) {
    var shown = body.querySelector('.doc[data-source="' + source + '"]');
    if (shown) return shown;
    var text = document.getElementById("doc-" + source).cloneNode(true);
    text.removeAttribute("id");
    all(".a", text).forEach(function (anchor) { anchor.remove(); });
    body.replaceChildren(text);
    body.setAttribute("aria-label", "Text of " + text.dataset.name);
    return text;
  }

  function show(heading, from) {
    title.textContent = heading;
    if (panel.hidden) opener = from;
    panel.hidden = false;
    root.classList.add("with-panel");
  }

  function showDocument(source, key, heading, from) {
    var text = copy(source);
    all("mark.on", text).forEach(function (mark) { mark.classList.remove("on"); });
    show(heading, from);
    var found = all("mark", text).filter(function (mark) { return mark.dataset.k.split(" ").indexOf(key) >= 0; });
    found.forEach(function (mark) { mark.classList.add("on"); });
    if (found.length) body.scrollTop = found[0].getBoundingClientRect().top - body.getBoundingClientRect().top + body.scrollTop - body.clientHeight / 3;
    else body.scrollTop = 0;
  }

  function showNote(key, from) {
    var line = document.getElementById("n-" + key);
    var source = key.slice(0, key.lastIndexOf("-"));
    var label = line.querySelector(".n").textContent;
    if (document.getElementById("d-" + key)) {
      var where = line.querySelector(".where").textContent;
      showDocument(source, key, label + ": " + where, from);
    } else {
      var content = line.querySelector(".g").cloneNode(true);
      body.replaceChildren(content);
      body.scrollTop = 0;
      body.setAttribute("aria-label", "Ground cited");
      show(label, from);
    }
    all(".current-cite").forEach(function (mark) { mark.classList.remove("current-cite"); });
    from.classList.add("current-cite");
    opener = from;
    title.focus({ preventScroll: true });
  }

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    root.classList.remove("with-panel");
    all(".current-cite").forEach(function (mark) { mark.classList.remove("current-cite"); });
    if (opener && opener.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  }

  panel.addEventListener("loopready:show", function (event) {
    show(event.detail.title, event.detail.from);
    opener = event.detail.from;
    title.focus({ preventScroll: true });
  });

  document.addEventListener("click", function (event) {
    var cite = event.target.closest("a[data-note]");
    if (cite && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      var stood = cite.getBoundingClientRect().top;
      showNote(cite.dataset.note, cite);
      var sheet = panel.getBoundingClientRect();
      var lowest = sheet.left > 0 ? stood : Math.min(stood, sheet.top - 64);
      window.scrollBy({ top: cite.getBoundingClientRect().top - lowest, behavior: "instant" });
      return;
    }
    var button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.doc) {
      showDocument(button.dataset.doc, "", button.textContent, button);
      opener = button;
      title.focus({ preventScroll: true });
    } else if (button.dataset.fold) {
      all("main details:not(.docs, .remarks, .answer)").forEach(function (part) { part.open = button.dataset.fold === "open"; });
    } else if (button.hasAttribute("data-close")) {
      close();
    } else if (button.hasAttribute("data-theme-toggle")) {
      setTheme(dark() ? "light" : "dark");
    }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") close();
  });

  /* Dark and light. */

  var asks = window.matchMedia("(prefers-color-scheme: dark)");
  var toggle = document.querySelector("[data-theme-toggle]");

  function dark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : asks.matches;
  }

  function setTheme(name) {
    root.setAttribute("data-theme", name);
    try {
      window.localStorage.setItem("loopready-theme", name);
    } catch (refused) {
      toggle.setAttribute("data-unkept", "");
    }
    toggle.setAttribute("aria-pressed", String(dark()));
  }

  toggle.setAttribute("aria-pressed", String(dark()));
  asks.addEventListener("change", function () { toggle.setAttribute("aria-pressed", String(dark())); });

  /* Where one is: the last section whose heading has passed the upper third. */

  var links = all(".nav a");
  var sections = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });
  var current = null;
  var waiting = false;

  function locate() {
    waiting = false;
    var at = 0;
    sections.forEach(function (section, place) {
      if (section.getBoundingClientRect().top < window.innerHeight / 3) at = place;
    });
    if (window.innerHeight + window.scrollY >= root.scrollHeight - 2 && window.scrollY > 0) {
      var last = sections[sections.length - 1];
      if (last.getBoundingClientRect().top < window.innerHeight) at = sections.length - 1;
    }
    if (links[at] === current) return;
    if (current) current.removeAttribute("aria-current");
    current = links[at];
    current.setAttribute("aria-current", "location");
    var strip = current.closest(".nav");
    if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft = current.offsetLeft - strip.clientWidth / 3;
    else if (strip.scrollHeight > strip.clientHeight) strip.scrollTop = current.offsetTop - strip.clientHeight / 2;
  }

  function soon() {
    if (!waiting) {
      waiting = true;
      window.requestAnimationFrame(locate);
    }
  }

  if (links.length) {
    window.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("resize", soon);
    locate();
  }

  /* A folded item that is linked to opens. */

  function reveal() {
    var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    for (var part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    if (target) target.scrollIntoView();
  }

  window.addEventListener("hashchange", reveal);
  reveal();

  /* On paper the numbered grounds are always there: those that are cited where nothing is folded. */

  var notes = document.querySelector("details.notes");
  var before = false;
  window.addEventListener("beforeprint", function () {
    before = notes.open;
    notes.open = true;
    all(".grounds li").forEach(function (line) { line.classList.add("deep"); });
    all("main a[data-note]").forEach(function (cite) {
      if (!cite.closest("details:not([open])")) document.getElementById("n-" + cite.dataset.note).classList.remove("deep");
    });
  });
  window.addEventListener("afterprint", function () { notes.open = before; });
})();
