"""A file's type is told by its content; a name that says otherwise is a notice."""

from __future__ import annotations

import pytest

from loopready.reading import read_document


@pytest.mark.parametrize(("name", "codes"), [("cv.txt", []), ("cv.pdf", ["wrong_extension"]), ("cv.docx", ["wrong_extension"]), ("cv", [])])
def test_a_wrong_extension_is_a_notice(name: str, codes: list[str]) -> None:
    document = read_document(b"Ada Lindqvist\nExperience\nNurse, St Olaf Hospital, 2019 - 2021\n", kind="cv", name=name)
    assert [notice.code for notice in document.notices] == codes
    assert document.text.startswith("Ada Lindqvist")
