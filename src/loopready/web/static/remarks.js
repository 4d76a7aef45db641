/* Comments beside the words they are about: a mark in the text opens them in the panel, or under the item on a narrow page. */
(function () {
  "use strict";
  var ITEM = "details.item, article[id], li[id], tr[id], .cell[id], .fit-row[id], .decider[id], .session[id], .item[id]";
  var ASIDE = ".own, .remarks, .m, .m-print, .by, .chip, .tag, .label, .where, button, svg";
  var panel = document.getElementById("panel");
  var root = document.documentElement;

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }

  function bare(text) {
    return text.replace(/\s+/g, "");
  }

  /* The text nodes of an item that hold what it says, without marks, labels and tools. */
  function saying(item) {
    var walker = document.createTreeWalker(item, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
      acceptNode: function (node) {
        if (node.nodeType === 1) return node.matches(ASIDE) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
        return NodeFilter.FILTER_ACCEPT;
      }
    });
    var nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  /* Where the words of a quote stand: [node, start, end] for each text node they reach into; white space counts for nothing. */
  function places(item, quote) {
    var nodes = saying(item);
    var text = nodes.map(function (node) { return bare(node.data); }).join("");
    var wanted = bare(quote);
    var from = text.indexOf(wanted);
    if (from < 0 || !wanted) return [];
    var to = from + wanted.length;
    var at = 0;
    var found = [];
    nodes.forEach(function (node) {
      var start = -1;
      var end = -1;
      for (var place = 0; place < node.data.length; place += 1) {
        if (/\s/.test(node.data[place])) continue;
        if (at >= from && at < to) {
          if (start < 0) start = place;
          end = place + 1;
        }
        at += 1;
      }
      if (start >= 0) found.push([node, start, end]);
    });
    return found;
  }

  function light(line) {
    var item = line.closest(".remarks").parentElement.closest(ITEM);
    if (!item) return;
    places(item, line.dataset.quote).forEach(function (place, number) {
      var range = document.createRange();
      var mark = document.createElement("mark");
      range.setStart(place[0], place[1]);
      range.setEnd(place[0], place[2]);
      mark.className = "remark";
      mark.dataset.remark = line.id;
      if (number === 0) {
        mark.tabIndex = 0;
        mark.setAttribute("role", "button");
        mark.setAttribute("aria-label", "Comment on: " + line.dataset.quote);
      }
      range.surroundContents(mark);
    });
  }

  all(".remarks li[data-quote]").forEach(light);

  function open(mark) {
    var line = document.getElementById(mark.dataset.remark);
    var thread = line.closest(".remarks");
    all(".here").forEach(function (each) { each.classList.remove("here"); });
    all("mark.remark").forEach(function (each) { if (each.dataset.remark === line.id) each.classList.add("here"); });
    if (window.matchMedia("(max-width: 1000px)").matches) {
      thread.open = true;
      line.classList.add("here");
      line.scrollIntoView({ block: "center", behavior: "instant" });
      line.tabIndex = -1;
      line.focus({ preventScroll: true });
      return;
    }
    var copy = thread.querySelector(".remarks-body").cloneNode(true);
    all("li", copy).forEach(function (each) {
      each.classList.toggle("here", each.id === line.id);
      each.removeAttribute("id");
    });
    panel.querySelector(".body").replaceChildren(copy);
    panel.querySelector(".body").setAttribute("aria-label", "Comments");
    all(".panel-tools button", panel).forEach(function (button) { button.hidden = true; });
    panel.dispatchEvent(new CustomEvent("loopready:show", { detail: { title: "Comments", from: mark } }));
  }

  document.addEventListener("click", function (event) {
    var mark = event.target.closest("mark.remark");
    if (!mark || event.target.closest("a")) return;
    event.preventDefault();
    open(mark);
  });
  document.addEventListener("keydown", function (event) {
    if ((event.key !== "Enter" && event.key !== " ") || !event.target.matches("mark.remark")) return;
    event.preventDefault();
    open(event.target);
  });

  /* Words that are selected in an item go along with what is said of them. */

  var say = document.querySelector(".say-of");
  if (!say) return;
  var chosen = null;

  function selected() {
    var selection = window.getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    var range = selection.getRangeAt(0);
    var within = function (node) { return (node.nodeType === 1 ? node : node.parentElement).closest(ITEM); };
    var item = within(range.startContainer);
    if (!item || item !== within(range.endContainer)) return null;
    var form = item.querySelector(".remarks form");
    var words = saying(item).filter(function (node) { return range.intersectsNode(node); }).map(function (node) {
      var start = node === range.startContainer ? range.startOffset : 0;
      var end = node === range.endContainer ? range.endOffset : node.data.length;
      return node.data.slice(start, end);
    }).join(" ").replace(/\s+/g, " ").trim();
    return form && words && words.length <= 2000 ? { form: form, words: words } : null;
  }

  document.addEventListener("selectionchange", function () {
    var found = selected();
    if (found) chosen = found;
    say.hidden = !found;
    if (found) say.textContent = "Comment on “" + (found.words.length > 60 ? found.words.slice(0, 60) + "…" : found.words) + "”";
  });
  say.addEventListener("mousedown", function (event) { event.preventDefault(); });
  say.addEventListener("click", function () {
    if (!chosen) return;
    var form = chosen.form;
    var line = form.querySelector(".on-words");
    form.closest(".remarks").open = true;
    if (form.closest(".answer")) form.closest(".answer").open = true;
    form.elements.quote.value = chosen.words;
    line.textContent = "On “" + chosen.words + "”";
    line.hidden = false;
    window.getSelection().removeAllRanges();
    form.elements.text.focus();
  });
})();
