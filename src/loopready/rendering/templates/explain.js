(function () {
  "use strict";
  var root = document.documentElement;
  var read = document.getElementById("read");

  function parts(key) {
    return Array.prototype.slice.call(document.querySelectorAll('[data-m="' + key + '"]'));
  }

  /* Lights what belongs together: an entry, its boxes, its words. */
  function light(key) {
    document.querySelectorAll(".on").forEach(function (part) { part.classList.remove("on"); });
    if (key === null) return [];
    var found = parts(key);
    found.forEach(function (part) { part.classList.add("on"); });
    return found;
  }

  function keyOf(target) {
    var part = target instanceof Element ? target.closest("[data-m]") : null;
    return part ? part.getAttribute("data-m") : null;
  }

  function unfold(part) {
    var fold = part.closest("details");
    if (fold) fold.open = true;
  }

  /* Moves the list of entries alone, so that what is pointed at stays where it is. */
  function bring(entry) {
    var list = read.getBoundingClientRect(), place = entry.getBoundingClientRect();
    if (read.scrollHeight <= read.clientHeight || !place.height) return;
    if (place.top < list.top || place.bottom > list.bottom) read.scrollTop += place.top - list.top - list.height / 3;
  }

  document.addEventListener("mouseover", function (event) {
    var key = keyOf(event.target);
    var found = light(key !== null ? key : keyOf(document.activeElement));
    if (key !== null && !read.contains(event.target)) found.filter(function (part) { return read.contains(part); }).forEach(bring);
  });

  document.addEventListener("focusin", function (event) {
    var key = keyOf(event.target);
    var found = light(key);
    if (key === null) return;
    if (read.contains(event.target)) {
      var seen = found.filter(function (part) { return !read.contains(part); })[0];
      if (seen) seen.scrollIntoView({ block: "nearest" });
    } else {
      found.filter(function (part) { return read.contains(part); }).forEach(function (part) { unfold(part); bring(part); });
    }
  });

  /* A link leads to its counterpart, and the focus with it. */
  document.addEventListener("click", function (event) {
    var link = event.target instanceof Element ? event.target.closest("a[data-m]") : null;
    if (!link) return;
    var other = document.getElementById(link.getAttribute("href").slice(1));
    if (!other) return;
    event.preventDefault();
    unfold(other);
    var goal = other.closest("a[data-m]") || other;
    goal.scrollIntoView({ block: "center" });
    goal.focus({ preventScroll: true });
    light(link.getAttribute("data-m"));
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") light(null);
  });

  var toggle = document.querySelector("[data-theme-toggle]");
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function dark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : system.matches;
  }

  function tell() { toggle.setAttribute("aria-pressed", String(dark())); }

  toggle.addEventListener("click", function () {
    var next = dark() ? "light" : "dark";
    root.setAttribute("data-theme", next);
    try {
      window.localStorage.setItem("loopready-theme", next);
    } catch (refused) {
      root.classList.add("unkept");
    }
    tell();
  });
  system.addEventListener("change", tell);
  tell();
})();
