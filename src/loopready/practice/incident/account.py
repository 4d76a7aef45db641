"""The postmortem: what was chosen, and what the person's own words hold, quoted."""

from __future__ import annotations

from loopready.engines.lexicon import pattern
from loopready.model import Move
from loopready.model.incident import Scenario
from loopready.practice.marking.evidence import Evidence
from loopready.practice.marking.reading import Sentence, read

_SHOWN = 110
_ENOUGH = 2
_PARTS = (
    ("impact", "what customers lost, in figures"),
    ("cause", "what made it possible, beyond the trigger"),
    ("change", "what will be different, with who and by when"),
    ("learned", "what went well, what was slow, what was luck"),
)


def judge_account(scenario: Scenario, move: Move) -> tuple[int, list[str]]:
    """The level of a postmortem, and what it rests on."""
    options, notes, level = move.options, list[str](), 1
    actions = [each for each in scenario.actions if each.id in options["actions"].split(",")]
    mechanisms = [each for each in actions if each.worth == "mechanism"]
    empty = [each for each in actions if each.worth == "exhortation"]
    if options["account"] == "system":
        level += 1
    else:
        notes.append(
            "It stops at the trigger." if options["account"] == "trigger" else "It names a person instead of what made it possible."
        )
    if len(mechanisms) >= _ENOUGH and not empty:
        level += 1
    elif empty:
        notes.append(f"“{empty[0].title}” changes nothing that would hold.")
    else:
        notes.append(f"{len(mechanisms)} of its actions are mechanisms; two at least are wanted.")
    for name, wanted, note in (("dated", "both", "Its actions lack an owner or a date."), ("share", "both", "Customers do not get it.")):
        level += options[name] == wanted
        if options[name] != wanted:
            notes.append(note)
    most, said = _own_words(move.text)
    if options["account"] == "person":
        most = min(most, 2)
    return max(2 if options["account"] != "person" and mechanisms else 1, min(level, most)), [*notes, *said]


def _own_words(text: str) -> tuple[int, list[str]]:
    """The most that the words allow, and what is quoted of them or missing."""
    if not text.strip():
        return 4, ["There is no account in your own words."]
    held = Evidence(read(text))
    sentences = held.reading.sentences
    found = {name: next((each for each in sentences if _holds(name, each, held)), None) for name, _ in _PARTS}
    notes = [f"{says[:1].upper()}{says[1:]}: “{_quoted(found[name])}”" for name, says in _PARTS if found[name] is not None]
    missing = [says for name, says in _PARTS if found[name] is None]
    notes += [f"Missing in your own words: {says}." for says in missing]
    blame = [each for each in sentences if pattern("incident_words", "blame").search(each.plain) or each.has("blame")]
    if blame:
        return 2, [*notes, f"It blames: “{_quoted(blame[0])}”"]
    return 5 if len(missing) <= 1 else 4 if len(missing) <= _ENOUGH else 3, notes


def _holds(name: str, sentence: Sentence, held: Evidence) -> bool:
    if not pattern("incident_words", name).search(sentence.plain):
        return False
    return bool(sentence.numbers) or bool(pattern("incident_words", "figure").search(sentence.plain)) if name == "impact" else True


def _quoted(sentence: Sentence | None) -> str:
    text = " ".join(sentence.plain.split()) if sentence is not None else ""
    return text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
