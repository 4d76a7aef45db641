"""HTML CVs: what style rules take off the page is not read; entries in lists, icons and menus."""

from __future__ import annotations

import pytest

from loopready.model import Document
from loopready.reading import read_document, read_profile

TOP = "<h1>Ilse Marit Varga</h1><p>ilse@example.org</p>"


def page(body: str, css: str = "") -> Document:
    data = f"<!doctype html><html><head><style>{css}</style></head><body>{TOP}{body}</body></html>"
    return read_document(data.encode(), kind="cv", name="cv.html")


@pytest.mark.parametrize(
    ("css", "body"),
    [
        (".gone{display:none}", '<div class="gone">Kubernetes</div>'),
        ("#kw { visibility : hidden }", '<div id="kw">Kubernetes</div>'),
        (".w{color:#fff}", '<p class="w">Kubernetes</p>'),
        (".page .w{color:white}", '<div class="page"><p class="w">Kubernetes</p></div>'),
        (".t{font-size:0}", '<span class="t">Kubernetes</span>'),
        (".off{position:absolute;left:-9999px}", '<div class="off">Kubernetes</div>'),
        ("", '<p style="text-indent:-9999px">Kubernetes</p>'),
        ("", '<p style="position:absolute;clip:rect(0,0,0,0)">Kubernetes</p>'),
        ("", '<span style="font-size:0">Kubernetes</span>'),
        ("", '<span class="sr-only">Kubernetes</span>'),
        ("", "<p hidden>Kubernetes</p>"),
        (".c{height:1px;width:1px;overflow:hidden}", '<span class="c">Kubernetes</span>'),
    ],
)
def test_words_that_are_off_the_page_are_counted_and_not_read(css: str, body: str) -> None:
    document = page(body, css)
    assert "Kubernetes" not in document.text
    assert [notice.code for notice in document.notices] == ["hidden_text"]


@pytest.mark.parametrize(
    ("css", "body"),
    [
        ("header{background:#123456}.n{color:#fff}", '<header><p class="n">Kubernetes</p></header>'),
        (".side h2{color:#fff}.side{background:#123}", '<div class="side"><h2>Kubernetes</h2></div>'),
        ("@media print{.n{display:none}}", '<p class="n">Kubernetes</p>'),
        (".n:hover{display:none}", '<p class="n">Kubernetes</p>'),
        (".n{left:-10px;margin-left:-15px}", '<p class="n">Kubernetes</p>'),
        ("@media screen{.n{background:#123}}.n{color:#fff}", '<p class="n">Kubernetes</p>'),
        (".n{display:none}.n{display:block}", '<p class="n">Kubernetes</p>'),
        ("", '<span aria-hidden="true">Kubernetes</span>'),
    ],
)
def test_words_that_are_seen_are_read(css: str, body: str) -> None:
    assert "Kubernetes" in page(body, css).text


def test_an_entry_in_a_list_is_no_bullet_and_a_list_in_it_is_one() -> None:
    entry = (
        "<li><div><span>Data Engineer</span></div><div>Oakfield Analytics · Full-time</div><div>Mar 2021 - Present · 3 yrs</div>"
        "<ul><li><p>Built the nightly loads</p></li></ul></li>"
    )
    profile = read_profile(page(f"<h2>Experience</h2><ul>{entry}</ul>"))
    (work,) = profile.json_resume()["work"]
    assert (work["name"], work["position"], work["startDate"], work["highlights"]) == (
        "Oakfield Analytics", "Data Engineer", "2021-03", ["Built the nightly loads"],
    )  # fmt: skip


def test_icons_menus_and_imprints_are_left_out_and_a_linked_icon_keeps_its_address() -> None:
    document = page(
        '<nav><a href="#work">Jump to work</a></nav><p><i class="fa fa-phone">phone</i> +44 20 7946 0018</p>'
        '<p><a href="https://github.com/ilsevarga"><span class="sr-only">GitHub</span></a></p><footer>Privacy © 2024</footer>'
    )
    body = [document.text[line.start : line.end] for line in document.lines if line.part == "body"]
    assert body == ["Ilse Marit Varga", "ilse@example.org", "+44 20 7946 0018", "GitHub"]
    assert "https://github.com/ilsevarga" in document.text


def test_structured_data_about_somebody_is_not_read() -> None:
    data = '<script type="application/ld+json">{"@type":"Person","name":"Somebody Else"}</script><h2>Experience</h2><p>Cook</p>'
    assert "Somebody" not in page(data).text


def test_the_encoding_a_page_names_is_used() -> None:
    data = f'<html><head><meta charset="windows-1252"></head><body>{TOP}<p>Köchin, Mühle – Bäckerei</p></body></html>'.encode("cp1252")
    assert "Köchin, Mühle – Bäckerei" in read_document(data, kind="cv", name="cv.html").text
