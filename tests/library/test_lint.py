from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from planted_content import MODELINE, Content, dump, guide_value

from loopready.library import Fault, lint
from loopready.library.linting import CODES, similarity
from loopready.library.linting.choices import choice_fault
from loopready.model import InputError

LONG = "They walk " + "along the river and " * 12 + "home."
RELATED = {"id": "r", "path": "no/such", "title": "R", "carries": "All.", "new": "None."}
SAME = {"id": "same", "formula": "a + a", "says": "That is it."}
HARD = (
    "Organisational accountability necessitates comprehensive documentation of interdependent responsibilities, notwithstanding "
    "considerable heterogeneity in departmental expectations regarding communication."
)


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path / "content")


def codes(faults: list[Fault]) -> set[str]:
    return {fault.code for fault in faults}


def test_the_planted_content_has_no_fault(content: Content) -> None:
    assert lint(root=content.write()) == []


def add(text: str) -> Callable[[Content], None]:
    """Add a sentence to a text of the guide."""

    def plant(content: Content) -> None:
        content.guide["seat"]["summary"] += f" {text}"

    return plant


def edit(change: Callable[[dict[str, Any]], object]) -> Callable[[Content], None]:
    def plant(content: Content) -> None:
        change(content.guide)

    return plant


def low_fact(content: Content) -> None:
    content.facts[0]["confidence"] = "low"


def second_guide(sentence: str) -> Callable[[Content], None]:
    def plant(content: Content) -> None:
        content.guides["other"] = guide_value("other", sentence=1000)
        content.guides["other"]["path"] = "other"
        content.guides["other"]["seat"]["summary"] += f" {sentence}"
        content.guide["seat"]["summary"] += " Count the 12 lanterns in the yard twice. [given]"

    return plant


def firm(**fields: Any) -> Callable[[Content], None]:
    def plant(content: Content) -> None:
        content.firms.append({"id": "acme", "name": "Acme", "about": ["It sells gates to gardens."], **fields})

    return plant


def upon_a_base(**changes: Any) -> Callable[[Content], None]:
    """The planted guide laid over a base that holds one signal and one question of it; ``changes`` are made to the guide."""

    def plant(content: Content) -> None:
        guide = content.guide
        content.bases["roles/planter"] = {
            "path": "roles/planter", "title": "A planter", "revision": 1, "reviewed": "2026-11-23",
            "signals": [guide["signals"].pop()], "questions": [guide["questions"].pop()], "sources": list(guide["sources"]),
        }  # fmt: skip
        guide.update({"extends": ["roles/planter"], **changes})

    return plant


def little_of_its_own(content: Content) -> None:
    """A guide whose bank is for the most part that of its base."""
    upon_a_base()(content)
    content.bases["roles/planter"]["bank"] = content.guide["bank"][:15]
    content.guide["bank"] = content.guide["bank"][15:]


def asked_twice(guide: dict[str, Any]) -> None:
    guide["bank"][0]["text"] = "Tell me, why would you paint a red kettle?"
    guide["bank"][1]["text"] = "Why paint the red kettle?"


def skeleton(content: Content) -> None:
    """Two guides with one sentence but for the word of their domain."""
    second_guide("The orchard crew counts every ladder before the first frost arrives.")(content)
    content.guides["other"]["routing"]["words"].append("orchard")
    content.guide["routing"]["words"].append("vineyard")
    content.guide["seat"]["summary"] += " The vineyard crew counts every ladder before the first frost arrives."


PLANTED: list[tuple[str, Callable[[Content], None]]] = [
    ("schema", edit(lambda guide: guide["signals"][0].update(weight=7))),
    ("schema", edit(lambda guide: guide["questions"][2].pop("traps"))),
    ("unknown_field", edit(lambda guide: guide["questions"][2].update(hint="more"))),
    ("path", edit(lambda guide: guide.update(path="elsewhere"))),
    ("floor", edit(lambda guide: guide["signals"].pop())),
    ("floor", edit(lambda guide: guide["questions"].pop())),
    ("floor", edit(lambda guide: guide["areas"][3]["concepts"].pop())),
    ("floor", edit(lambda guide: guide["drills"].pop())),
    ("floor", edit(lambda guide: guide["asks"].pop())),
    ("duplicate_id", edit(lambda guide: guide["questions"][1].update(id="one"))),
    ("duplicate_id", edit(lambda guide: guide["areas"][1]["concepts"][0].update(id="one_one"))),
    ("duplicate_id", lambda content: content.facts.append({**content.facts[0], "statement": "Another garden had none."})),
    ("unknown_source", edit(lambda guide: guide["signals"][1].update(sources=["gossip"]))),
    ("unused_source", edit(lambda guide: guide["sources"].append({"id": "spare", "title": "Spare"}))),
    ("unsourced", edit(lambda guide: guide["questions"][3].pop("sources"))),
    ("unsourced", edit(lambda guide: guide["areas"][2]["concepts"][1].update(sources=[]))),
    ("unknown_fact", add("Ten gates were blue. [fact:no.such]")),
    ("unused_fact", lambda content: content.facts.append({**content.facts[0], "id": "planted.spare"})),
    ("unknown_reference", edit(lambda guide: guide["questions"][0].update(signals=["nine"]))),
    ("unknown_reference", edit(lambda guide: guide["questions"][0].update(rounds=["nine"]))),
    ("unknown_reference", edit(lambda guide: guide["rounds"][0].update(questions=["nine"]))),
    ("unknown_reference", edit(lambda guide: guide["rounds"][0].update(drills=["nine"]))),
    ("unknown_reference", edit(lambda guide: guide["rounds"][0].update(names={"acme": "Chat"}))),
    ("unknown_reference", edit(lambda guide: guide.update(related=[RELATED]))),
    ("cue", edit(lambda guide: guide["routing"]["words"].append("--"))),
    ("cue_choice", edit(lambda guide: guide["routing"]["words"].append("rolled back|rollback"))),
    ("number", add("There were 14 gates.")),
    ("number", add("It took until 2019 to open them.")),
    ("number", add("About 30% of them squeak.")),
    ("low_confidence", low_fact),
    ("slot", add("Ask for the {role} first.")),
    ("slot", add("The date is TBD.")),
    ("slot", add("Lorem ipsum is what it says.".lower())),
    ("slot", add("Write to <hiring manager> about it.")),
    ("slot", add("They start at [insert time].")),
    ("slot", add("The gate costs XXX today.")),
    ("persona", add("As an AI it can not open gates.")),
    ("persona", add("I am your interview coach.")),
    ("persona", add("You are an expert in gates.")),
    ("cut_off", add("They open the gate and")),
    ("cut_off", add("They open the gate because.")),
    ("cut_off", add("They open the gate ...")),
    ("cut_off", add("They open the gate")),
    ("doubled", add("They open a the gate.")),
    ("doubled", add("They open the the gate.")),
    ("doubled", add("They talk to to the guard.")),
    ("long_sentence", add(LONG)),
    ("exclamation", add("They open the gate!")),
    ("praise", add("They want an excellent gate.")),
    ("bar_raiser", add("The bar raiser opens the gate.")),
    ("bar_raiser", firm(assessor="A bar raiser sits in.")),
    ("shared_sentence", second_guide("Count the 12 lanterns in the yard twice. [given]")),
    ("shared_sentence", second_guide("Count the 15 lanterns in the yard twice. [given]")),
    ("duplicate_sentence", edit(lambda guide: guide["seat"].update(great=[guide["questions"][0]["tests"]]))),
    ("grade", edit(lambda guide: guide["seat"].update(great=[HARD, f"Furthermore, {HARD}", f"Nevertheless, {HARD}"]))),
    ("formula", add("It makes {{ 3 / 0 | int }} gates.")),
    ("formula", add("It makes {{ gates * 2 | int }} gates.")),
    ("formula", edit(lambda guide: guide["drills"][1].update(traps=["They count {{ b | int }} gates twice."]))),
    ("formula", edit(lambda guide: guide["drills"][1].update(listens_for=["That {{ b * 2 | int }} gates are shut."]))),
    ("formula", edit(lambda guide: guide["drills"][1].update(title="Count {{ 2 * 3 | int }} gates"))),
    ("drill", edit(lambda guide: guide["drills"][1]["questions"][0].update(mistakes=[SAME]))),
    ("drill", edit(lambda guide: guide["drills"][1]["questions"][0].update(answer="2 * b"))),
    ("extends", edit(lambda guide: guide.update(extends=["roles/no_such"]))),
    ("extends", edit(lambda guide: guide.update(extends=["planted"]))),
    ("extends", upon_a_base(without=["questions/no_such"])),
    ("floor", upon_a_base(without=["questions/eight"])),
    ("own_substance", little_of_its_own),
    ("near_duplicate", edit(asked_twice)),
    ("skeleton", skeleton),
]  # fmt: skip


@pytest.mark.parametrize(("code", "plant"), PLANTED, ids=[f"{code}-{i}" for i, (code, _) in enumerate(PLANTED)])
def test_a_planted_fault_is_found_and_nothing_else(code: str, plant: Callable[[Content], None], content: Content) -> None:
    plant(content)
    faults = lint(root=content.write())
    assert codes(faults) == {code}, faults
    assert all(fault.line > 0 and fault.column > 0 for fault in faults)


SPANNING = [
    "rolled back|rollback", "time zones|timezones", "full life cycle|lifecycle", "SOC 2|SOC2", "per cent|percent more",
    "data room|data-room", "at-risk|at risk account*", "dual-write|dual write*", "first-time pass*|first time pass*",
    "pass rate*|pass-through", "tech lead|technical lead", "adopted by|used by teams", "third-party|third parties",
    "app size|binary size|download size", "shop assistant|sales assistant|waiter", "0 to 1|zero to one",
    "stock count*|stocktake*", "hack week*|hackathon*", "syscall*|system calls",
    "GA|general availability", "machine learning|ML model*", "CI/CD|continuous integration|delivery", "know your client|KYC",
    "availability zone*|multi-AZ", "transition|transitional service*|TSA", "team|teamwork|team player",
]  # fmt: skip
CHOICES = [
    "rolled-back|rollback", "data-room|VDR", "data centre|center", "data centre|center operations", "rose|fell from",
    "program|programme manager", "manager technical program|programme management|managers", "from hours|days to minutes|hours",
    "SRE|platform team*", "AWS|Azure|GCP cost*", "LBO|modelling skill*", "Series B|C|D", "SDE I|II|III", "AI|ML platform",
    "=engineers|=leads to senior|lead", "debt|financing finance*|markets", "managing people|engineers|managers", "train* junior*|trainees",
    "founded|co-founded company|startup", "exit multiple|proceeds", "design doc*|document*", "reduced|cut latency|CPU|memory",
    "service level objective*|indicator*", "key|account manager|lead", "backward|forward compatib*", "on-call rota|rotation*",
]  # fmt: skip


@pytest.mark.parametrize("cue", SPANNING)
def test_a_choice_meant_to_span_several_words_gives_itself_away(cue: str) -> None:
    assert choice_fault(cue)


@pytest.mark.parametrize("cue", CHOICES)
def test_a_choice_of_single_words_is_allowed(cue: str) -> None:
    assert choice_fault(cue) is None


def test_a_choice_that_spans_several_words_is_told_with_its_place(content: Content) -> None:
    content.guide["signals"][0]["facets"][0]["cues"].append("key holder|keyholder")
    (fault,) = lint(root=content.write())
    assert fault.code == "cue_choice"
    assert "keyholder is key holder in one word" in fault.message


def test_what_is_listened_for_in_a_drill_may_hold_a_sum_of_its_own(content: Content) -> None:
    content.guide["drills"][1].update(listens_for=["That {{ 2 * 3 | int }} gates are shut."])
    assert lint(root=content.write()) == []


def test_a_guide_is_judged_with_what_it_extends(content: Content) -> None:
    upon_a_base()(content)
    assert lint(root=content.write()) == []


def test_own_guides_and_bases_are_judged_beside_the_content(content: Content, tmp_path: Path) -> None:
    root = content.write()
    mine = Content(tmp_path / "mine")
    mine.facts, mine.guides = [], {"own": guide_value("own", sentence=1000)}
    question = mine.guides["own"]["questions"].pop()
    mine.guides["own"]["extends"] = ["roles/own"]
    mine.bases["roles/own"] = {"path": "roles/own", "title": "Own", "revision": 1, "reviewed": "2026-11-23", "questions": [question],
                               "sources": [{"id": "notes", "title": "Notes"}]}  # fmt: skip
    drafts = [file for folder in ("guides", "bases") for file in sorted((mine.write() / folder).rglob("*.yaml"))]
    assert lint(root=root, drafts=drafts) == []
    mine.bases["roles/own"]["questions"][0]["tests"] += " They open the gate!"
    mine.write()
    (fault,) = lint(root=root, drafts=drafts)
    assert (fault.code, Path(fault.file).name) == ("exclamation", "own.yaml")


def test_a_fault_of_a_base_is_told_once_and_at_its_place(content: Content) -> None:
    upon_a_base()(content)
    content.bases["roles/planter"]["questions"][0]["tests"] += " They open the gate!"
    (fault,) = lint(root=content.write())
    assert (fault.file, fault.code) == ("bases/roles/planter.yaml", "exclamation")


def test_a_fault_that_only_the_whole_has_is_told_where_its_words_are(content: Content) -> None:
    upon_a_base()(content)
    content.bases["roles/planter"]["questions"][0]["signals"] = ["no_such"]
    (fault,) = lint(root=content.write())
    assert (fault.file, fault.code) == ("bases/roles/planter.yaml", "unknown_reference")
    line = (content.root / fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert "no_such" in line


def test_siblings_are_measured_with_their_domain_words_masked(content: Content) -> None:
    skeleton(content)
    found = similarity(root=content.write())
    assert {(each.guide, each.other) for each in found} == {("planted", "other"), ("other", "planted")}
    nearest = found[0].nearest[0]
    assert nearest.likeness == 1.0
    assert {nearest.sentence.split()[1], nearest.other_sentence.split()[1]} == {"vineyard", "orchard"}


def test_a_file_that_is_no_yaml_names_its_line(content: Content) -> None:
    root = content.write()
    (root / "guides" / "planted.yaml").write_text(MODELINE + "path: planted\ntitle: [a, b\nrevision: 1\n", encoding="utf-8")
    faults = [fault for fault in lint(root=root) if fault.code == "yaml"]
    assert [(fault.file, fault.line > 2) for fault in faults] == [("guides/planted.yaml", True)]


def test_a_key_given_twice_is_found(content: Content) -> None:
    root = content.write()
    path = root / "guides" / "planted.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "title: Another\n", encoding="utf-8")
    assert ("yaml", "the key 'title' is given twice") in {
        (f.code, f.message.split(": ", 1)[1]) for f in lint(root=root) if f.code == "yaml"
    }


def test_the_first_line_names_the_schema(content: Content) -> None:
    root = content.write()
    path = root / "guides" / "planted.yaml"
    path.write_text(path.read_text(encoding="utf-8").removeprefix(MODELINE), encoding="utf-8")
    (fault,) = lint(root=root)
    assert (fault.code, fault.line) == ("modeline", 1)
    assert MODELINE.strip() in fault.message


def test_parts_that_contradict_each_other_are_found_at_their_place(content: Content) -> None:
    root = content.write()
    (root / "guides" / "planted.more.yaml").write_text("seat:\n  sources: [notes]\ntitle: Another title\n", encoding="utf-8")
    (fault,) = lint(root=root)
    assert (fault.file, fault.line, fault.code) == ("guides/planted.more.yaml", 3, "merge")


def test_a_fault_in_a_part_names_the_part_and_its_line(content: Content) -> None:
    root = content.write()
    extra = {
        "topics": [{"id": "t", "title": "T", "when": "first", "body": ["They open it.", "Then they close the gate!"], "sources": ["notes"]}]
    }
    (root / "guides" / "planted.more.yaml").write_text(dump(extra), encoding="utf-8")
    (fault,) = lint(root=root)
    line = (root / "guides" / "planted.more.yaml").read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert (fault.file, fault.code) == ("guides/planted.more.yaml", "exclamation")
    assert line[fault.column - 1 :].startswith("Then they close")


def test_every_code_is_planted_somewhere_in_this_file() -> None:
    elsewhere = {"bounds", "merge", "modeline", "too_little", "yaml", "paper"}  # in test_own_texts.py and test_paper_content.py
    assert {code for code, _ in PLANTED} | elsewhere == set(CODES)


FINE = [
    "Hold a 1:1 each week and plan 30/60/90 days.",
    "A P0 is answered 24x7, and 99.99% is a tier of S3 and EC2.",
    "The 2nd round is with an L6 or M1 on p99 figures.",
    "How would you open 14 gates?",
    'They ask "why did it take 9 months" at once.',
    "Take {{ 2 * 3 | int }} gates of 5.",
    "Open 4 gates first. [judgement]",
    "At Amazon the bar raiser opens the gate.",
    'They said "an excellent gate!" about it.',
    "What is it made of?",
    "Write the {{ 2 | int }} names of the gate's {{ 3 | int }} owners.",
]


@pytest.mark.parametrize("text", FINE)
def test_what_is_allowed_is_not_a_fault(text: str, content: Content) -> None:
    add(text)(content)
    assert lint(root=content.write()) == []


def test_a_low_confidence_fact_may_be_given_as_something_to_check(content: Content) -> None:
    content.facts[0]["confidence"] = "low"
    content.guide["seat"]["summary"] = "Check whether nine gates in ten are open. [fact:planted.fact]"
    assert lint(root=content.write()) == []


def test_a_fact_that_a_word_list_names_is_used(content: Content) -> None:
    content.facts.append({**content.facts[0], "id": "planted.spare"})
    root = content.write()
    (root / "lexicon").mkdir(exist_ok=True)
    (root / "lexicon" / "terms.yaml").write_text("terms:\n  - {name: x, facts: [planted.spare]}\n", encoding="utf-8")
    assert lint(root=root) == []


def test_a_fact_that_a_word_list_names_must_exist(content: Content) -> None:
    root = content.write()
    (root / "lexicon").mkdir(exist_ok=True)
    (root / "lexicon" / "terms.yaml").write_text("terms:\n  - name: x\n    facts: [no.such]\n", encoding="utf-8")
    (fault,) = lint(root=root)
    assert (fault.file, fault.line, fault.code) == ("lexicon/terms.yaml", 3, "unknown_fact")


def test_amazon_may_use_its_own_term(content: Content) -> None:
    content.firms.append({"id": "aws", "name": "Amazon Web Services", "about": ["It sells gates."], "assessor": "The Bar Raiser sits in."})
    assert lint(root=content.write()) == []


def test_only_the_files_asked_for_are_reported(content: Content, tmp_path: Path) -> None:
    add("They open the gate!")(content)
    content.facts.append({**content.facts[0], "id": "planted.spare"})
    root = content.write()
    assert codes(lint([root / "facts" / "all.yaml"], root=root)) == {"unused_fact"}
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        "topics:\n  - id: t\n    title: T\n    when: first\n    body: [Open 14 gates.]\n    sources: [notes]\n", encoding="utf-8"
    )
    (fault,) = lint([draft], root=root)
    assert (fault.file, fault.line, fault.code) == (str(draft), 5, "number")


def test_a_path_that_is_no_file_is_the_users_fault(content: Content) -> None:
    with pytest.raises(InputError, match="no such file"):
        lint([content.root / "nothing.yaml"], root=content.write())


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), planted=st.sets(st.integers(0, len(PLANTED) - 1), min_size=1, max_size=4))
def test_faults_do_not_depend_on_the_order_of_keys_or_runs(seed: int, planted: set[int], tmp_path_factory: pytest.TempPathFactory) -> None:
    content = Content(tmp_path_factory.mktemp("content"))
    try:
        for number in sorted(planted):
            PLANTED[number][1](content)
    except (IndexError, KeyError):
        return  # two plantings that remove what the other one changes
    first = lint(root=content.write())
    assert lint(root=content.root) == first
    content.guides = {path: shuffled(value, random.Random(seed)) for path, value in content.guides.items()}
    again = lint(root=content.write())
    assert sorted((f.file, f.code, _words(f)) for f in again) == sorted((f.file, f.code, _words(f)) for f in first)


def _words(fault: Fault) -> str:
    """The message without line numbers."""
    return "".join(letter for letter in fault.message if not letter.isdigit())


def shuffled(value: Any, order: random.Random) -> Any:
    """The same value with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = list(value)
        order.shuffle(keys)
        return {key: shuffled(value[key], order) for key in keys}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value
