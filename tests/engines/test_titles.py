from __future__ import annotations

import pytest

from loopready.engines.titles import TitleIndex, plain_title, title_words


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("Teachers, Postsecondary", "postsecondary teacher"),
        ("First-Line Supervisors of Cooks", "cook supervisor"),
        ("First-Line Supervisors of Laundry Workers", "laundry supervisor"),
        ("Actuaries, All Other", "actuary"),
        ("Pump Tenders, Except Wellhead", "pump tender"),
        ("Sr. Mgr., Sales (m/f/d)", "sales senior manager"),
        ("VP Finance", "vice president finance"),
        ("Bakers and Confectioners", "baker and confectioner"),
        ("Cutters, Grinders, and Finishers", "cutter, grinder, and finisher"),
        ("Director of Operations", "director of operations"),
        ("Watchmen", "watchman"),
        ("Software Engineer II", "software engineer"),
        ("(m/f/d)", "(m/f/d)"),
        ("", ""),
    ],
)
def test_a_title_in_its_plain_form(title: str, plain: str) -> None:
    assert plain_title(title) == plain


def test_spellings_and_short_forms_meet() -> None:
    assert title_words("Debt Counsellors") == title_words("debt counselor")
    assert title_words("QA mgr") == title_words("Quality Assurance Manager")
    assert title_words("Head of the Centre") == title_words("head center")


NAMES = ("baker", "pastry chef", "confectioner", "sales manager", "software engineer", "bakery assistant")


def test_the_nearest_name_goes_first() -> None:
    index = TitleIndex(NAMES)
    assert NAMES[index.rank("Bakers, All Other")[0]] == "baker"
    assert NAMES[index.rank("Managers, Sales")[0]] == "sales manager"
    assert max(index.scores("Bakers")) == pytest.approx(1.0)
    assert index.scores("Violinist") == [0.0] * len(NAMES)
    assert index.rank("Violinist") == list(range(len(NAMES)))


def test_names_of_one_thing_stand_together() -> None:
    index = TitleIndex(NAMES, groups=["bake", "sweet", "bake", "sell", "code", "help"])
    assert index.rank("Baker")[:2] == [0, 2]


def test_names_without_as_many_groups_are_refused() -> None:
    with pytest.raises(ValueError, match="as many groups"):
        TitleIndex(NAMES, groups=["bake"])


class Meaning:
    """An embedder that knows two meanings."""

    name = "two"

    def embed(self, sentences: list[str] | tuple[str, ...]) -> list[list[float]]:
        return [[1.0, 0.0] if "bread" in sentence or "baker" in sentence else [0.0, 1.0] for sentence in sentences]


def test_with_an_embedder_meaning_decides() -> None:
    index = TitleIndex(("sales manager", "baker"), embedder=Meaning())
    assert index.rank("Bread Makers") == [1, 0]
    assert index.scores("Bread Makers") == [0.0, 1.0]


def test_no_names_rank_as_nothing() -> None:
    assert TitleIndex(()).rank("Baker") == []
    assert TitleIndex((), embedder=Meaning()).rank("Baker") == []
