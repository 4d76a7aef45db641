"""The layouts of the set, by name; the engines that set them stand beside this file."""

from __future__ import annotations

from evals.own.view import Layout

_ALL = ("title", "company", "dates", "one")
_FULL_DATES = ("short", "long", "dotted", "slash", "point", "iso", "since", "upper", "to_date")

LAYOUTS: tuple[Layout, ...] = (
    Layout("modern", "typst", "modern", _ALL[:2], says="one column, sans serif, dates at the right edge"),
    Layout("classic", "typst", "classic", ("company", "title"), grouped=True,
           says="serif, centred head, ruled headings, roles under their firm"),
    Layout("sidebar_left", "typst", "sidebar_left", ("title", "dates"), says="a coloured bar at the left with contacts and skills"),
    Layout("sidebar_right", "typst", "sidebar_right", ("company", "title"), says="a bar at the right"),
    Layout("date_table", "typst", "date_table", ("title", "company"), says="dates in a column of their own at the left"),
    Layout("two_columns", "typst", "two_columns", ("dates", "title"), says="text flows through two columns"),
    Layout("form", "typst", "form", ("form",), omits=("interests",), says="a ruled table of labels and values"),
    Layout("small_caps", "typst", "small_caps", ("one", "title"), says="small capitals, name and headings letter-spaced"),
    Layout("academic", "typst", "academic", ("one", "company"), styles=("year", "short", "long", "slash"),
           says="numbered publications, dates first, folio"),
    Layout("compact", "typst", "compact", ("one", "company", "title"), grouped=True, local=False,
           says="running head and foot, justified and hyphenated, pages break inside an entry"),
    Layout("band", "html", "band", ("title", "dates"), says="a dark band with contacts and signs"),
    Layout("timeline", "html", "timeline", ("dates", "title"), says="dots on a line at the left"),
    Layout("chips", "html", "chips", ("title", "company"), local=False, omits=("links",), says="skills as chips"),
    Layout("grid", "html", "grid", ("title", "company"), says="two columns by CSS grid, the narrow one first"),
    Layout("one_line", "html", "one_line", ("one",), local=False, says="each entry's head in one line"),
    Layout("cards", "html", "cards", ("dates",), styles=("spanned", "short", "apostrophe", "year"), grouped=True, local=False,
           says="cards, firm first, roles nested with their lengths"),
    Layout("docx_plain", "docx", "plain", ("title", "company"), local=False, says="DOCX, headings and list styles"),
    Layout("docx_table", "docx", "table", ("title",), says="DOCX, a table with dates at the left"),
    Layout("docx_textbox", "docx", "textbox", ("company",), local=False, says="DOCX, contacts and skills in a text box"),
    Layout("docx_tabs", "docx", "tabs", ("company", "title"), local=False, grouped=True, says="DOCX, right-aligned tabs for dates"),
    Layout("odt", "text", "odt", ("title",), local=False, says="ODT"),
    Layout("rtf", "text", "rtf", ("company",), local=False, styles=_FULL_DATES, says="RTF"),
    Layout("html", "text", "html", ("title", "company"), local=False, says="an HTML page"),
    Layout("markdown", "text", "markdown", ("one", "title"), local=False, says="Markdown"),
    Layout("text", "text", "text", ("title", "dates"), local=False, says="plain text, headings underlined"),
    Layout("text_bare", "text", "text_bare", ("one", "company"), says="plain text, headings in capitals, no marks"),
    Layout("scan_modern", "scan", "modern", says="a scan of modern: tilt, noise, JPEG"),
    Layout("scan_sidebar_left", "scan", "sidebar_left", local=False, says="a scan of sidebar_left"),
    Layout("scan_date_table", "scan", "date_table", local=False, says="a scan of date_table"),
)  # fmt: skip
QUICK = ("modern", "sidebar_left", "form", "docx_table", "text")
"""The layouts of a quick run: no browser, no scan."""
