from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rendering_sample import CV, Sample, sample_brief

from loopready.model import CalculatedCite, Claim, Document, FactCite, GuideCite, QuoteCite
from loopready.rendering.brief_page import brief_page
from loopready.rendering.clean import one_line, plain
from loopready.rendering.notes import Notebook, value_text


def _notebook(sample: Sample) -> Notebook:
    return Notebook(documents={"cv": sample.cv, "job": sample.job}, facts={"f": "A fact (Source, 2026-01)"}, titles={"seat": "The seat"})


def test_equal_cites_share_a_note_and_sources_count_apart() -> None:
    sample = Sample()
    book = _notebook(sample)
    first, again = book.note(sample.cvq("14 engineers")), book.note(sample.cvq("14 engineers"))
    other, job, fact = book.note(sample.cvq("two regions")), book.note(sample.jobq("24 engineers")), book.note(FactCite(id="f"))
    assert first is again
    assert [note.label for note in (first, other, job, fact)] == ["cv 1", "cv 2", "job 1", "fact 1"]
    assert fact.lines == (("Fact", "A fact (Source, 2026-01)"),)


def test_note_tells_the_line_and_the_words_around() -> None:
    sample = Sample()
    note = _notebook(sample).note(sample.cvq("14 engineers"))
    assert note.where == f"line {CV[: CV.index('14 engineers')].count(chr(10)) + 1}"
    assert note.before.endswith("Lead two teams (")
    assert note.after.startswith(") that own the ledger store")


def test_words_in_quotation_marks_carry_their_note_and_no_second_marker() -> None:
    sample = Sample()
    cite = sample.cvq("Lead two teams (14 engineers)")
    view = _notebook(sample).claim(sample.claim("You have “two teams (14 engineers)” and ____.", cite, GuideCite(item="seat")))
    assert [(run.kind, run.text) for run in view.runs] == [
        ("text", "You have "), ("quote", "“two teams (14 engineers)”"), ("text", " and "), ("blank", "____"), ("text", "."),
    ]  # fmt: skip
    assert [note.label for note in view.marks] == ["guide 1"]


def test_quotation_marks_around_other_words_are_no_quote() -> None:
    sample = Sample()
    view = _notebook(sample).claim(sample.claim("They ask “what did you stop?”", sample.cvq("14 engineers")))
    assert [run.kind for run in view.runs] == ["text"]
    assert [note.label for note in view.marks] == ["cv 1"]


def test_apostrophes_do_not_end_a_quote() -> None:
    text = "Ran the team's 'night desk' alone"
    document = Document.of(kind="cv", name="cv.txt", text=text)
    book = Notebook(documents={"cv": document})
    cite = QuoteCite(source="cv", start=0, end=len(text), quote=text)
    view = book.claim(Claim(id="c", text=f"“{text}”", cites=(cite,)))
    assert [run.kind for run in view.runs] == ["quote"]


def test_lead_is_set_off_only_where_asked() -> None:
    sample = Sample()
    claim = sample.claim("Stakes: what was lost?", GuideCite(item="seat"))
    assert [run.kind for run in _notebook(sample).claim(claim, led=True).runs] == ["lead", "text"]
    assert [run.kind for run in _notebook(sample).claim(claim).runs] == ["text"]


def test_calculation_is_told_with_inputs_and_result() -> None:
    cite = CalculatedCite(engine="slo.allowed_downtime", inputs={"availability": 0.9999, "days": 30}, result=4.32)
    note = _notebook(Sample()).note(cite)
    assert note.lines == (("Calculated by", "slo.allowed_downtime"), ("Inputs", "availability = 0.9999, days = 30"), ("Result", "4.32"))
    assert value_text({"met": 3, "list": [1.5, "x"]}) == "met 3, list 1.5, x"


def test_every_quote_is_marked_in_its_document() -> None:
    page = brief_page(sample_brief())
    for document in page.documents:
        for note in (note for note in page.notes if note.quote and note.source == document.source):
            marked = "\n".join("".join(part.text for part in line if note.key in part.quoted_by) for line in document.lines)
            assert one_line(marked) == note.quote
            assert sum(note.key in part.anchors for line in document.lines for part in line) == 1


@given(st.text(alphabet="ab \n•\r\u202e𝔘", min_size=1, max_size=60), st.data())
def test_a_documents_segments_are_its_text(text: str, data: st.DataObject) -> None:
    document = Document.of(kind="cv", name="cv.txt", text=text)
    book = Notebook(documents={"cv": document})
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        book.note(QuoteCite(source="cv", start=start, end=end, quote=text[start:end]))
    lines = ["".join(part.text for part in line) for line in book.document("cv").lines]
    assert lines == [plain(line).replace("\n", " ") for line in text.split("\n")]
    for note in book.notes():
        assert any(note.key in part.anchors for line in book.document("cv").lines for part in line)
