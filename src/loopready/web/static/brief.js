/* The brief, alive: words cited on their document, folds that are remembered, notes that are kept as they are typed. */
(function () {
  "use strict";
  var root = document.documentElement;
  var panel = document.getElementById("panel");
  var body = panel.querySelector(".body");
  var title = document.getElementById("panel-title");
  var early = document.querySelector("script[data-preparation]");
  var preparation = early ? early.dataset.preparation : "";

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function kept(key, otherwise) {
    try {
      return window.localStorage.getItem(key) || otherwise;
    } catch (refused) {
      return otherwise;
    }
  }

  function keep(key, value) {
    try {
      window.localStorage.setItem(key, value);
    } catch (refused) {
      root.setAttribute("data-unkept", "");
    }
  }

  function remembered(key) {
    try {
      var held = JSON.parse(kept(key, "null"));
      return held && typeof held === "object" ? held : null;
    } catch (spoilt) {
      return null;
    }
  }

  /* The panel: a document on its page's picture or as text, the words of a cite lit. */

  var QUOTED = 'a[data-note^="cv-"], a[data-note^="job-"]';
  var VIEW = "loopready-view";
  var shown = null;
  var asked = 0;

  function tool(selector) {
    return panel.querySelector(selector);
  }

  function headed(cite) {
    if (cite.dataset.label) return cite.dataset.label;
    if (cite.dataset.docPage) return cite.textContent;
    var line = document.getElementById("n-" + cite.dataset.note);
    return line ? line.querySelector(".n").textContent + ": " + line.querySelector(".where").textContent : cite.textContent;
  }

  function show(cite, focus) {
    var turn = ++asked;
    var view = kept(VIEW, "picture");
    all(".current-cite").forEach(function (mark) { mark.classList.remove("current-cite"); });
    cite.classList.add("current-cite");
    shown = cite;
    title.textContent = headed(cite);
    panel.hidden = false;
    root.classList.add("with-panel");
    panel.setAttribute("aria-busy", "true");
    if (focus) title.focus({ preventScroll: true });
    var address = new URL(cite.href);
    if (!body.querySelector('.doc-part[data-source="' + address.pathname.split("/").pop() + '"]')) wait();
    address.searchParams.set("part", "true");
    address.searchParams.set("view", view);
    window.fetch(address, { credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (html) {
      if (turn === asked) place(html);
    }).catch(function () {
      if (turn === asked) unreachable(cite);
    });
  }

  function wait() {
    var line = document.createElement("p");
    line.className = "hint";
    line.textContent = "The document is coming…";
    body.replaceChildren(line);
  }

  function place(html) {
    var part = new DOMParser().parseFromString(html, "text/html").querySelector(".doc-part");
    var before = body.querySelector(".doc-part");
    if (!part) return unreachable(shown);
    var same = before && before.dataset.view === "picture" && part.dataset.view === "picture" && before.dataset.of === part.dataset.of;
    if (same) relight(before, part);
    else body.replaceChildren(part);
    body.setAttribute("aria-label", "Text of " + part.dataset.name);
    panel.setAttribute("aria-busy", "false");
    all("[data-view]", tool(".panel-tools")).forEach(function (button) {
      button.hidden = part.dataset.pictures !== "yes";
      button.setAttribute("aria-pressed", String(button.dataset.view === part.dataset.view));
    });
    all("[data-step]", tool(".panel-tools")).forEach(function (button) { button.hidden = !shown.matches(QUOTED) || !document.querySelector("main a[data-note]"); });
    var lit = body.querySelector(".lit rect") || body.querySelector("mark.on");
    if (!lit) body.scrollTop = 0;
    else body.scrollTop += lit.getBoundingClientRect().top - body.getBoundingClientRect().top - body.clientHeight / 3;
  }

  /* The pages stay where they are; only what is lit on them, and the words above them, change. */
  function relight(before, part) {
    all("svg[data-page]", part).forEach(function (sheet) {
      var there = before.querySelector('svg[data-page="' + sheet.dataset.page + '"]');
      if (!there) return;
      there.querySelector(".lit").replaceWith(sheet.querySelector(".lit"));
      there.setAttribute("aria-label", sheet.getAttribute("aria-label"));
    });
    all(":scope > p", before).forEach(function (line) { line.remove(); });
    all(":scope > p", part).reverse().forEach(function (line) { before.prepend(line); });
  }

  function unreachable(cite) {
    var line = document.createElement("p");
    var link = document.createElement("a");
    link.href = cite.href;
    link.textContent = "Open it on a page of its own";
    line.append("The document could not be loaded; is loopready still running? ", link, ".");
    body.replaceChildren(line);
    panel.setAttribute("aria-busy", "false");
  }

  function close() {
    var from = shown;
    shown = null;
    asked += 1;
    panel.hidden = true;
    root.classList.remove("with-panel");
    all(".current-cite").forEach(function (mark) { mark.classList.remove("current-cite"); });
    if (from && from.isConnected) from.focus({ preventScroll: true });
  }

  function reachable(cite) {
    return !cite.closest("details:not([open])") && cite.getClientRects().length > 0;
  }

  function step(by) {
    var cites = all("main a[data-note]").filter(function (cite) { return cite.matches(QUOTED) && reachable(cite); });
    if (!cites.length) return;
    var at = cites.indexOf(shown);
    var next = cites[(at + by + cites.length) % cites.length];
    next.scrollIntoView({ block: "center", behavior: "instant" });
    show(next, false);
  }

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    var cite = event.target.closest(QUOTED + ", a[data-doc-page]");
    if (cite) {
      event.preventDefault();
      event.stopPropagation();
      var stood = cite.getBoundingClientRect().top;
      show(cite, true);
      var sheet = panel.getBoundingClientRect();
      var lowest = sheet.left > 0 ? stood : Math.min(stood, sheet.top - 64);
      if (!cite.dataset.docPage) window.scrollBy({ top: cite.getBoundingClientRect().top - lowest, behavior: "instant" });
      return;
    }
    if (event.target.closest("main a[data-note]")) {
      shown = null;
      asked += 1;
      all(".panel-tools button").forEach(function (button) { button.hidden = true; });
      return;
    }
    var button = event.target.closest("#panel button");
    if (!button) return;
    if (button.hasAttribute("data-close") && shown) {
      event.stopPropagation();
      close();
    } else if (button.dataset.view && shown) {
      keep(VIEW, button.dataset.view);
      show(shown, false);
    } else if (button.dataset.step && shown) {
      step(Number(button.dataset.step));
    }
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && shown && !event.target.closest(".note-form, details.menu[open]")) {
      event.stopPropagation();
      close();
    } else if (shown && panel.contains(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key === "n") step(1);
      if (event.key === "p") step(-1);
    }
  }, true);

  /* The menu closes when one leaves it. */

  all("details.menu").forEach(function (menu) {
    document.addEventListener("click", function (event) { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !menu.open) return;
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  if (!preparation) return;

  /* Folds, remembered for this preparation in this browser. */

  var FOLDS = "loopready-folds-" + preparation;
  var OPENED = "loopready-opened-" + preparation;

  function folded(id) {
    return root.classList.contains("folded-" + id);
  }

  function fold(id, away) {
    root.classList.toggle("folded-" + id, away);
    all('[data-section="' + id + '"]').forEach(function (button) { button.setAttribute("aria-expanded", String(!away)); });
    keep(FOLDS, JSON.stringify(all("[data-section]").map(function (each) { return each.dataset.section; }).filter(folded)));
  }

  all("[data-section]").forEach(function (button) {
    button.setAttribute("aria-expanded", String(!folded(button.dataset.section)));
    button.addEventListener("click", function () { fold(button.dataset.section, !folded(button.dataset.section)); });
  });

  function reveal() {
    var target = window.location.hash && document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    var section = target && target.closest("main > section[id]");
    if (section && folded(section.id)) {
      fold(section.id, false);
      target.scrollIntoView();
    }
  }

  window.addEventListener("hashchange", reveal);
  all(".nav a").forEach(function (link) { link.addEventListener("click", function () { if (folded(link.hash.slice(1))) fold(link.hash.slice(1), false); }); });

  var items = all("main details[id]");
  var before = {};
  items.forEach(function (item) { before[item.id] = item.open; });
  [].concat(remembered(OPENED) || []).forEach(function (id) {
    var item = document.getElementById(id);
    if (item && item.tagName === "DETAILS") item.open = !before[id];
  });
  reveal();
  document.addEventListener("toggle", function () {
    keep(OPENED, JSON.stringify(items.filter(function (item) { return item.open !== before[item.id]; }).map(function (item) { return item.id; })));
  }, true);

  /* Notes: kept as they are typed, one save at a time, each naming the version it saw. */

  var notes = "/preparations/" + preparation + "/notes";
  var token = JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRF-Token"];
  var LATER = 600;

  function send(fields, last, again) {
    return window.fetch(notes, {
      method: "POST", credentials: "same-origin", keepalive: last === true && (fields.text || "").length < 15000, body: new URLSearchParams(fields),
      headers: { "Accept": "application/json", "X-CSRF-Token": token }
    }).then(function (answer) {
      if (answer.status === 403 && !again) return renewed().then(function () { return send(fields, last, true); });
      return answer.json().catch(function () { return { error: "that was not taken; reload the page, your words are kept in this browser" }; }).then(function (said) {
        return { status: answer.status, said: said };
      });
    });
  }

  /* Somebody who signed in again in another tab has another token. */
  function renewed() {
    return window.fetch("/token", { credentials: "same-origin", headers: { "Accept": "application/json" } }).then(function (answer) {
      return answer.ok ? answer.json() : { token: token };
    }).then(function (said) { token = said.token; });
  }

  function written(own, note) {
    own.dataset.version = note.version;
    var words = own.querySelector(".own-words");
    words.textContent = note.text;
    words.hidden = !note.text;
  }

  /* What is typed and not yet kept by loopready is kept in the browser, so that it outlives a server that does not answer. */

  var DRAFTS = "loopready-drafts-" + preparation;
  var drafts = remembered(DRAFTS) || {};

  function draft(item, text, version) {
    if (text === null) delete drafts[item];
    else drafts[item] = { text: text, version: version };
    keep(DRAFTS, JSON.stringify(drafts));
  }

  function openNote(own, typed) {
    if (own.querySelector(".note-form")) return own.querySelector("textarea").focus();
    var form = document.getElementById("note-form").content.firstElementChild.cloneNode(true);
    var field = form.querySelector("textarea");
    var state = form.querySelector(".note-state");
    var conflict = form.querySelector(".conflict");
    var words = own.querySelector(".own-words");
    var item = own.dataset.item;
    var saved = words.textContent;
    var sent = saved;
    var theirs = null;
    var waiting = 0;
    var pending = 0;
    var closing = false;
    field.value = typed === undefined ? saved : typed;
    field.setAttribute("aria-label", own.querySelector(".own-note").getAttribute("aria-label"));
    words.hidden = true;

    function grow() {
      field.rows = Math.max(3, Math.min(16, field.value.split("\n").length + 1));
    }

    /* One save at a time; the last one of a page that goes away does not wait for the one before it, and names what that will leave. */
    function save(last) {
      window.clearTimeout(waiting);
      if (theirs || field.value === (pending ? sent : saved) || (pending && !last)) return;
      var text = sent = field.value;
      var version = Number(own.dataset.version) + pending;
      pending += 1;
      state.textContent = "Saving…";
      send({ item: item, version: version, text: text }, last).then(function (got) {
        pending -= 1;
        if (got.status === 200) keptAs(text, got.said);
        else if (got.status === 409 && got.said.now.text === text.trimEnd()) keptAs(text, got.said.now);
        else if (got.status === 409) differs(got.said);
        else refused(got.said.error.message || got.said.error);
      }).catch(function () {
        pending -= 1;
        refused("loopready does not answer. Your words are kept in this browser, and are sent again when you go on typing or come back.");
      });
    }

    function keptAs(text, note) {
      saved = text;
      own.dataset.version = note.version;
      if (field.value !== saved) return pending ? undefined : save();
      draft(item, null);
      state.textContent = "Saved";
      if (closing) shut();
    }

    function refused(why) {
      closing = false;
      sent = saved;
      state.textContent = "Not saved: " + why;
    }

    function differs(said) {
      closing = false;
      theirs = said.now;
      state.textContent = "";
      conflict.querySelector(".said").textContent = said.error;
      conflict.querySelector(".theirs").textContent = theirs.text || "(nothing)";
      conflict.hidden = false;
    }

    conflict.addEventListener("click", function (event) {
      var choice = event.target.dataset.keep;
      if (!choice) return;
      own.dataset.version = theirs.version;
      saved = theirs.text;
      if (choice === "theirs") field.value = theirs.text;
      if (choice === "both") field.value = theirs.text + "\n\n" + field.value;
      theirs = null;
      conflict.hidden = true;
      grow();
      if (field.value === saved) draft(item, null);
      else save();
      field.focus();
    });
    field.addEventListener("input", function () {
      grow();
      state.textContent = "";
      draft(item, field.value, own.dataset.version);
      window.clearTimeout(waiting);
      waiting = window.setTimeout(save, LATER);
    });
    field.addEventListener("blur", function () { save(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); save(); });

    function shut() {
      written(own, { version: own.dataset.version, text: saved });
      leaving.delete(save);
      form.remove();
      own.querySelector(".own-note").focus();
    }

    function close() {
      if (theirs) return field.focus();
      closing = true;
      if (field.value === saved) shut();
      else save();
    }

    form.querySelector("[data-note-close]").addEventListener("click", close);
    form.addEventListener("keydown", function (event) {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
    });
    leaving.add(save);
    own.querySelector(".own-tools").before(form);
    grow();
    if (typed === undefined) field.focus();
    else save();
  }

  var leaving = new Set();
  ["pagehide", "beforeunload"].forEach(function (moment) {
    window.addEventListener(moment, function () { leaving.forEach(function (save) { save(true); }); });
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") leaving.forEach(function (save) { save(true); });
  });

  all(".own").forEach(function (own) {
    var left = drafts[own.dataset.item];
    if (!left || typeof left.text !== "string") return;
    if (left.text === own.querySelector(".own-words").textContent) return draft(own.dataset.item, null);
    own.dataset.version = left.version;
    openNote(own, left.text);
  });

  function mark(button) {
    var own = button.closest(".own");
    var done = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(done));
    send({ item: own.dataset.item, done: done ? "yes" : "no" }).then(function (got) {
      if (got.status !== 200) throw new Error(String(got.status));
      var item = own.closest("details[id], article[id], li[id], tr[id], div[id]:not(.own)");
      all(".did", item).forEach(function (chip) { chip.hidden = !done; });
      count(own.closest("main > section"));
    }).catch(function () {
      button.setAttribute("aria-pressed", String(!done));
      button.title = "Not saved: loopready does not answer";
    });
  }

  function count(section) {
    var place = section && document.querySelector('.nav a[href="#' + section.id + '"] .count');
    if (!place) return;
    place.hidden = false;
    place.querySelector(".n").textContent = all('.own-done[aria-pressed="true"]', section).length;
  }

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    var open = event.target.closest(".own-note");
    var done = event.target.closest(".own-done");
    if (open) {
      event.preventDefault();
      openNote(open.closest(".own"));
    } else if (done) {
      mark(done);
    }
  });

  /* A newer brief is told of, and never put under the reader's hands: it comes by itself where they are at the top and do nothing. */

  var news = document.querySelector(".news");

  function untouched() {
    var typed = all("textarea, input:not([type=hidden])").some(function (field) { return field.value !== field.defaultValue; });
    var chosen = window.getSelection();
    return window.scrollY < 40 && panel.hidden && !leaving.size && !typed && (!chosen || chosen.isCollapsed) && !document.querySelector("details.menu[open]");
  }

  function ask() {
    return window.fetch("/preparations/" + preparation + "/news?run=" + news.dataset.run + "&worded=" + news.dataset.worded, { credentials: "same-origin" }).then(function (answer) {
      return answer.ok ? answer.text() : "";
    }).then(function (html) {
      var fresh = new DOMParser().parseFromString(html, "text/html").querySelector(".news");
      if (!fresh || (news.hasAttribute("data-told") && !fresh.querySelector("p"))) return;
      news.replaceChildren.apply(news, Array.prototype.slice.call(fresh.childNodes));
      if (fresh.hasAttribute("data-making")) listen();
      else if (fresh.hasAttribute("data-wording")) follow();
      else if (news.querySelector("a") && untouched()) window.location.reload();
    }).catch(function () { news.setAttribute("data-unheard", ""); });
  }

  var listening = null;

  function listen() {
    if (listening) return;
    listening = new EventSource("/preparations/" + preparation + "/events");
    listening.addEventListener("finished", function () {
      listening.close();
      listening = null;
      ask();
    });
  }

  /* A language model at work: its sentences come in brief-wording.js, which tells whether the page has all of them. */
  function follow() {
    if (listening) return;
    listening = true;
    news.dispatchEvent(new CustomEvent("loopready:wording", { detail: { preparation: preparation, untouched: untouched } }));
  }

  news.addEventListener("loopready:worded", function (event) {
    listening = null;
    if (!event.detail.whole) ask();
  });

  if (news.hasAttribute("data-making")) listen();
  else if (news.hasAttribute("data-wording")) follow();
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "visible" && !listening) ask();
  });
})();
