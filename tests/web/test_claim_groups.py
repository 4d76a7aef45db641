"""The claims of a long CV: those likely to be probed first, the rest by post, folded."""

from __future__ import annotations

from loopready.model import Defence, DefenceState, QuoteCite
from loopready.practice.defence import line_id
from loopready.web.story_view import FEW_CLAIMS, ClaimGroup, claim_groups, claim_lines


def _claim(post: int, line: int, number: int, *, state: DefenceState = "open") -> Defence:
    quote = QuoteCite(source="cv", start=100 * post + line, end=100 * post + line + 1, quote="x")
    return Defence(
        key=f"work{post}/{line:08d}/number_{number}", kind="number", words=str(number), line=f"line {line}", place=f"Post {post}",
        probes=("How was it counted?",), cites=(quote, quote), state=state,
    )  # fmt: skip


_MANY = tuple(_claim(post, line, number) for post in range(3) for line in range(8) for number in range(2))


def _groups(claims: tuple[Defence, ...], *, likely: tuple[str, ...] = (), at: str = "") -> tuple[ClaimGroup, ...]:
    return claim_groups(claim_lines(claims), likely=likely, at=at)


def test_few_claims_are_one_list_in_the_cv_s_order() -> None:
    (group,) = _groups(_MANY[:FEW_CLAIMS], likely=(line_id(_MANY[4].key),))
    assert (group.title, group.folded, group.claims) == ("", False, FEW_CLAIMS)
    assert [line.line for line in group.lines] == [f"line {n}" for n in range(6)]
    assert _groups(()) == ()


def test_of_48_claims_the_likely_stand_first_in_the_order_of_their_probes() -> None:
    likely = (line_id(_MANY[40].key), line_id(_MANY[2].key), "gone_00000000")
    first, *rest = _groups(_MANY, likely=likely)
    assert first.title == "Likely to be probed" and not first.folded
    assert [line_id(line.claims[0].key) for line in first.lines] == list(likely[:2])
    assert [group.title for group in rest] == ["Post 0", "Post 1", "Post 2"] and all(group.folded for group in rest)
    assert first.claims + sum(group.claims for group in rest) == len(_MANY) == 48


def test_without_a_brief_the_first_post_is_open() -> None:
    first, *rest = _groups(_MANY)
    assert first.title == "Post 0" and not first.folded and all(group.folded for group in rest)


def test_what_was_just_saved_is_not_hidden() -> None:
    groups = _groups(_MANY, likely=(line_id(_MANY[0].key),), at=_MANY[-1].key)
    assert [group.title for group in groups if not group.folded] == ["Likely to be probed", "Post 2"]


def test_a_group_tells_how_many_are_open() -> None:
    claims = (*_MANY[:-1], _MANY[-1].model_copy(update={"state": "defended"}))
    assert _groups(claims)[-1].open == _groups(claims)[-1].claims - 1
