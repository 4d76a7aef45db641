"""The door of readers, guides, calculators and writers: ours come through it, others' beside them, and no fault of theirs spreads."""

from __future__ import annotations

import importlib.metadata
import json
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from loopready import plugins
from loopready.adapters.writers import find_writer, writer_names
from loopready.app import doctor
from loopready.app.content import current_library
from loopready.app.matches import MatchedFiles, match_files
from loopready.app.plugged import seen
from loopready.app.prepare import Pipeline
from loopready.app.reading_room import is_yours
from loopready.app.sample import sample_files
from loopready.cli.commands import app
from loopready.cli.library import tell_broken
from loopready.engines import calculators
from loopready.engines.calculators import CALCULATORS, built_in_calculators
from loopready.engines.formula import calculators_in, evaluate
from loopready.library.resources import content_root
from loopready.model import ContentError, InputError, OutsideError
from loopready.reading import read_document
from loopready.reading.registry import built_in_readers
from planted_plugins import Plant, plant

__all__ = ["plant"]
ROOT = Path(__file__).parents[1]
READER = """
from loopready.model import InputError
from loopready.reading import document_from_text

class Reader:
    name = "{name}"

    def accepts(self, head, name):
        return {sure}

    def read(self, data, *, kind, name, ocr=None):
        {read}

READER = Reader()
"""
GOOD = "return document_from_text(data.decode().upper(), kind=kind, name=name)"
TEXT = b"%odd Ada Lindqvist\nExperience\nNurse, St Olaf Hospital, 2019 - 2021\n"


def reader(name: str, *, sure: str = '1.0 if head.startswith(b"%odd") else 0.0', read: str = GOOD) -> str:
    return READER.format(name=name, sure=sure, read=read)


def codes(data: bytes = TEXT, name: str = "cv.txt") -> tuple[str, list[str]]:
    document = read_document(data, kind="cv", name=name)
    return document.text, [notice.code for notice in document.notices]


def test_ours_are_declared_like_anybodys_and_all_load() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["entry-points"]
    assert set(declared) == set(plugins.GROUPS)
    for group in plugins.GROUPS:
        assert {each.name: each.value for each in plugins.built_in(group)} == declared[group]
    modules = {path.stem for path in Path(calculators.__file__).parent.glob("*.py")} - {"__init__", "registry"}
    assert {each.name for each in plugins.built_in(plugins.CALCULATORS)} == modules
    assert all(reader.name in declared[plugins.READERS] for reader in built_in_readers())
    assert content_root().joinpath("guides/general.yaml").is_file()
    assert {"availability", "servers_needed"} <= set(built_in_calculators())
    assert find_writer("fake").phrase([]) == []


def test_an_installation_without_our_entries_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    old = importlib.metadata.distribution("pip" if "pip" in {d.name for d in importlib.metadata.distributions()} else "pytest")
    monkeypatch.setattr(importlib.metadata, "distribution", lambda name: old)
    plugins.forget()
    with pytest.raises(ContentError, match="install it again"):
        plugins.built_in(plugins.READERS)
    monkeypatch.undo()
    plugins.forget()


def test_a_reader_of_a_plugin_reads_and_is_named(plant: Plant) -> None:
    plant("odd-reader", {"readers": {"odd": "odd_one:READER"}}, {"odd_one.py": reader("odd")})
    text, told = codes()
    assert text.startswith("%ODD ADA") and told == ["plugin_reader"]
    assert codes(b"Ada Lindqvist\n")[1] == []


def test_what_ours_read_for_certain_is_never_a_plugins(plant: Plant) -> None:
    plant("greedy", {"readers": {"greedy": "greedy_one:READER"}}, {"greedy_one.py": reader("greedy", sure="2.0")})
    assert codes(b"{\\rtf1 Ada Lindqvist\\par}", "cv.rtf")[1] == []
    assert "greedy_one" not in sys.modules
    assert codes(b"Ada Lindqvist\n")[1] == ["plugin_reader"]


def test_of_two_equally_sure_readers_ours_reads(plant: Plant) -> None:
    plant("even", {"readers": {"even": "even_one:READER"}}, {"even_one.py": reader("even", sure="0.2")})
    assert codes() == (TEXT.decode(), [])


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("class Odd(Exception): pass\nraise Odd('no\\nluck')", "Odd: no luck"),
        ("def broken(:", "SyntaxError"),
        ("READER = object()", "no reader called bad"),
        (reader("else"), "no reader called bad"),
        (reader("bad", sure="1 / 0"), "ZeroDivisionError"),
        ("import no_such_module_anywhere", "ModuleNotFoundError"),
    ],
)
def test_a_broken_reader_is_told_once_and_the_rest_works(plant: Plant, code: str, says: str) -> None:
    module = f"bad_{abs(hash(code)) % 10**8}"
    plant("bad-reader", {"readers": {"bad": f"{module}:READER"}}, {f"{module}.py": code})
    document = read_document(TEXT, kind="cv", name="cv.txt")
    (notice,) = document.notices
    assert document.text == TEXT.decode() and notice.code == "broken_plugin"
    assert notice.message.startswith("the reader bad of bad-reader 1.2: ") and says in notice.message and "\n" not in notice.message
    (fault,) = [each for each in seen() if each.plugin.package == "bad-reader"]
    assert says in fault.fault


def test_what_readers_tell_of_plugins_is_said_once_on_standard_error(plant: Plant, capsys: pytest.CaptureFixture[str]) -> None:
    plant("torn", {"readers": {"torn": "torn_one:READER"}}, {"torn_one.py": "raise OSError('gone')"})
    cv, job = (read_document(TEXT, kind=kind, name="a.txt") for kind in ("cv", "job"))
    plugins.forget()
    tell_broken((cv, job))
    assert capsys.readouterr().err == "loopready: left out: the reader torn of torn 1.2: OSError: gone\n"


def test_match_names_the_plugins_that_its_readers_could_not_load(plant: Plant, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    with sample_files() as (cv, job):
        done = match_files(str(cv), str(job), pipeline=pipeline, today="2026-11-23")
    assert [document.kind for document in done.read] == ["cv", "job"] and done.record["verdict"]
    plant("worn", {"readers": {"worn": "worn_one:READER"}}, {"worn_one.py": "raise OSError('gone')"})
    read = tuple(read_document(TEXT, kind=kind, name="a.txt") for kind in ("cv", "job"))
    plugins.forget()
    monkeypatch.setattr("loopready.cli.commands.match_files", lambda *names, **more: MatchedFiles(done.record, read))
    said = CliRunner().invoke(app, ["match", "cv.txt", "job.txt"])
    assert said.stderr == "loopready: left out: the reader worn of worn 1.2: OSError: gone\n"
    assert said.stdout.endswith(f"verdict: {done.record['verdict']}\n")


@pytest.mark.parametrize("read", ["raise KeyError('x')", "return None", 'return document_from_text("x", kind="job", name=name)'])
def test_a_reader_that_fails_on_a_file_is_named_in_the_error(plant: Plant, read: str) -> None:
    module = f"fails_{abs(hash(read)) % 10**8}"
    plant("fails", {"readers": {"odd": f"{module}:READER"}}, {f"{module}.py": reader("odd", read=read)})
    with pytest.raises(InputError, match=r"cv\.txt: the reader odd of fails 1\.2 failed .*LOOPREADY_PLUGINS=off") as caught:
        codes()
    assert caught.value.code == "plugin_failed"


def test_what_a_plugins_reader_says_of_the_file_stands(plant: Plant) -> None:
    read = 'raise InputError("damaged", "it is torn; save it again", name=name)'
    plant("strict", {"readers": {"strict": "strict_one:READER"}}, {"strict_one.py": reader("strict", read=read)})
    with pytest.raises(InputError, match="it is torn"):
        codes()


def test_a_name_of_ours_is_not_replaced_and_its_code_is_not_run(plant: Plant) -> None:
    plant("sly", {"readers": {"text": "sly_one:READER"}, "writers": {"fake": "sly_one:make"}}, {"sly_one.py": reader("text", sure="1.0")})
    text, told = codes()
    assert text == TEXT.decode() and told == ["broken_plugin"]
    assert "sly_one" not in sys.modules
    assert find_writer("fake").name == "fake" and writer_names().count("fake") == 1
    faults = [each.fault for each in seen()]
    assert len(faults) == 2 and all("name is taken by loopready" in fault for fault in faults)


def test_of_two_plugins_with_one_name_the_first_package_counts(plant: Plant) -> None:
    plant("b-late", {"readers": {"odd": "late_one:READER"}}, {"late_one.py": reader("odd")})
    plant("a-early", {"readers": {"odd": "early_one:READER"}}, {"early_one.py": reader("odd")})
    assert [(each.plugin.package, each.fault[:13]) for each in seen()] == [("a-early", ""), ("b-late", "its name is t")]
    assert "late_one" not in sys.modules


def test_plugins_can_be_left_out(plant: Plant, monkeypatch: pytest.MonkeyPatch) -> None:
    plant("odd-off", {"readers": {"odd": "off_one:READER"}}, {"off_one.py": reader("odd")})
    monkeypatch.setenv("LOOPREADY_PLUGINS", "off")
    plugins.forget()
    assert codes()[1] == [] and seen() == [] and "off_one" not in sys.modules


SUMS = """
from loopready.engines.calculators import calculator

@calculator(unit="loaves", says="loaves baked", source="Counted.")
def loaves_baked(ovens, each):
    \"\"\"Ovens by loaves each.\"\"\"
    if ovens < 0:
        raise ValueError("ovens must not be negative")
    return {"none": "text"}["x"] if ovens == 13 else ovens * each

@calculator(unit="%", says="another", source="Else.")
def availability(minutes):
    return 1.0
"""


def test_a_calculator_of_a_plugin_counts_and_takes_no_name_of_ours(plant: Plant) -> None:
    plant("sums", {"calculators": {"sums": "sums_one"}}, {"sums_one.py": SUMS})
    assert evaluate("availability(43.2, 30) > 99") and calculators_in("min(1, 2)") == ()
    assert "sums_one" not in sys.modules
    assert evaluate("loaves_baked(3, 200)") == 600
    assert calculators_in("loaves_baked(1, 1) + availability(1, 1)") == ("loaves_baked", "availability")
    assert CALCULATORS["loaves_baked"].by == "sums 1.2" and "loaves_baked" in list(CALCULATORS)
    assert CALCULATORS["availability"] is built_in_calculators()["availability"]
    with pytest.raises(ContentError, match="ovens must not be negative"):
        evaluate("loaves_baked(-1, 2)")
    assert [each.fault for each in seen()] == ["there is a calculator availability already; it needs another name"]
    with pytest.raises(ContentError, match=r"loaves_baked of sums 1\.2 failed"):
        evaluate("loaves_baked(13, 2)")


def test_a_module_without_calculators_is_told(plant: Plant) -> None:
    plant("nosums", {"calculators": {"nosums": "nosums_one"}}, {"nosums_one.py": "x = 1\n"})
    assert "loaves_baked" not in CALCULATORS
    assert "no module with functions" in seen()[0].fault


HEAD = "title: Bakery lead\nrevision: 1\nreviewed: 2026-11-20\nextends: [technology_software/saas_enterprise/engineering_management]\n"


def test_guides_of_a_plugin_stand_beside_ours_and_take_no_place(plant: Plant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOPREADY_DATA_DIR", str(tmp_path / "data"))
    files = {
        "bread/__init__.py": "",
        "bread/shelf/guides/trades/lead.yaml": "path: trades/lead\n" + HEAD,
        "bread/shelf/guides/general.yaml": "path: general\n" + HEAD,
    }
    plant("bread", {"guides": {"bread": "bread.shelf"}}, files)
    library = current_library()
    assert library.guide("trades/lead").title == "Bakery lead" and library.added == {"trades/lead": "bread 1.2"}
    assert library.general.title != "Bakery lead"
    (error,) = library.broken
    assert str(error).startswith("general: bread 1.2 brings it")
    done = CliRunner().invoke(app, ["guide", "--list"])
    assert "trades/lead\tBakery lead\tfrom bread 1.2" in done.stdout and done.stderr.count("general: bread 1.2") == 1
    own = tmp_path / "data" / "library" / "guides" / "trades" / "lead.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("path: trades/lead\n" + HEAD.replace("Bakery lead", "Mine"), encoding="utf-8")
    assert current_library().guide("trades/lead").title == "Mine" and current_library().added == {}
    assert is_yours("trades/lead") and not is_yours("trades/lead", library=library)


@pytest.mark.parametrize(("value", "says"), [("crumbs.shelf", "no folder with guides"), ("no_such_package.shelf", "ModuleNotFoundError")])
def test_a_folder_that_is_not_there_is_told_on_the_command_line(plant: Plant, value: str, says: str) -> None:
    plant("crumbs", {"guides": {"crumbs": value}}, {"crumbs/__init__.py": ""})
    done = CliRunner().invoke(app, ["guide", "--list"])
    assert done.exit_code == 0 and "general\t" in done.stdout
    assert done.stderr.count("the guide crumbs of crumbs 1.2") == 1 and says in done.stderr


def test_facts_of_a_plugin_take_no_place_either(plant: Plant) -> None:
    fact = next(iter(current_library().facts.values()))
    line = f"facts:\n- {json.dumps({**fact.model_dump(mode='json'), 'statement': 'Else.'})}\n"
    plant("claims", {"guides": {"claims": "claims.shelf"}}, {"claims/__init__.py": "", "claims/shelf/facts/mine.yaml": line})
    assert current_library().facts[fact.id] == fact
    assert [error.name for error in current_library().broken] == [fact.id]


WRITERS = """
class Pen:
    name = "pen"

    def __init__(self, says):
        self.says = says

    def phrase(self, claims):
        return self.says(claims)

def good(): return Pen(lambda claims: [None] * len(claims))
def torn(): return Pen(lambda claims: 1 / 0)
def mute(): return Pen(lambda claims: "words")
def empty(): return None
def raises(): raise RuntimeError("no key")
text = "x"
"""


def test_writers_by_name(plant: Plant) -> None:
    names = ("good", "torn", "mute", "empty", "raises", "text")
    plant("pens", {"writers": {name: f"pens_one:{name}" for name in names}}, {"pens_one.py": WRITERS})
    assert writer_names() == ("fake", *sorted(names)) and "pens_one" not in sys.modules
    assert find_writer("good").phrase([]) == []
    for name, says in (("torn", "ZeroDivisionError"), ("mute", "no list of texts")):
        with pytest.raises(OutsideError, match=says):
            find_writer(name).phrase([])
    for name, says in (("empty", "made no writer"), ("raises", "RuntimeError: no key"), ("text", "no function")):
        with pytest.raises(OutsideError, match=says):
            find_writer(name)
    with pytest.raises(InputError, match="choose one of fake, empty, good"):
        find_writer("quill")


def test_the_doctor_lists_plugins_with_their_versions(plant: Plant) -> None:
    files = {"both_one.py": reader("odd"), "both_bad.py": "raise OSError('gone')"}
    plant("both", {"readers": {"odd": "both_one:READER"}, "writers": {"bad": "both_bad:make"}}, files, version="7.1")
    found = {finding.what: finding for finding in doctor.plugged()}
    assert found["plugin both 7.1, readers odd"].state == "good"
    assert found["plugin both 7.1, writers bad"].state == "bad" and "OSError: gone" in found["plugin both 7.1, writers bad"].says
    assert "9 readers" in found["built in"].says
