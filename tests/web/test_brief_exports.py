"""The brief as a file."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from loopready.app.sample import JOB
from loopready.web.downloads import disposition, file_name
from web_site import Site


def test_files_are_named_after_seat_and_firm(site: Site) -> None:
    id = site.prepare()
    for format, begins in (("pdf", b"%PDF-"), ("docx", b"PK"), ("md", b"# "), ("json", b"{"), ("html", b"<!doctype html>")):
        answer = site.client.get(f"/preparations/{id}/brief.{format}")
        assert answer.status_code == 200 and answer.content.startswith(begins), format
        said = answer.headers["content-disposition"]
        assert said.startswith("attachment; filename=") and "at Firn Cloud - brief" in said and said.endswith(f".{format}"), said
    assert site.get(f"/preparations/{id}/brief.exe").status_code == 404


def test_with_notes_and_without_contact_data(site: Site) -> None:
    id = site.prepare()
    site.post(f"/preparations/{id}/notes", {"item": "plan/first", "version": "0", "text": "Only for me"})
    plain = site.client.get(f"/preparations/{id}/brief.json").text
    assert "Only for me" not in plain and "Noor Halvorsen-Achebe" in plain
    noted = site.client.get(f"/preparations/{id}/brief.json?notes=true&without=name&without=contact")
    assert "Only for me" in noted.text and "Noor" not in noted.text
    made = json.loads(noted.text)
    for section in made["sections"]:
        for item in section["items"]:
            for cite in (cite for block in item["blocks"] for claim in block["claims"] for cite in claim["cites"]):
                if cite["source"] in ("cv", "job"):
                    assert made["documents"][cite["source"]]["text"][cite["start"] : cite["end"]] == cite["quote"]
    word = zipfile.ZipFile(io.BytesIO(site.client.get(f"/preparations/{id}/brief.docx?notes=true").content))
    assert "Only for me" in word.read("word/document.xml").decode()
    assert site.get(f"/preparations/{id}/brief.json?without=everything").status_code == 422


def test_before_sharing_it_says_what_the_file_holds(site: Site) -> None:
    id = site.prepare()
    page = site.get(f"/preparations/{id}/share").text
    assert "Noor Halvorsen-Achebe" in page and "personal data" in page and "The CV&#39;s whole text" in page


@pytest.mark.parametrize(
    "firm",
    ['Firn"; filename="evil.exe', "Firn\r\nSet-Cookie: a=b", "../../etc/passwd", "Ærø 東京 🧊 Ltd.", "\u202egpj.exe", "x" * 500, "..."],
)
def test_a_name_can_not_leave_its_header(site: Site, firm: str) -> None:
    name = file_name(firm, "- brief", suffix=".pdf")
    said = disposition(name)
    assert said.isascii() and said.isprintable() and said.count('"') == 2 and said.count(";") == 2
    assert name.endswith(".pdf") and len(name) <= 90 and not set('/\\:"\r\n\u202e') & set(name)
    assert "filename*=UTF-8''" in said


def test_a_hostile_firm_gives_a_safe_name(site: Site) -> None:
    id = site.prepare(job=JOB.replace("Firn Cloud", 'Firn"; <b>Cloud'), anyway="1")
    answer = site.client.get(f"/preparations/{id}/brief.md")
    assert answer.status_code == 200 and answer.headers["content-disposition"].count('"') == 2
