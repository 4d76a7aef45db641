"""Cards as an Anki package: names and numbers of deck, note type and notes are the same each time, so that taken in again it updates them.

Memory is not carried over: Anki schedules by itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import io
import zipfile
from collections.abc import Sequence

from loopready.model import CardText
from loopready.rendering.clean import one_line, plain

NOTE_TYPE = 1_607_392_319
"""The number of our note type in Anki; it stays for ever, or every note would be taken in twice."""
UNANSWERED = "____ (not answered yet)"
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_FRONT = "<p class=title>{{Title}}</p>{{Front}}"
_BACK = "{{FrontSide}}<hr id=answer>{{Back}}"
_CSS = ".card { font: 18px/1.5 sans-serif; max-width: 38em; margin: 0 auto; text-align: left; } .title { font-size: 14px; opacity: 0.75; }"


def anki_package(texts: Sequence[CardText], *, deck: str, id: str, moment: dt.datetime) -> bytes:
    """An .apkg with these cards. ``id`` is the preparation's, ``moment`` is when it was made: equal input gives equal bytes."""
    import genanki

    model = genanki.Model(
        NOTE_TYPE, "loopready", fields=[{"name": name} for name in ("Front", "Back", "Title", "Key")],
        templates=[{"name": "Card 1", "qfmt": _FRONT, "afmt": _BACK}], css=_CSS,
    )  # fmt: skip
    made = genanki.Deck(_number(id), f"loopready::{one_line(deck).replace('::', ': ')[:100]}")
    for text in texts:
        fields = [_field(text.front), _field(text.back or UNANSWERED), _field(text.title), _field(text.key)]
        made.add_note(genanki.Note(model=model, fields=fields, guid=genanki.guid_for("loopready", text.key), tags=[text.kind]))
    written = io.BytesIO()
    genanki.Package(made).write_to_file(written, timestamp=float(int(moment.timestamp())))
    return _settled(written)


def _number(name: str) -> int:
    """A number of Anki's for a name: positive, of 31 bits, and none of its own small ones."""
    return (1 << 30) | int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big") >> 2


def _field(text: str) -> str:
    """A text as Anki's HTML."""
    return "<br>".join(html.escape(line) for line in plain(text).splitlines())


def _settled(written: io.BytesIO) -> bytes:
    """The package with its files in order and without the times at which they were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(written) as made, zipfile.ZipFile(out, "w") as kept:
        for name in sorted(made.namelist()):
            held = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
            held.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(held, made.read(name))
    return out.getvalue()
