"""Every action that the audit trail holds has words for the person it is about."""

from __future__ import annotations

import inspect
import re
from typing import get_args

from loopready.app import accounts, coaching, desk
from loopready.model import Role
from loopready.web.routes import library
from loopready.web.routes.accounts import ACTIONS

NOTED = re.compile(r'(?:self\._note\([^"]*|action=)"(\w+)"')


def actions_of(source: str) -> set[str]:
    return set(NOTED.findall(source)) | ({"enabled"} if 'else "enabled"' in source else set())


def test_each_action_has_words_and_each_words_an_action() -> None:
    noted = {f"role_{role}" for role in get_args(Role)}
    for module in (coaching, accounts, desk, library):
        noted |= actions_of(inspect.getsource(module))
    assert noted == set(ACTIONS)


def test_a_planted_action_is_seen() -> None:
    assert actions_of('self._note(pairing, "planted", preparation)') == {"planted"}
    assert actions_of('self._note(self._pairings.end(id, as_coach=True), "ended_so")') == {"ended_so"}
