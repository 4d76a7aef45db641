"""What a document that the person gave says of a firm: statements of a language model that their own quotes bear out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loopready.engines.text import sentences
from loopready.model import Document, GivenPaper, GivenStatement, Prompt, Quoted
from loopready.practice.guest.judging import found_quote
from loopready.practice.guest.wording import instructions_of, overstates, stands

PIECE = 8_000
"""Letters of the document that go in one call."""
MOST_PIECES = 6
MOST_STATEMENTS = 24
_LONGEST = 600
"""Letters of a quote; what is longer is a passage, and shows nothing in particular."""
_TOKENS = 1_200


def pieces_of(text: str) -> tuple[str, ...]:
    """The document in pieces that end with a sentence, as many as are looked at."""
    out: list[str] = []
    for start, end in sentences(text):
        said = text[start:end]
        if out and len(out[-1]) + len(said) < PIECE:
            out[-1] += f"\n{said}"
        else:
            out.append(said[:PIECE])
    return tuple(out[:MOST_PIECES])


def firm_prompts(document: Document) -> tuple[Prompt, ...]:
    """What is asked of each piece: statements with the words that say them."""
    each = {
        "type": "object",
        "properties": {"text": {"type": "string", "maxLength": 400}, "quote": {"type": "string", "maxLength": 1_000}},
        "required": ["text", "quote"], "additionalProperties": False,
    }  # fmt: skip
    schema = {
        "type": "object", "properties": {"statements": {"type": "array", "items": each, "maxItems": 12}},
        "required": ["statements"], "additionalProperties": False,
    }  # fmt: skip
    return tuple(
        Prompt(purpose="firm", instructions=instructions_of("firm"), data=(Quoted(name="document", text=piece),), answer_schema=schema,
               max_tokens=_TOKENS)
        for piece in pieces_of(document.text)
    )  # fmt: skip


def paper_of(document: Document, said: Sequence[Mapping[str, Any] | None], *, by: str, note: str = "") -> GivenPaper:
    """The document with what stands of the statements: the quote is in it letter by letter, and the statement says what the quote says."""
    kept: dict[tuple[int, int], GivenStatement] = {}
    dropped = 0
    for text, quote in _proposed(said):
        found = _standing(text, quote, document.text)
        if found is None:
            dropped += 1
        elif len(kept) < MOST_STATEMENTS:
            kept.setdefault((found.start, found.end), found)
    looked_at = sum(len(piece) for piece, answer in zip(pieces_of(document.text), said, strict=True) if answer is not None)
    return GivenPaper(
        name=document.name, text=document.text, by=by, statements=tuple(each for _, each in sorted(kept.items())), dropped=dropped,
        unread=max(0, len(document.text.strip()) - looked_at) if looked_at < 0.9 * len(document.text.strip()) else 0, note=note,
    )  # fmt: skip


def _proposed(said: Sequence[Mapping[str, Any] | None]) -> Iterator[tuple[str, str]]:
    for answer in said:
        for each in answer["statements"] if answer is not None else ():
            yield " ".join(str(each["text"]).split()), str(each["quote"])


def _standing(text: str, quote: str, document: str) -> GivenStatement | None:
    """A statement whose quote stands in the document and bears it out; None for any other."""
    found = found_quote(quote, document)
    if found is None or len(found.quote) > _LONGEST or not text or len(sentences(text)) != 1:
        return None
    said = " ".join(found.quote.split())
    if text != said and (overstates(text, said) or not stands(text, said, allowed="reporting")):
        return None
    return GivenStatement(text=text, start=found.start, end=found.end, quote=found.quote)
