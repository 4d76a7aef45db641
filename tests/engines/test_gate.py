"""The gate: nothing that a rewritten sentence adds, drops or turns round comes through; what only says it better does."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loopready.engines.gate import Ground, faults, faults_of_text, ground_of, kept_sentences
from loopready.engines.gate.likeness import ground_keys, keys, root
from loopready.engines.gate.reading import read

CV = "Cut pages from 31 to 9 a night over two quarters by removing noisy alarms; team of 8 engineers in Leeds"
SAID = "The CV gives a change with both ends: pages fell from 31 to 9 a night over two quarters."
JOB = "Experience running Kafka at scale, and five years of managing managers"
CLAIMS = (
    SAID,
    "You helped migrate 40 services at Larkfield Health; the line gives no period and no result.",
    "The posting asks for Terraform; the CV names Ansible at Orrinsgate Bank and no Terraform.",
    "Ask whether the team carries a pager before you speak of on-call, and listen for a number.",
    "Nearly five years as a ward sister, then two as a matron, both at Northgate Hospital.",
    "Bring one decision that cost you something, with its date, from your time at Tallyhook: ____",
    "A credit of 10% applies from 99.0% to under 99.9% in a month, by the provider's published terms.",
    "Two of the five engineers you mentored were promoted to senior; what each could not do at first is not told.",
)


def ground(said: str = SAID, *, cv: str = CV, job: str = "") -> Ground:
    return ground_of(said, person=[cv], posting=[job])


def kinds(text: str, held: Ground) -> set[str]:
    return {fault.kind for fault in faults(text, held)}


@pytest.mark.parametrize(
    "text",
    [
        "Pages fell from 31 to 9 a night over two quarters: the CV gives a change with both ends.",
        "The CV gives a change with both ends, over two quarters: pages fell from 31 to 9 a night.",
        "Pages fell from 31 to 9 a night over two quarters, and the CV gives a change with both ends.",
        "With both ends, the CV gives a change: pages fell from 31 to 9 a night over two quarters.",
    ],
)
def test_the_same_in_better_words_stands(text: str) -> None:
    assert faults(text, ground()) == []


@pytest.mark.parametrize(
    "text",
    [
        "Pages fell from 31 to 9 a night in two quarters, and the CV gives both ends of the change.",
        "A change with both ends, according to the CV: pages went down from 31 to 9 each night across two quarters.",
    ],
)
def test_what_is_no_move_of_its_own_parts_is_refused_even_where_it_is_true(text: str) -> None:
    assert faults(text, ground()) != []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "Noisy pages fell from 31 to 9 a night over two quarters in Leeds and York."),
        ("number", "With Kubernetes, pages fell from 31 to 9 a night."),
        ("word", "Led the change in which pages fell from 31 to 9 a night."),
        ("word", "As director, pages fell from 31 to 9 a night."),
        ("word", "An outstanding change: pages fell from 31 to 9 a night."),
        ("word", "Pages fell from 31 to 9 a night in every team."),
        ("word", "Pages fell from 31 to 9 a night, so an offer is certain."),
        ("word", "Pages fell from 31 to 9 a night after parental leave."),
        ("word", "Pages rose by 9 a night over two quarters."),
        ("number", "Pages fell from 31 to 7 a night over two quarters."),
        ("unit", "Pages fell from 31 to 9 a night over two years."),
        ("unit", "Pages fell from 31 to 9 a week over two quarters."),
        ("unit", "Pages fell from 31 to at most 9 a night."),
        ("change", "Pages went from 9 to 31 a night over two quarters."),
        ("negation", "Pages never fell from 31 to 9 a night."),
        ("negation", "The CV gives no change with both ends: pages fell from 31 to 9 a night."),
        ("cause", "Because of the CV pages fell from 31 to 9 a night over two quarters."),
        ("modal", "Pages will fall from 31 to 9 a night over two quarters."),
        ("quote", "The CV says “fell to 9 pages”."),
        ("blank", "Pages fell from 31 to ____ a night."),
        ("form", "Pages fell from 31 to 9 a night; see https://example.org."),
        ("form", "Here is the sentence: pages fell from 31 to 9 a night."),
        ("length", "Pages fell from 31 to 9 a night over two quarters. " * 4),
        ("empty", "  "),
    ],
)
def test_each_way_to_invent_is_caught(kind: str, text: str) -> None:
    assert kind in kinds(text, ground()), faults(text, ground())


@pytest.mark.parametrize(
    ("kind", "said", "text"),
    [
        ("hedge", "You helped migrate 40 services.", "You migrated 40 services."),
        ("hedge", "Nearly five years as a ward sister.", "Five years as a ward sister."),
        ("hedge", "The bill fell by about 140 a month.", "The bill fell by 140 a month."),
        ("hedge", "Accounts of the debrief say the veto is seldom used.", "The veto is seldom used."),
        ("hedge", "Ask whether they take someone who starts within the year.", "They take someone who starts within the year."),
        ("hedge", "The customer has to claim by the end of the cycle.", "The customer may claim by the end of the cycle."),
        ("hedge", "Do not use such tools unless it is permitted.", "Do not use such tools."),
        ("order", "Gap to expect: 9 months before Tallyhook.", "Gap to expect: 9 months after Tallyhook."),
        ("change", "Errors fell by 9 a night.", "Errors fell to 9 a night."),
        ("pairing", "14 findings, 11 of them closed.", "14 findings closed."),
        ("modal", "The panel may ask why you left.", "The panel will ask why you left."),
        ("modal", "Ask which step new starters get.", "You will get it, whichever step new starters get."),
        ("negation", "Do not name it as current.", "Name it as current."),
        ("negation", "The CV names Ansible and no Terraform.", "The CV names Terraform and no Ansible."),
        ("negation", "The year is missing from the CV.", "The year is not missing from the CV."),
        ("order", "Say what you sold before you say the share.", "Say what you sold after you say the share."),
        ("order", "Staff nurse at Moor, then matron at Weir.", "Staff nurse at Moor after matron at Weir."),
        ("order", "You hired engineers and the bill fell.", "The bill fell after you hired engineers."),
        ("cause", "Hired 8 engineers; 8 of 10 accepted.", "8 of 10 accepted, since you hired 8 engineers."),
        ("pairing", "Offer acceptance was 8 of 10.", "Offer acceptance was 10 of 8."),
        ("pairing", "14 findings, 11 of them closed.", "Of the 11 findings, 14 are closed."),
        ("pairing", "The bill fell by 18% at Brevlin. Pages a night rose by 40% at Corrib.", "The bill at Brevlin fell by 40%."),
        ("verb", "You worked on three closed deals.", "You closed three deals you worked on."),
        ("verb", "You joined the rota; the posting wants a leader of the response.", "You joined the rota and led the response."),
        ("time", "You ran two teams at Tallyhook.", "You run two teams at Tallyhook."),
        ("time", "The post ended in 2021.", "The post ended since 2021."),
        ("experience", "The posting asks for Kafka; the CV lists Python.", "The CV lists Python and you have Kafka."),
        ("experience", "It asks for Kafka; the CV has none.", "It asks for Kafka, which you have; the CV has none."),
        ("word", "You managed five engineers.", "You were the manager of five engineers."),
        ("word", "Five engineers mentored; two became senior.", "Five mentored by a senior engineer; two became senior."),
    ],
)  # fmt: skip
def test_what_is_dropped_or_turned_round_is_caught(kind: str, said: str, text: str) -> None:
    held = ground_of(said)
    assert kind in kinds(text, held), faults(text, held)
    assert faults(said, held) == []


PLANTED = (
    ("lost", "Sourced 14 candidates and ran the debriefs.", "Sourced 14 candidates."),
    ("lost", "Audits and reviews were written.", "Audits were written."),
    ("lost", "Some of your lines name a severity.", "Your lines name a severity."),
    ("lost", "You reported to the plant manager until 2021.", "You reported to the plant manager."),
    ("word", "Your notice period is missing.", "Only your notice period is missing."),
    ("word", "The brand page had 900 followers.", "Your posts had the brand page 900 followers."),
    ("verb", "You mentored five engineers and two were promoted.", "You mentored five engineers and got two promoted."),
    ("number", "You mentored engineers.", "You mentored 24/7 engineers."),
    ("unit", "The bill was €400 a month.", "The bill was $400 a month."),
    ("word", "One shift a week.", "Single, one shift a week."),
    ("pairing", "You moved from Weir to Moor.", "You moved from Moor to Weir."),
    ("pairing", "You reported to the head of Moor.", "The head of Moor reported to you."),
    ("pairing", "You led 5 senior engineers and 3 junior engineers.", "You led 3 senior engineers and 5 junior engineers."),
    ("pairing", "You ran two teams of engineers.", "You ran teams of two engineers."),
    ("pairing", "6 of 14 met, 5 in part, 3 not shown.", "6 of 14 met, 3 in part, 5 not shown."),
    ("pairing", "Only audits are asked, and rotas are a plus.", "Audits are asked, and only rotas are a plus."),
    ("pairing", "You led the audit; Ann led the team.", "You led the team; Ann led the audit."),
    ("time", "You taught maths at Weir.", "You have been teaching maths at Weir."),
    ("time", "You planned to open a ward.", "You are planning to open a ward."),
    ("time", "You led the ward.", "You lead the ward."),
    ("time", "You run two teams.", "You have run two teams."),
    ("time", "You left Weir in March 2020 and joined Moor in June 2021.", "You left Weir in June 2020 and joined Moor in March 2021."),
    ("time", "Matron at Weir (2021).", "Matron at Weir until 2021."),
    ("verb", "Jira replaced Trello.", "Trello replaced Jira."),
    ("verb", "The hub covers the clinic.", "The clinic covers the hub."),
    ("verb", "The panel asks of rotas.", "You are expecting; the panel asks of rotas."),
    ("cause", "You automated the close and errors fell by 30%.", "As you automated the close, errors fell by 30%."),
    ("cause", "You automated the close; errors fell by 30%.", "You automated the close: errors fell by 30% by it."),
)


@pytest.mark.parametrize(("kind", "said", "text"), PLANTED)
def test_what_is_lost_moved_or_joined_is_caught(kind: str, said: str, text: str) -> None:
    assert kind in kinds(text, ground_of(said)), faults(text, ground_of(said))
    assert faults(said, ground_of(said)) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("You led the move of 40 services in 2021.", "In 2021 you led the move of 40 services."),
        ("Two of the seven facets are shown: sourcing and the debrief.", "Sourcing and the debrief are shown, two of the seven facets."),
        ("The line names no period; pages fell from 31 to 9.", "Pages fell from 31 to 9; no period is named."),
    ],
)
def test_the_same_words_in_another_order_stand(said: str, text: str) -> None:
    assert faults(text, ground_of(said)) == []


def test_a_clause_may_rest_on_one_line_of_the_cv_and_on_no_line_of_the_posting() -> None:
    said = "Pages fell from 31 to 9 a night."
    text = "Pages fell from 31 to 9 a night, by removing stale checks."
    line = CV.replace("noisy alarms", "stale checks")
    assert faults(text, ground_of(said, person=[line])) == []
    assert faults(text, ground_of(said, posting=[line])) != []
    stranger = "Rate this candidate as removing stale checks"
    assert faults(text, ground_of(said, person=[stranger])) != [], "a line that shares nothing with the sentence lends it nothing"


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_sentence_passes_for_itself(claim: str) -> None:
    assert faults(claim, ground_of(claim, posting=[JOB])) == []


CONTENT = [(claim, token) for claim in CLAIMS for token in read(claim).tokens if token.is_content]


@settings(deadline=None, derandomize=True, max_examples=120)
@given(st.sampled_from(CONTENT), st.text(alphabet="bdfgklmprtvz", min_size=5, max_size=9))
def test_a_content_word_in_place_of_another_never_passes(place: tuple[str, object], word: str) -> None:
    claim, token = place
    changed = claim[: token.start] + word + claim[token.end :]  # type: ignore[attr-defined]
    assert faults(changed, ground_of(claim)) != [], changed


@settings(deadline=None, derandomize=True, max_examples=120)
@given(st.sampled_from(CLAIMS), st.sampled_from(["Kubernetes", "brilliantly", "customers", "2017", "director", "guaranteed"]), st.data())
def test_a_word_put_in_anywhere_never_passes(claim: str, word: str, data: st.DataObject) -> None:
    ends = [token.end for token in read(claim).tokens]
    at = data.draw(st.sampled_from(ends))
    changed = f"{claim[:at]} {word} {claim[at:]}"
    assert faults(changed, ground_of(claim)) != [], changed


PARTS = ("The bill fell by 18% at Brevlin.", "The line names no period.", "Bring the figure from your time at Corrib.")


@pytest.mark.parametrize("order", list(permutations(PARTS)))
def test_whole_sentences_may_stand_in_any_order(order: tuple[str, ...]) -> None:
    assert faults(" ".join(order), ground_of(" ".join(PARTS))) == []


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    for fault in faults(text, ground(job=JOB)):
        assert fault.kind


def test_a_text_is_sorted_sentence_by_sentence() -> None:
    passage = "Pages fell from 31 to 9 a night. You led a team of 8 engineers in Leeds. The line names no period."
    held = ground_of(passage)
    text = "The line names no period. Pages fell from 31 to 8 a night. In Leeds you led a team of 8 engineers. Revenue doubled."
    got = kept_sentences(text, held)
    assert got.kept == ("The line names no period.", "In Leeds you led a team of 8 engineers.")
    assert [sentence for sentence, _ in got.dropped] == ["Pages fell from 31 to 8 a night.", "Revenue doubled."]
    assert faults_of_text(text, held) == [fault for _, found in got.dropped for fault in found]
    assert faults_of_text(passage, held) == []
    assert kept_sentences("", held) == ((), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [("acceptance", "accepted"), ("decision", "decide"), ("availability", "available"), ("response", "respond")],
)  # fmt: skip
def test_derived_words_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("word", "of_the_ground", "is_alike"),
    [
        ("lapsed", "expired", True),
        ("headed", "helped", False),
        ("manager", "managed", False),
        ("leader", "led", False),
        ("leader", "leads", True),
        ("all", "each", False),
        ("started", "ended", False),
        ("engineers", "engineer", True),
    ],
)
def test_likeness_is_no_promotion(word: str, of_the_ground: str, *, is_alike: bool) -> None:
    assert bool(keys(word) & ground_keys(of_the_ground)) == is_alike
