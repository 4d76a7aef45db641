"""What a page's own style rules say of its elements, as far as it tells whether text can be seen."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_BLOCK = re.compile(r"@[^{};]{0,300}\{(?:[^{}]{0,4000}\{[^{}]{0,4000}\}){0,400}[^{}]{0,4000}\}")
_SIMPLE = re.compile(r"[\w\s.#>*-]{1,200}")
_TOLD = re.compile(
    r"display|visibility|opacity|font-size|font-weight|color|background|indent|clip|left|top|right|height|width", re.IGNORECASE
)
_OFF_PAGE = re.compile(
    r"(?<![\w-])(?:left|top|right|margin-left|text-indent)\s*:\s*-\d{3,6}"
    r"|(?<![\w-])clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|(?<![\w-])transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_FLAT = re.compile(r"(?<![\w-])(?:max-)?(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$|!)", re.IGNORECASE)
_CUT = re.compile(r"overflow\s*:\s*hidden", re.IGNORECASE)
_SHOWN = re.compile(r"(?<![\w-])(display|visibility|opacity)\s*:\s*([\w.]+)", re.IGNORECASE)
_NAMES = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only", "a11y-hidden", "u-hidden-visually")
)
_ICONS = re.compile(r"(?:^|\s)(?:fa[srlbd]?|fa-[\w-]+|material-(?:icons|symbols)[\w-]*|icon|bi|[\w-]*-icon)(?:\s|$)", re.IGNORECASE)
_MOST_RULES = 400
_MOST_LETTERS = 300_000


class Styles:
    """The declarations that a page's ``style`` elements hold for each element. Rules for print, states and other screens are left out.

    ``whole``: nothing is laid down elsewhere, so that a ground which is not told of is white.
    """

    def __init__(self, tree: Any) -> None:
        css = _COMMENT.sub("", "\n".join(str(node.text() or "") for node in tree.css("style")))[:_MOST_LETTERS]
        blocks = _BLOCK.findall(css)
        self.whole = bool(css.strip()) and tree.css_first("link[rel=stylesheet]") is None and not any("background" in one for one in blocks)
        self._told: dict[int, str] = defaultdict(str)
        rules = [rule for rule in _RULE.findall(_BLOCK.sub("", css)) if _TOLD.search(rule[1])]
        for selectors, declared in rules[:_MOST_RULES]:
            for selector in selectors.split(","):
                if _SIMPLE.fullmatch(selector.strip()):
                    for node in tree.css(selector.strip()):
                        self._told[node.mem_id] += declared.rstrip("; \n") + ";"

    def of(self, node: Any) -> str:
        """An element's declarations, those of its own ``style`` last."""
        return self._told.get(node.mem_id, "") + ((node.attributes or {}).get("style") or "")


def is_unseen(style: str, classes: str, *, linked: bool) -> bool:
    """Whether declarations or the usual class names take an element off the page. A link's hidden words stay: they name its picture."""
    shown = {name.lower(): value.lower() for name, value in _SHOWN.findall(style)}
    if shown.get("display") == "none" or shown.get("visibility") in ("hidden", "collapse") or shown.get("opacity") in ("0", "0.0", ".0"):
        return True
    if linked:
        return False
    aside = _OFF_PAGE.search(style) is not None or (_CUT.search(style) is not None and _FLAT.search(style) is not None)
    return aside or not _NAMES.isdisjoint(classes.split())


def is_picture(tag: str, classes: str, words: str) -> bool:
    """Whether an element draws an icon whose name stands in it as text."""
    return tag in ("i", "span") and _ICONS.search(classes) is not None and re.fullmatch(r"\s*[a-z]+(?:_[a-z]+)*\s*", words) is not None
