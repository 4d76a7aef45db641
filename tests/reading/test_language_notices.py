"""A CV or a posting that is not in English says so, and a posting in another language is taken for one."""

from __future__ import annotations

import pytest

from loopready.model import Document
from loopready.reading import document_from_text, looks_like_cv, looks_like_posting, read_posting, read_profile

GERMAN_CV = (
    "Tobias Achterberg\ntobias@example.org\n\nBerufserfahrung\n05/2021 – heute Marketing Manager, Seebrise GmbH, Hamburg\n"
    "- Budget von 1,4 Mio. € im Jahr verantwortet und die Planung mit dem Vertrieb abgestimmt\n- Team aus vier Personen geführt\n\n"
    "Ausbildung\nBachelor of Arts, Hochschule Bremen, 2017\n"
)
ENGLISH_CV = (
    "Ilse Varga\nilse@example.org\n\nExperience\nTeam Lead, Fenwick Data Ltd, 2019 - present\n- Led the team of six on the billing service\n"  # noqa: E501
    "- Cut the cost of storage by 9% with the finance team\n"
)
POSTINGS = {
    "german": (
        "Leitung Marketing (m/w/d), Möwe GmbH, Hamburg\n\nDeine Aufgaben\n- Du verantwortest das Budget\n- Du führst ein Team von sechs Personen\n\n"  # noqa: E501
        "Dein Profil\n- Mindestens 5 Jahre Erfahrung im Marketing\n- Führungserfahrung\n- Studium der BWL von Vorteil\n"
    ),
    "french": (
        "Chef de projet (H/F), Atelier Brume, Lyon\n\nVos missions\n- Piloter les projets de la direction\n- Animer une équipe de six personnes\n\n"  # noqa: E501
        "Profil recherché\n- 5 ans d'expérience dans la gestion de projet\n- Anglais courant\n"
    ),
    "spanish": (
        "Jefa de obra, Construcciones Alameda, Sevilla\n\nFunciones\n- Dirigir las obras y el equipo\n- Controlar los costes\n\n"
        "Requisitos\n- 5 años de experiencia en obra civil\n- Se valora el nivel de inglés\n\nOfrecemos\n- Jornada completa\n"
    ),
    "dutch": (
        "Teamleider logistiek (m/v/x), Havenwerk BV\n\nJouw taken\n- Leiding geven aan een team van zes\n- De planning bewaken\n\n"
        "Wij vragen\n- 5 jaar ervaring in de logistiek\n- Een rijbewijs\n"
    ),
    "italian": (
        "Responsabile acquisti, Officine Bora\n\nResponsabilità\n- Gestire i fornitori e il budget della sede\n\n"
        "Requisiti\n- 5 anni di esperienza negli acquisti\n- Laurea in economia\n\nOffriamo\n- Contratto a tempo indeterminato\n"
    ),
    "portuguese": (
        "Gestora de projetos, Maré Alta\n\nResponsabilidades\n- Gerir os projetos da equipa\n\n"
        "Requisitos\n- 5 anos de experiência em gestão de projetos\n- Inglês fluente\n\nOferecemos\n- Salário e formação\n"
    ),
}  # fmt: skip


def codes(document: Document) -> list[str]:
    notices = read_profile(document).notices if document.kind == "cv" else read_posting(document).notices
    return [notice.code for notice in notices]


def test_a_cv_in_german_says_what_that_means() -> None:
    profile = read_profile(document_from_text(GERMAN_CV, kind="cv", name="cv.txt"))
    (notice,) = [each for each in profile.notices if each.code == "other_language"]
    assert "German" in notice.message and "not shown" in notice.message


def test_an_english_cv_says_nothing_of_it() -> None:
    assert "other_language" not in codes(document_from_text(ENGLISH_CV, kind="cv", name="cv.txt"))


@pytest.mark.parametrize("tongue", POSTINGS)
def test_a_posting_in_another_language_is_one(tongue: str) -> None:
    document = Document.of(kind="job", name="job.txt", text=POSTINGS[tongue])
    assert looks_like_posting(document) == (True, "")
    assert "other_language" in codes(document)


def test_a_cv_in_german_is_no_posting() -> None:
    document = Document.of(kind="job", name="cv.txt", text=GERMAN_CV + GERMAN_CV.replace("2021", "2015"))
    assert looks_like_cv(document.text) > 0.3
    assert not looks_like_posting(document)[0]
