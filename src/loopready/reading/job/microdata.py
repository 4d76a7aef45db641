"""The schema.org JobPosting that a page marks in its own elements (microdata), in the form JSON-LD has."""

from __future__ import annotations

from typing import Any

_DEEPEST = 40
_MOST_NODES = 20_000
_MOST_LETTERS = 1_000_000
_MOST_POSTINGS = 50
_SAID_IN = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}
"""Elements that say their value in an attribute."""
_LINKS = {"link": "href", "a": "href", "area": "href", "img": "src"}
"""Elements whose attribute is the value where they hold no words."""


def microdata_postings(tree: Any) -> list[dict[str, Any]]:
    """The JobPostings of a parsed page, in order. A value is text or, for a thing within the thing, a dict.

    Text is the element's HTML: what is a list or is not shown can be told from it.
    """
    reading = _Reading()
    return [reading.thing(node) for node in tree.css("[itemscope][itemtype*='schema.org/JobPosting' i]")[:_MOST_POSTINGS]]


class _Reading:
    """Reads things. Why it counts: elements that lie in one another would be written out once for each."""

    def __init__(self) -> None:
        self._nodes = _MOST_NODES
        self._letters = _MOST_LETTERS

    def thing(self, scope: Any, depth: int = 0) -> dict[str, Any]:
        """The properties of an element with ``itemscope``; those of a thing inside it are that thing's."""
        kind = ((scope.attributes or {}).get("itemtype") or "").strip().split()
        found: dict[str, Any] = {"@type": kind[0].rstrip("/").rpartition("/")[2]} if kind else {}
        stack = list(reversed(list(scope.iter())))
        while stack and self._nodes > 0:
            node = stack.pop()
            self._nodes -= 1
            attributes = node.attributes or {}
            own = "itemscope" in attributes
            names = (attributes.get("itemprop") or "").split()
            value = (self.thing(node, depth + 1) if own and depth < _DEEPEST else self._value(node, attributes)) if names else ""
            for name in names:
                before = found.get(name)
                found[name] = value if before is None else [*before, value] if isinstance(before, list) else [before, value]
            if not own:
                stack += reversed(list(node.iter()))
        return found

    def _value(self, node: Any, attributes: dict[str, str | None]) -> str:
        tag = node.tag or ""
        if said := attributes.get(_SAID_IN.get(tag, "content")):
            return said
        if tag in _LINKS and not (node.text() or "").strip():
            return attributes.get(_LINKS[tag]) or ""
        html = (node.html or "") if self._letters > 0 else ""
        self._letters -= len(html)
        return html
