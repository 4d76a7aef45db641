from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from rendering_sample import HOSTILE, STEERING, hostile_brief, sample_brief

from loopready.model import Block, Brief, Claim, GuideCite, Item
from loopready.rendering import render
from loopready.rendering.clean import one_line

_VOID = {"meta", "br", "link", "img", "input", "hr", "circle", "path", "rect", "line", "use"}


class _Page(HTMLParser):
    """Collects what a page is made of."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self.open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.open.append(tag)
        if tag in self.raw:
            self.raw[tag].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]][-1] += data
        else:
            self.texts.append(data)

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


@pytest.fixture(scope="module")
def source() -> str:
    return str(render(sample_brief(), format="html"))


@pytest.fixture(scope="module")
def page(source: str) -> _Page:
    return _Page(source)


@pytest.fixture(scope="module")
def hostile() -> _Page:
    return _Page(str(render(hostile_brief(), format="html")))


def test_elements_are_closed_in_order(page: _Page) -> None:
    assert page.open == []


def test_the_policy_allows_exactly_the_style_and_scripts_of_the_page(page: _Page, source: str) -> None:
    policy = next(value for value in page.values("content") if "default-src" in value)
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    present = {"sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for kind in page.raw.values() for text in kind}
    assert len(present) == 3
    assert allowed == present
    assert "\r" not in source


def test_nothing_styles_inline_handles_inline_or_reaches_out(page: _Page, hostile: _Page) -> None:
    for made in (page, hostile):
        names = {name for _, name, _ in made.attributes}
        assert "style" not in names
        assert not [name for name in names if name.startswith("on")]
        assert "src" not in names
        assert all(value.startswith("#") for value in made.values("href"))
        assert made.tags["link"] == made.tags["iframe"] == made.tags["img"] == 0
        assert not re.search(r"@import|url\(", made.raw["style"][0])


def test_ids_are_unique_and_every_link_has_a_target(page: _Page, hostile: _Page) -> None:
    for made in (page, hostile):
        ids = Counter(made.values("id"))
        assert [id for id, count in ids.items() if count > 1] == []
        assert {value[1:] for value in made.values("href") if value != "#"} <= set(ids)
        assert {f"n-{key}" for key in made.values("data-note")} <= set(ids)


def test_hostile_text_changes_no_structure(page: _Page, hostile: _Page) -> None:
    assert hostile.tags["script"] == page.tags["script"] == 2
    assert hostile.tags["style"] == page.tags["style"] == 1
    assert hostile.tags["b"] - page.tags["b"] <= len(HOSTILE)
    text = " ".join(" ".join(hostile.texts).split())
    for said in (*HOSTILE, one_line(STEERING)):
        assert one_line(said) in text
    assert "\u202e" not in text
    assert "49" not in [word.strip("{}") for word in text.split()]


def test_all_sections_stand_in_the_navigation(page: _Page) -> None:
    brief = sample_brief()
    links = [value[1:] for tag, name, value in page.attributes if tag == "a" and name == "href"]
    assert links[1 : 1 + len(brief.sections)] == [section.id for section in brief.sections]


def test_states_are_words_not_colours_alone(source: str) -> None:
    for label in ("Met", "Partial", "Missing", "Unjudgeable", "Shown", "Half shown", "Little or none", "Credible"):
        assert re.search(rf'class="chip s-\w+">.*?</svg>{label}</span>', source)


def test_equal_briefs_give_equal_pages(source: str) -> None:
    assert str(render(sample_brief(), format="html")) == source


def _with(item: Item, *, section: str) -> Brief:
    return sample_brief(extra={section: (item,)})


def test_an_unknown_role_kind_and_state_still_read_well() -> None:
    claim = Claim(id="odd", text="Words.", cites=(GuideCite(item="seat"),))
    item = Item(
        id="odd", title="Odd", kind="never_seen", state="half_baked", blocks=(Block(role="first_hour/what-to-say", claims=(claim,)),)
    )
    source = str(render(_with(item, section="drills"), format="html"))
    assert '<h4 class="label">First hour what to say</h4>' in source
    assert re.search(r'class="chip s-other">.*?</svg>Half baked</span>', source)


def test_words_of_a_model_or_of_the_person_are_told_apart() -> None:
    cites = (GuideCite(item="seat"),)
    claims = (Claim(id="m", text="A.", made_by="writer", cites=cites), Claim(id="p", text="B.", made_by="person", cites=cites))
    item = Item(id="odd", title="Odd", kind="odd", blocks=(Block(role="text", claims=claims),))
    source = str(render(_with(item, section="drills"), format="html"))
    assert "A. <span" in source.replace("A.</span>", "A. <span")
    assert "phrased by a model" in source
    assert "your words" in source


def test_a_brief_that_fits_no_guide_says_so() -> None:
    brief = sample_brief()
    general = brief.model_copy(update={"guide": brief.guide.model_copy(update={"path": None, "title": "General guide"})})
    assert "General guide (no guide fits this posting)" in str(render(general, format="html"))


def test_a_brief_with_little_in_it_renders() -> None:
    brief = sample_brief()
    person = brief.profile.person.model_copy(update={"name": None})
    bare = brief.model_copy(
        update={
            "on": None,
            "scope": (),
            "profile": brief.profile.model_copy(update={"person": person}),
            "posting": brief.posting.model_copy(update={"title": None, "firm": None}),
            "match": brief.match.model_copy(update={"rows": (), "signals": (), "verdict": "withheld", "caps": ()}),
        }
    )
    source = str(render(bare, format="html"))
    assert "<h1>marit-dahlgren-osei.pdf</h1>" in source
    assert "Withheld" in source
    for format in ("md", "pdf", "docx", "json"):
        assert render(bare, format=format)
