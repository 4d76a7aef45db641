"""Layouts in which the invented people's CVs are set, as Typst sources of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .cv_people import Job, Someone

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def esc(text: str) -> str:
    """The text as a Typst string literal in content."""
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def short(date: str) -> str:
    """``Mar 2021``."""
    return f"{MONTHS[int(date[5:]) - 1]} {date[:4]}"


def long(date: str) -> str:
    """``March 2021``."""
    return f"{LONG[int(date[5:]) - 1]} {date[:4]}"


def slashed(date: str) -> str:
    """``03/2021``."""
    return f"{date[5:]}/{date[:4]}"


def span(job: Job, *, how: Callable[[str], str] = short, dash: str = " – ", now: str = "Present") -> str:
    """The job's dates in words."""
    return esc(how(job.start) + dash + (how(job.end) if job.end else now))


def bullets(job: Job, *, mark: str = "•", indent: str = "8pt") -> str:
    """The job's bullets as a hanging list."""
    items = ", ".join(f"[{esc(text)}]" for text in job.bullets)
    return f"#list(marker: [{esc(mark)}], indent: {indent}, {items})\n\n"


def page(*, paper: str = "a4", margin: str = "2cm", size: str = "10pt", font: str = "Libertinus Serif") -> str:
    """The page's set-up."""
    return f'#set page(paper: "{paper}", margin: {margin})\n#set text(size: {size}, font: "{font}")\n'


def contact(who: Someone, between: str) -> str:
    """E-mail, phone and place in one line."""
    return esc(between.join((who.email, who.phone, who.place)))


def lines(texts: Iterable[str]) -> str:
    """Lines broken where each text ends."""
    return "\\ ".join(esc(text) for text in texts)


def single(who: Someone) -> str:
    """One column, capitals as headings, seat and firm in one line, dates at the right."""

    def head(text: str) -> str:
        return f'#v(6pt)#text(size: 12pt, weight: "bold")[{text}]#v(2pt)\n\n'

    out = page()
    out += f'#align(center)[#text(size: 22pt, weight: "bold")[{esc(who.name)}]\\ {esc(who.label)}\\ {contact(who, " | ")}]\n'
    out += head("PROFILE") + esc(who.summary) + "\n\n" + head("EXPERIENCE")
    for job in who.jobs:
        out += f"#strong[{esc(job.title)}], {esc(job.firm)} #h(1fr) {span(job)}\\ #emph[{esc(job.place)}]\n" + bullets(job)
    out += head("EDUCATION")
    for study in who.studies:
        out += f"#strong[{esc(study.degree)} {esc(study.area)}] #h(1fr) {esc(study.end)}\\ {esc(study.school)}\n\n"
    return out + head("SKILLS") + esc(", ".join(who.skills)) + "\n"


def two_columns(who: Someone) -> str:
    """Text flowing through two equal columns; firm first, seat in italics below."""

    def head(text: str) -> str:
        return f'#v(4pt)#text(size: 12pt, fill: rgb("#205080"), weight: "bold")[{text}]\n\n'

    out = page(margin="1.8cm", size="9.5pt")
    out += f"#text(size: 20pt)[{esc(who.name)}]\n\n{contact(who, ', ')}\n#v(8pt)\n#columns(2, gutter: 18pt)[\n" + head("Work History")
    for job in who.jobs:
        dated = span(job, how=long, dash=" to ")
        out += f"#strong[{esc(job.firm)}]\\ #emph[{esc(job.title)}]\\ {dated}, {esc(job.place)}\n" + bullets(job, mark="–", indent="0pt")
    out += head("Qualifications")
    for study in who.studies:
        out += f"{esc(study.degree)} in {esc(study.area)}, {esc(study.school)}, {esc(study.end)}\n\n"
    out += head("Key Skills") + "\n".join(f"- {esc(skill)}" for skill in who.skills) + "\n\n"
    return out + head("About Me") + esc(who.summary) + "\n]\n"


def sidebar_left(who: Someone) -> str:
    """A dark sidebar with contact and skills; firm, place and dates in one line, the seat below."""
    side = f'#text(size: 17pt, weight: "bold")[{esc(who.name)}]\n\n{esc(who.label)}\n\n#strong[CONTACT]\n\n'
    side += lines((who.phone, who.email, who.place)) + "\n\n#strong[SKILLS]\n\n" + "\n".join(f"- {esc(skill)}" for skill in who.skills)
    main = f"#text(size: 13pt)[*Summary*]\n\n{esc(who.summary)}\n\n#text(size: 13pt)[*Employment*]\n\n"
    for job in who.jobs:
        dated = span(job, how=slashed, dash=" - ", now="now")
        main += f"#strong[{esc(job.firm)}] | {esc(job.place)} #h(1fr) {dated}\\ {esc(job.title)}\n" + bullets(job, mark="▪")
    main += "#text(size: 13pt)[*Education*]\n\n"
    for study in who.studies:
        main += f"#strong[{esc(study.school)}] #h(1fr) {esc(study.end)}\\ {esc(study.degree)} {esc(study.area)}\n\n"
    return page(margin="0pt", size="9.5pt") + (
        '#grid(columns: (32%, 68%), rows: 100%, block(fill: rgb("#1f3a5f"), width: 100%, height: 100%, inset: 14pt, '
        f"text(fill: white)[{side}]), block(inset: 18pt, width: 100%)[{main}])\n"
    )


def sidebar_right(who: Someone) -> str:
    """A narrow column at the right; a letter-spaced name; dates below seat and firm."""

    def head(text: str) -> str:
        return f'#text(size: 14pt, weight: "bold")[{text}]\n\n'

    grey = 'fill: rgb("#777")'
    main = head("Professional Experience")
    for job in who.jobs:
        main += f'#text(weight: "bold", size: 11pt)[{esc(job.title)}]\\ #text({grey})[{esc(job.firm)} — {esc(job.place)}]\\ '
        main += f"#text(size: 8pt)[({span(job)})]\n" + bullets(job)
    side = head("Contact") + lines((who.email, who.phone, who.place)) + "\n\n" + head("Education")
    for study in who.studies:
        side += f"#strong[{esc(study.degree)}, {esc(study.area)}]\\ {esc(study.school)}\\ {esc(study.end)}\n\n"
    side += head("Expertise") + lines(who.skills)
    return page(paper="us-letter", margin="1.6cm", size="9pt") + (
        f"#text(size: 24pt, tracking: 5pt)[{esc(who.name.upper())}]\n\n#text({grey})[{esc(who.label)}]\n\n"
        f"#grid(columns: (1fr, 150pt), column-gutter: 20pt, [{main}], [{side}])\n"
    )


def date_table(who: Someone) -> str:
    """A table: dates and headings in the left column, the rest in the right."""
    rows = f"[#strong[Profile]], [{esc(who.summary)}],\n[#strong[Experience]], [],\n"
    for job in who.jobs:
        rows += f"[{span(job, how=slashed)}], [#strong[{esc(job.title)}]\\ {esc(job.firm)}, {esc(job.place)}\n{bullets(job)}],\n"
    rows += "[#strong[Education]], [],\n"
    for study in who.studies:
        rows += f"[{esc(study.end)}], [{esc(study.degree)} {esc(study.area)}, {esc(study.school)}],\n"
    rows += f"[#strong[Skills]], [{esc(' · '.join(who.skills))}],\n"
    return page() + (
        f'#text(size: 19pt, weight: "bold")[{esc(who.name)}]\\ {contact(who, " · ")}\n#v(8pt)\n'
        f"#table(columns: (95pt, 1fr), stroke: none, inset: (x: 4pt, y: 4pt),\n{rows})\n"
    )


def piped(who: Someone) -> str:
    """No bold at all: "Seat | Firm | Place | Dates" in one line, hyphens as bullets."""
    out = page(margin="2.2cm", size="10.5pt")
    out += f"{esc(who.name)}\\ {contact(who, ' • ')}\n\nSUMMARY\n\n{esc(who.summary)}\n\nWORK EXPERIENCE\n\n"
    for job in who.jobs:
        out += f"{esc(job.title)} | {esc(job.firm)} | {esc(job.place)} | {span(job, how=long)}\n" + bullets(job, mark="-")
    out += "EDUCATION\n\n"
    for study in who.studies:
        out += f"{esc(study.degree)} {esc(study.area)} | {esc(study.school)} | {esc(study.end)}\n\n"
    return out + "SKILLS\n\n" + esc(" | ".join(who.skills)) + "\n"


def at_firm(who: Someone) -> str:
    """ "Seat at Firm, Place" over a line of dates; paragraphs without any bullet; headings in other words."""

    def head(text: str) -> str:
        return f'#text(size: 13pt, style: "italic")[{text}]\n\n'

    out = page(margin="2.2cm", font="New Computer Modern")
    out += f"#text(size: 18pt)[{esc(who.name)}] #h(1fr) {esc(who.place)}\\ {esc(who.email)} #h(1fr) {esc(who.phone)}\n\n"
    out += "#line(length: 100%)\n\n" + head("Career to date")
    for job in who.jobs:
        dated = span(job, dash=" to ", now="date")
        out += f'{esc(job.title)} at {esc(job.firm)}, {esc(job.place)}\\ #text(fill: rgb("#555"), size: 9pt)[{dated}]\n\n'
        out += "".join(f"#par(hanging-indent: 12pt)[{esc(text)}]\n\n" for text in job.bullets)
    out += head("Training and education")
    for study in who.studies:
        out += f"{esc(study.degree)} in {esc(study.area)}\\ {esc(study.school)}, {esc(study.end)}\n\n"
    return out + head("What I use") + esc("; ".join(who.skills)) + "\n"


def grouped(who: Someone) -> str:
    """All seats under one firm (the first job's), each with its own dates; the firm with the whole stretch."""
    first, last = who.jobs[0], who.jobs[-1]
    whole = f"{last.start[:4]} – {'present' if first.end is None else first.end[:4]}"
    out = page() + f"= {esc(who.name)}\n{contact(who, ' · ')}\n\n== Experience\n\n"
    out += f'#text(size: 11pt, weight: "bold")[{esc(first.firm)}], {esc(first.place)} #h(1fr) {esc(whole)}\n\n'
    for job in who.jobs:
        out += f"#emph[{esc(job.title)}] #h(1fr) {span(job)}\n" + bullets(job)
    out += "== Education\n\n"
    for study in who.studies:
        out += f"#strong[{esc(study.school)}] #h(1fr) {esc(study.end)}\\ {esc(study.degree)} {esc(study.area)}\n\n"
    return out + "== Skills\n\n" + "\n\n".join(esc(skill) for skill in who.skills) + "\n"


def place_right(who: Someone) -> str:
    """Firm and place over seat and dates, each pair at the two edges; a centred head."""

    def head(text: str) -> str:
        return f'#text(size: 16pt, weight: "bold")[{text}]\n\n'

    out = page(font="New Computer Modern")
    out += f"#align(center)[#text(size: 26pt)[{esc(who.name)}]\\ {esc(who.label.upper())}\\ {contact(who, ' | ')}]\n\n" + head(
        "Work Experience"
    )
    for job in who.jobs:
        out += f"#strong[{esc(job.firm)}] #h(1fr) #emph[{esc(job.place)}]\\ #text(size: 8pt)[{esc(job.title)}] #h(1fr) #emph[{span(job)}]\n"
        out += bullets(job)
    out += head("Education")
    for study in who.studies:
        out += f"#strong[{esc(study.school)}]\\ {esc(study.degree)} in {esc(study.area)} #h(1fr) #emph[{esc(study.end)}]\n\n"
    return out + head("Skills") + esc(", ".join(who.skills)) + "\n"


def margin_dates(who: Someone) -> str:
    """Dates set flush right in a left margin, headings beside coloured bars, seat, firm and place in one sentence."""

    def row(left: str, right: str) -> str:
        return f"#grid(columns: (80pt, 1fr), column-gutter: 8pt, [#align(right)[{left}]], [{right}])\n"

    def head(text: str) -> str:
        return row("#box(width: 80pt, height: 4pt, fill: blue)", f"#text(size: 14pt, fill: blue)[{text}]")

    out = page(margin="1.7cm") + f"#text(size: 28pt)[{esc(who.name)}]\n\n{contact(who, ' · ')}\n\n" + head("Experience")
    for job in who.jobs:
        dated = span(job, how=slashed, dash="–", now="today")
        out += row(dated, f"*{esc(job.title)}*, _{esc(job.firm)}_, {esc(job.place)}.\n{bullets(job)}")
    out += head("Education")
    for study in who.studies:
        out += row(esc(study.end), f"*{esc(study.degree)} {esc(study.area)}*, _{esc(study.school)}_")
    return out + head("Skills") + row("*General*", esc(", ".join(who.skills)))


def dates_above(who: Someone) -> str:
    """Days, months and place above; seat in bold and firm after it without any sign between."""

    def head(text: str) -> str:
        return f'#text(size: 13pt, weight: "bold")[{text}]\n\n'

    out = page(font="DejaVu Sans", size="9pt") + f'#text(size: 20pt, weight: "bold")[{esc(who.name)}]\n\n'
    out += f"*Email:* {esc(who.email)}  *Phone:* {esc(who.phone)}\\ *Address:* {esc(who.place)}\n\n" + head("WORK EXPERIENCE")
    for job in who.jobs:
        dated = f"01/{slashed(job.start)} – " + (f"28/{slashed(job.end)}" if job.end else "CURRENT")
        out += f"{esc(dated)} {esc(job.place)}\\ #strong[{esc(job.title)}] {esc(job.firm)}\n\n" + bullets(job)
    out += head("EDUCATION AND TRAINING")
    for study in who.studies:
        out += f"{esc(study.end)}\\ #strong[{esc(study.degree)} {esc(study.area)}] {esc(study.school)}\n\n"
    return out + head("DIGITAL SKILLS") + esc(" | ".join(who.skills)) + "\n"


def cards(who: Someone) -> str:
    """Framed cards with icons before dates and place, a second column with skills and dots for how well."""

    def head(text: str) -> str:
        return f'#text(size: 13pt, weight: "bold")[{text}]\n\n'

    left, right = head("EXPERIENCE"), head("ABOUT") + esc(who.summary) + "\n\n" + head("SKILLS")
    for job in who.jobs:
        left += f'#block(inset: 6pt, stroke: gray)[#text(fill: rgb("#c03030"), weight: "bold")[{esc(job.title)}]\\ {esc(job.firm)}\\ '
        left += f"#text(size: 8pt)[{span(job)} #h(1em) {esc(job.place)}]\n{bullets(job)}]\n"
    right += "".join(f"#grid(columns: (1fr, 50pt), [{esc(skill)}], [#h(1fr) ●●●●○])\n" for skill in who.skills) + head("EDUCATION")
    for study in who.studies:
        right += f"*{esc(study.degree)} {esc(study.area)}*\\ {esc(study.school)}\\ #text(size: 8pt)[{esc(study.end)}]\n\n"
    out = page(margin="1.2cm", size="9pt", font="DejaVu Sans") + f"#text(size: 22pt)[{esc(who.name)}]\\ {contact(who, '   ')}\n\n"
    return out + f"#grid(columns: (62%, 34%), column-gutter: 4%, [{left}], [{right}])\n"


def label_right(who: Someone) -> str:
    """Place and dates in a narrow column at the right of each entry, level with its bullets."""

    def row(left: str, right: str) -> str:
        return f"#grid(columns: (1fr, 110pt), column-gutter: 14pt, [{left}], [#align(right)[{right}]])\n"

    def head(text: str) -> str:
        return f'#text(size: 13pt, weight: "bold")[{text}]\n\n'

    out = (
        page() + f"#align(right)[#text(size: 20pt)[{esc(who.name)}]\\ {lines((who.email, who.phone, who.place))}]\n\n" + head("Experience")
    )
    for job in who.jobs:
        out += row(f"*{esc(job.firm)}* \\ _{esc(job.title)}_\n{bullets(job)}", f"{esc(job.place)}\\ {span(job)}")
    out += head("Education")
    for study in who.studies:
        out += row(f"*{esc(study.school)}* \\ _{esc(study.degree)} {esc(study.area)}_", esc(study.end))
    return out + head("Skills") + f"#table(columns: 3, stroke: none, {', '.join(f'[{esc(skill)}]' for skill in who.skills)})\n"


LAYOUTS: dict[str, Callable[[Someone], str]] = {
    "single": single,
    "two_columns": two_columns,
    "sidebar_left": sidebar_left,
    "sidebar_right": sidebar_right,
    "date_table": date_table,
    "piped": piped,
    "at_firm": at_firm,
    "place_right": place_right,
    "margin_dates": margin_dates,
    "dates_above": dates_above,
    "cards": cards,
    "label_right": label_right,
}
"""Layouts that show every job with its own firm."""


def compiled(source: str) -> bytes:
    """The source set as PDF."""
    import typst

    return bytes(typst.compile(source.encode("utf-8"), format="pdf"))
