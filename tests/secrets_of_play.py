"""What a simulation must not tell before its end, and how to find it in what was sent or printed."""

from __future__ import annotations

import html

from loopready.library.scenarios import load_scenarios
from loopready.library.talks import conversation_cases
from loopready.model.conversation import ConversationCase
from loopready.model.incident import Scenario

TELLING = {
    "thursday": ("empty field", "last good policy", "last-good", "stage-config", "config-push", "configuration push"),
    "friday": ("corrupt", "while the job ran", "before-job", "compaction job in", "wrong records"),
    "monday": ("brown", "database connection", "held token", "cached-token", "and it is not you"),
    "saturday": ("certificate", "expir", "renew", "mailbox"),
    "tuesday": ("storm", "bulk", "noisy", "one customer", "tenant"),
    "wednesday": ("carrier", "links", "packets", "network-loss"),
}
"""Words that give an incident away, beside its own sentences."""


def told_of(scenario: Scenario, shown: str) -> list[str]:
    """What of an incident's cause stands in something shown before anybody was asked."""
    sentences = [scenario.cause, scenario.pattern, *(each.title for each in scenario.actions), *(each.says for each in scenario.remedies)]
    sentences += [clue.text for clue in scenario.clues]
    return found([*_starts(sentences), *TELLING[scenario.id]], shown)


def told_of_case(case: ConversationCase, shown: str) -> list[str]:
    """What of a conversation's hidden cause stands in something shown before anything was asked."""
    texts = [case.hidden, *(each.text for each in case.findings), *(each.title for each in case.findings)]
    return found(_starts(texts), shown)


def found(secrets: list[str], shown: str) -> list[str]:
    """Those of the secrets that stand in a text, whatever its case and however its letters are escaped."""
    text = " ".join(html.unescape(shown).casefold().split())
    return [secret for secret in secrets if secret.casefold() in text]


def _starts(texts: list[str]) -> list[str]:
    """The first words of each text up to a number that a seed draws, where they are enough to know it by."""
    starts = [" ".join(text.split("{", maxsplit=1)[0].split()[:6]) for text in texts]
    return [start for start in starts if len(start) > 20]


def scenario(id: str) -> Scenario:
    """An incident by its id."""
    return load_scenarios()[id]


def cases() -> list[ConversationCase]:
    """All conversations."""
    return list(conversation_cases().values())
