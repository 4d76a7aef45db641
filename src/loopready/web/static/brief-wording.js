/* A language model's sentences, as they pass: each comes to its place in the open page, and never under the reader's eyes or hands. */
(function () {
  "use strict";
  var root = document.documentElement;
  var panel = document.getElementById("panel");
  var news = document.querySelector(".news");
  var AFTER = 250;
  var waiting = new Map();
  var untouched = null;
  var source = null;
  var later = 0;
  var over = false;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function places(id) {
    return all('main [data-claim="' + CSS.escape(id) + '"]');
  }

  function inSight(place) {
    if (place.closest("details:not([open])")) return false;
    return Array.prototype.some.call(place.getClientRects(), function (box) {
      return box.bottom > 0 && box.top < window.innerHeight && box.width > 0;
    });
  }

  /* What the person has in hand: selected, in focus, cited in the panel, commented on, or in an item whose note is open. */
  function inHand(place) {
    var chosen = window.getSelection();
    if (chosen && !chosen.isCollapsed && chosen.rangeCount && chosen.getRangeAt(0).intersectsNode(place)) return true;
    if (place.contains(document.activeElement) || place.querySelector(".current-cite, mark.remark")) return true;
    var item = place.closest(".item, .cell, .fit-row, .decider, .session, tr, article, li[id]");
    return Boolean(item && item.querySelector(".note-form"));
  }

  /* The first thing in sight, by which the page is held where it is. */
  function anchor() {
    var bar = document.querySelector("header.bar");
    var from = bar ? Math.max(0, bar.getBoundingClientRect().bottom) : 0;
    var found = null;
    all("main h2, main h3, main h4, main p, main li, main td, main summary").some(function (part) {
      var box = part.getBoundingClientRect();
      if (box.height > 0 && box.top >= from && box.top < window.innerHeight && !news.contains(part)) found = { part: part, top: box.top };
      return found;
    });
    return found;
  }

  function parsed(html) {
    return new DOMParser().parseFromString(html, "text/html").body;
  }

  function put(place, html) {
    place.replaceChildren.apply(place, Array.prototype.slice.call(parsed(html).childNodes));
  }

  /* Changes the page, and leaves what is in sight where it was. */
  function steadily(change) {
    var held = anchor();
    change();
    var moved = held && held.part.isConnected ? held.part.getBoundingClientRect().top - held.top : 0;
    if (moved) window.scrollBy({ top: moved, behavior: "instant" });
  }

  /* What waits comes to its place: what is out of sight at once, what is in sight only where ``seen`` says so. */
  function settle(seen) {
    window.clearTimeout(later);
    steadily(function () {
      bring(seen);
      if (over) left();
    });
  }

  /* All are looked at before any changes: what grows pushes the next ones out of sight. */
  function bring(seen) {
    var ready = [];
    waiting.forEach(function (html, id) {
      places(id).forEach(function (place, at, there) {
        if (there.some(function (each) { return inHand(each) || (!seen && inSight(each)); })) return;
        ready.push({ place: place, html: html, shown: inSight(place) });
        waiting.delete(id);
      });
    });
    ready.forEach(function (each) {
      put(each.place, each.html);
      each.place.classList.toggle("came", each.shown);
    });
  }

  function soon() {
    if (!waiting.size) return;
    window.clearTimeout(later);
    later = window.setTimeout(settle, AFTER, false);
  }

  /* What is said of those that still wait; no part of what is read out by itself. */
  function left() {
    var line = news.querySelector(".still");
    if (!waiting.size) {
      if (line) line.remove();
      root.classList.remove("wording");
      return;
    }
    if (!line) {
      var button = document.createElement("button");
      line = document.createElement("p");
      line.className = "still";
      line.setAttribute("aria-live", "off");
      button.type = "button";
      button.textContent = "Show now";
      button.addEventListener("click", function () {
        news.tabIndex = -1;
        news.focus({ preventScroll: true });
        settle(true);
      });
      line.append(document.createElement("span"), " ", button);
      news.append(line);
    }
    line.firstChild.textContent = waiting.size + (waiting.size === 1 ? " in sight waits" : " in sight wait") + " until you move on.";
  }

  function told(event) {
    var said = JSON.parse(event.data);
    var soFar = news.querySelector("[data-so-far]");
    if (soFar) soFar.textContent = said.passed + " of " + said.asked;
    news.dataset.came = said.passed;
    Object.keys(said.claims).forEach(function (id) {
      var html = parsed(said.claims[id]).innerHTML;
      if (places(id).some(function (place) { return place.innerHTML !== html; })) waiting.set(id, said.claims[id]);
    });
    soon();
  }

  function summed(says) {
    var line = document.createElement("p");
    line.textContent = says;
    news.style.minHeight = news.offsetHeight + "px";  /* it does not shrink under the reader */
    news.setAttribute("data-told", "");
    news.removeAttribute("data-wording");
    steadily(function () { news.replaceChildren(line); });
  }

  function finished(event) {
    var said = JSON.parse(event.data);
    source.close();
    source = null;
    over = true;
    if (!said.fits) {
      waiting.clear();
      root.classList.remove("wording");
    } else if (said.worded) {
      news.dataset.worded = said.worded;
      document.querySelector("main > footer").replaceChildren.apply(document.querySelector("main > footer"), said.lines.map(function (text) {
        var line = document.createElement("p");
        line.textContent = text;
        return line;
      }));
      summed(said.says);
      settle(untouched());
    } else {
      summed("The language model was cut off. The brief is whole; the sentences that came in the model's words stand here until you load the page again.");
      settle(untouched());
    }
    news.dispatchEvent(new CustomEvent("loopready:worded", { detail: { whole: said.fits } }));
  }

  news.addEventListener("loopready:wording", function (event) {
    var asks = new URLSearchParams({ run: news.dataset.run, came: news.dataset.came, answers: news.dataset.answers });
    untouched = event.detail.untouched;
    over = false;
    root.classList.add("wording");
    source = new EventSource("/preparations/" + event.detail.preparation + "/wording?" + asks);
    source.addEventListener("message", told);
    source.addEventListener("finished", finished);
  });
  ["scroll", "resize", "selectionchange", "focusout", "click", "keyup", "toggle"].forEach(function (moment) {
    (moment === "resize" || moment === "scroll" ? window : document).addEventListener(moment, soon, { capture: true, passive: true });
  });
  new MutationObserver(soon).observe(panel, { attributes: true, attributeFilter: ["hidden"] });
})();
