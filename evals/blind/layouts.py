"""The layouts of the blind set. Kinds that are alike are spread over both halves."""

from __future__ import annotations

from evals.blind.view import STYLES, Layout

_SIDE = ("skills", "languages", "certificates", "interests")
_TOLD = tuple(style for style in STYLES if style not in ("upper", "short_year"))

LAYOUTS: tuple[Layout, ...] = (
    Layout("moderncv_classic", "html", "tune", "hints in a left column, a bar beside each heading"),
    Layout("moderncv_banking", "html", "check", "firm and place, then title and dates, both spread over the line"),
    Layout("awesome", "html", "tune", "thin and bold, small capitals, a foot with date, name and page"),
    Layout("altacv", "html", "check", "two columns, signs before dates and places, tags",
           aside=("skills", "languages", "education", "summary")),
    Layout("deedy", "html", "tune", "a narrow column first, firm | title in one line",
           aside=("education", "skills", "languages", "interests")),
    Layout("europass", "html", "check", "dates in brackets, labels before values"),
    Layout("canva", "html", "tune", "a dark bar with icons and skill bars", aside=("education", "skills", "languages")),
    Layout("linkedin", "html", "check", "a profile's own export: roles nested, lengths beside dates", styles=("long",),
           aside=_SIDE, omits=("skills", "projects", "publications", "interests")),
    Layout("swiss", "html", "tune", "firm, place — title in one heading; skills at the right", aside=_SIDE),
    Layout("serif", "html", "check", "dates above, title / firm, sentences without marks"),
    Layout("word_chrono", "docx", "check", "DOCX: dates above, title • firm • place, no marks"),
    Layout("word_table", "docx", "tune", "DOCX: one table, headings at the left"),
    Layout("reactive", "html", "check", "firm over title at the left, dates over place at the right, skills as cards"),
    Layout("flowcv", "html", "tune", "dates over place at the left, title, firm in one line", styles=_TOLD),
    Layout("functional", "html", "check", "skills and achievements first, posts as single lines",
           styles=("tight", "until", "year", "numbers"), omits=("projects", "certificates", "publications", "languages", "interests")),
    Layout("flex_rail", "html", "tune", "headings in a rail at the left, roles under their firm, dates floated"),
    Layout("logos", "html", "tune", "a table with logos at the left and dates at the right"),
    Layout("lebenslauf", "html", "check", "a table of dates with personal data and a photograph"),
    Layout("scan_lebenslauf", "html", "tune", "a scan of lebenslauf", scan=True),
    Layout("scan_moderncv_banking", "html", "check", "a scan of moderncv_banking", scan=True),
    Layout("jake", "html", "tune", "small capitals, title and dates over firm and place, both spread over the line"),
    Layout("coral", "html", "tune", "a large name in two lines, firm / title, told in one paragraph", aside=_SIDE),
    Layout("spearmint", "html", "check", "firm / title over dates, place"),
    Layout("europass21", "html", "check", "dates – place above TITLE – FIRM in capitals"),
    Layout("novo", "html", "check", "two columns, title over firm, dates and place in small italics, tags", aside=_SIDE),
    Layout("gov_ca", "html", "check", "a letter's face: title, then firm and place, then dates, each on a line"),
    Layout("photo_column", "html", "tune", "a photograph over a column at the left; dates : title, firm – place", aside=_SIDE),
    Layout("notice_period", "html", "check", "labels for seat and duration, education as a ruled table, pay and notice in the head",
           styles=_TOLD),
    Layout("nested", "html", "tune", "firm, place and length, roles set in below with their own dates and lengths"),
    Layout("indeed", "html", "check", "title, then firm - place, then dates, skills with years"),
    Layout("word_creative", "docx", "tune", "DOCX: a table with a bar of contacts, skills and schools beside the rest",
           aside=(*_SIDE, "education")),
    Layout("scan_nested", "html", "check", "a scan of nested", scan=True),
    Layout("scan_jake", "html", "tune", "a scan of jake", scan=True),
)  # fmt: skip
