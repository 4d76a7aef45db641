(function () {
  "use strict";

  /* Words that are selected in the brief go along to the comment's form, with the item they stand in. */

  var link = document.querySelector("[data-comment-on]");
  if (!link) return;
  document.addEventListener("selectionchange", function () {
    var chosen = window.getSelection();
    var words = chosen.isCollapsed ? "" : chosen.toString().replace(/\s+/g, " ").trim();
    var node = words ? chosen.anchorNode : null;
    var element = node && node.nodeType === 1 ? node : node && node.parentElement;
    var item = element && element.closest(".item[id], .cell[id], .decider[id], .fit-row[id], .session[id], tr[id]");
    var asked = new URLSearchParams();
    if (item && words.length <= 2000) {
      asked.set("at", item.id);
      asked.set("quote", words);
    }
    link.href = link.dataset.commentOn + (item ? "?" + asked : "");
  });
})();
