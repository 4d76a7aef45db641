"""CVs as plain text: several languages, several ways to write an entry, personal data left out."""

from __future__ import annotations

import pytest

from loopready.model import InputError, Profile
from loopready.reading import document_from_text, read_document, read_profile
from loopready.reading.cv.places import is_place


def read(text: str) -> Profile:
    return read_profile(document_from_text(text, kind="cv", name="cv.txt"))


def jobs(profile: Profile) -> list[tuple[str | None, str | None, str | None, str | None, str | None, int]]:
    return [
        (
            job.position and job.position.value,
            job.name and job.name.value,
            job.location and job.location.value,
            job.start and job.start.value,
            job.end and job.end.value,
            len(job.highlights),
        )
        for job in profile.work
    ]


ASCII = """\
WREN HOLLIS-ADEYEMI
Bergen / remote  ---  wren@example.org  ---  github.com/wren-example

PROFILE
Keeps ships' computers awake.

WORK

Senior Systems Engineer                 Jan 2022 -> now
Fjordlink Ferries (coastal passenger line), Bergen
 * 31 ships, one satellite bill
 * alarms per watch from 40
   to 6

Systems Engineer                        Aug 2016 -> Dec 2021
Halyard Ports, Oslo
 * berth planner in Python

TOOLS
Go, Python, Ansible

LANGUAGES  Norwegian, Yoruba, English
"""

GERMAN = """\
Lebenslauf

Persönliche Daten
Name: Annegret Sommerfeld
Geburtsdatum: 12.04.1986
Familienstand: verheiratet
Staatsangehörigkeit: deutsch
Telefon: +49 351 5550 142
E-Mail: a.sommerfeld@example.org

Berufserfahrung

03/2019 – heute   Pflegedienstleiterin
                  Klinikum Elbaue, Dresden
                  - Leitung von 45 Pflegekräften
                  - Dienstplanung mit 6 Teamleitungen

09/2012 – 02/2019   Krankenschwester
                  Seniorenheim Lindenhof GmbH, Meißen
                  - Medikamentengabe für 30 Bewohner

Kenntnisse
Wundmanagement, Palliativpflege
"""

FRENCH = """\
Mireille Castagnède
12 rue des Tilleuls, 69003 Lyon | 06 12 34 55 66 | m.castagnede@example.org

EXPÉRIENCE PROFESSIONNELLE

Responsable logistique — Transports Brévault, Lyon
Depuis mars 2020
• Pilotage de 3 entrepôts

Chargée d'approvisionnement — Maison Oréval SA, Grenoble
Sept. 2014 – févr. 2020
• Gestion de 1 200 références
"""

SPANISH = """\
LUCÍA ARRIETA OLMEDO
Madrid · +34 600 555 012 · lucia.arrieta@example.org

EXPERIENCIA LABORAL

Profesora de Secundaria
Colegio San Telmo del Pinar, Madrid
Septiembre de 2018 - Actualidad
- Clases de química a 140 alumnos

Auxiliar de Laboratorio
Farmacéutica Lorca S.L., Toledo
Enero de 2015 - julio de 2018
- Control de calidad de 40 lotes al mes
"""

PORTUGUESE = """\
Rui Falcão Teles
Porto, Portugal | rui.teles@example.org

EXPERIÊNCIA PROFISSIONAL

Engenheiro de Software | Maré Alta Sistemas | Porto | Fev 2019 - Atual
- Serviços em Java
Programador Júnior | Câmara de Vilarinho | Braga | Set 2016 - Jan 2019
- Portal do munícipe
"""

DUTCH = """\
Joris Veenstra
Rotterdam | joris.veenstra@example.org

WERKERVARING

Kok, Restaurant De Zoute Inval, Rotterdam
mei 2019 - heden
* Warme kant, 90 couverts per avond

Keukenhulp, Hotel Maaszicht, Rotterdam
2016 - 2019
* Voorbereiding
"""

ITALIAN = """\
Ginevra Malaspina
ginevra.malaspina@example.org - Firenze, Italia

ESPERIENZA LAVORATIVA

Gennaio 2021 - presente
Responsabile Amministrativa
Vetreria Mugello S.r.l., Firenze
- Bilancio mensile entro il quinto giorno

Ottobre 2015 - dicembre 2020
Contabile
Studio Baldovini, Prato
- Contabilità di 35 clienti
"""

ROLES = """\
Sade Lindqvist-Obi
sade.lo@example.org / +46 70 555 01 12 / Stockholm

Experience

Nordkajen Bank, Stockholm
Director of Engineering, Payments (Mar 2022 - present)
  - 4 teams, 31 people
Engineering Manager (Jun 2019 - Feb 2022)
  - Took over two teams, hired nine

Tillgren Software AB, Uppsala
Senior Developer (2015 - 2019)
  - Built the ledger
"""

CASES = {
    "ascii": (ASCII, [
        ("Senior Systems Engineer", "Fjordlink Ferries", "Bergen", "2022-01", None, 2),
        ("Systems Engineer", "Halyard Ports", "Oslo", "2016-08", "2021-12", 1),
    ]),
    "german": (GERMAN, [
        ("Pflegedienstleiterin", "Klinikum Elbaue", "Dresden", "2019-03", None, 2),
        ("Krankenschwester", "Seniorenheim Lindenhof GmbH", "Meißen", "2012-09", "2019-02", 1),
    ]),
    "french": (FRENCH, [
        ("Responsable logistique", "Transports Brévault", "Lyon", "2020-03", None, 1),
        ("Chargée d'approvisionnement", "Maison Oréval SA", "Grenoble", "2014-09", "2020-02", 1),
    ]),
    "spanish": (SPANISH, [
        ("Profesora de Secundaria", "Colegio San Telmo del Pinar", "Madrid", "2018-09", None, 1),
        ("Auxiliar de Laboratorio", "Farmacéutica Lorca S.L.", "Toledo", "2015-01", "2018-07", 1),
    ]),
    "portuguese": (PORTUGUESE, [
        ("Engenheiro de Software", "Maré Alta Sistemas", "Porto", "2019-02", None, 1),
        ("Programador Júnior", "Câmara de Vilarinho", "Braga", "2016-09", "2019-01", 1),
    ]),
    "dutch": (DUTCH, [
        ("Kok", "Restaurant De Zoute Inval", "Rotterdam", "2019-05", None, 1),
        ("Keukenhulp", "Hotel Maaszicht", "Rotterdam", "2016", "2019", 1),
    ]),
    "italian": (ITALIAN, [
        ("Responsabile Amministrativa", "Vetreria Mugello S.r.l.", "Firenze", "2021-01", None, 1),
        ("Contabile", "Studio Baldovini", "Prato", "2015-10", "2020-12", 1),
    ]),
    "several roles": (ROLES, [
        ("Director of Engineering, Payments", "Nordkajen Bank", "Stockholm", "2022-03", None, 1),
        ("Engineering Manager", "Nordkajen Bank", "Stockholm", "2019-06", "2022-02", 1),
        ("Senior Developer", "Tillgren Software AB", "Uppsala", "2015", "2019", 1),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_entries_of_plain_text(name: str) -> None:
    text, expected = CASES[name]
    assert jobs(read(text)) == expected


def test_an_open_end_is_ongoing_and_a_closed_one_is_not() -> None:
    profile = read(GERMAN)
    assert [job.ongoing for job in profile.work] == [True, False]


def test_a_bullet_broken_over_lines_is_one() -> None:
    assert [leaf.value for leaf in read(ASCII).work[0].highlights] == ["31 ships, one satellite bill", "alarms per watch from 40 to 6"]


def test_contact_data_of_plain_text() -> None:
    person = read(ASCII).person
    assert person.name is not None and person.name.value == "WREN HOLLIS-ADEYEMI"
    assert person.email is not None and person.email.value == "wren@example.org"
    assert [(link.network, link.username) for link in person.profiles] == [("GitHub", "wren-example")]


def test_personal_data_stay_in_the_text_and_out_of_the_profile() -> None:
    profile = read(GERMAN)
    assert profile.person.name is not None and profile.person.name.value == "Annegret Sommerfeld"
    assert profile.person.phone is not None and profile.person.phone.value == "+49 351 5550 142"
    told = profile.model_dump_json().casefold()
    for word in ("1986", "verheiratet", "deutsch", "geburt"):
        assert word not in told


def test_a_heading_and_its_content_on_one_line() -> None:
    profile = read(ASCII)
    assert [(extra.kind, [leaf.value for leaf in extra.lines]) for extra in profile.extras] == [
        ("languages", ["Norwegian, Yoruba, English"])
    ]
    assert [leaf.value for group in profile.skills for leaf in group.keywords] == ["Go", "Python", "Ansible"]


def test_programming_languages_under_a_heading_languages_are_skills() -> None:
    profile = read("Ada Okoro\nada@example.org\n\nExperience\n\nBaker, Rye Ltd\n2019 - 2020\n- bread\n\nLanguages\n\nGo, Rust, Python\n")
    assert [leaf.value for group in profile.skills for leaf in group.keywords] == ["Go", "Rust", "Python"]


def test_no_work_is_told() -> None:
    profile = read("Kim Oduya\nkim@example.org\n\nInterests\n\nRowing, stamps\n")
    assert profile.work == ()
    assert [notice.code for notice in profile.notices] == ["no_work_found"]


def test_empty_text_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        document_from_text(" \n\t \n", kind="cv", name="void.txt")
    assert caught.value.code == "empty"
    assert "void.txt" in str(caught.value)


def test_control_characters_and_line_ends_are_unified() -> None:
    document = document_from_text("a\r\nb\x00\x07c\rd\n", kind="cv", name="x")
    assert document.text == "a\nbc\nd\n"
    assert [document.text[line.start : line.end] for line in document.lines] == ["a", "bc", "d"]


_TOLD = "- Kept the lathes running through two winters, with the order book of forty customers filled week by week"


def _work(*entries: str) -> str:
    bodies = [f"{entry}\n{_TOLD}" for entry in entries]
    return "\n\n".join(["Wendel Brack", "EXPERIENCE", *bodies, "EDUCATION\nBSc Physics, University of Leeds, 2010 - 2013"])


@pytest.mark.parametrize(
    "entries",
    [
        ("Corrib Boards, Ireland\nShift Planner, 2021-03 - present", "Lorne Metals, maker of bells, Brno\nPlanner, 2017-02 - 2021-01"),
        ("Corrib Boards, Ireland, 2021-03 - present\nShift Planner", "Lorne Metals, maker of bells, Brno, 2017-02 - 2021-01\nPlanner"),
        ("Shift Planner, 2021-03 - present\nCorrib Boards, Ireland", "Planner, 2017-02 - 2021-01\nLorne Metals, maker of bells, Brno"),
        ("Shift Planner, Corrib Boards, Ireland (2021-03 - present)", "Planner, Lorne Metals, maker of bells, Brno (2017-02 - 2021-01)"),
    ],
)
def test_a_firm_with_what_it_makes_and_its_place_is_the_firm_of_its_own_post(entries: tuple[str, str]) -> None:
    assert jobs(read(_work(*entries))) == [
        ("Shift Planner", "Corrib Boards", "Ireland", "2021-03", None, 1),
        ("Planner", "Lorne Metals, maker of bells", "Brno", "2017-02", "2021-01", 1),
    ]


def test_a_header_that_ends_on_a_town_does_not_go_on_in_a_narrow_text() -> None:
    entries = [
        "Corrib Boards, Dublin\nShift Planner, 2021-03 - present\n- Ran the yard",
        "Lorne Metals, bells and gongs, Brno\nPlanner, 2017 - 2021\n- Cast",
    ]
    read_jobs = jobs(read("\n\n".join(["Wendel Brack", "EXPERIENCE", *entries])))
    assert [job[:3] for job in read_jobs] == [
        ("Shift Planner", "Corrib Boards", "Dublin"),
        ("Planner", "Lorne Metals, bells and gongs", "Brno"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Corrib Boards, Ireland", False),
        ("Lorne Savings Bank, Ireland", False),
        ("Quiet Corners, Iowa", True),
        ("Les Ormeaux, France", True),
        ("Seven Rapids, Michigan", True),
        ("Little Wharram, Ireland", True),
    ],
)
def test_a_firm_before_a_country_is_told_from_a_town(text: str, place: bool) -> None:
    assert is_place(text) == place


def test_a_bold_head_with_its_dates_is_an_entry_however_it_reads() -> None:
    heads = ["**Harrow guild bakery — Counter assistant**, Oct 2023 – present", "**Lorne Ltd — Bell caster**, June 2021 – Aug 2022"]
    text = "\n\n".join(["# Wendel Brack", "## Experience", *(f"{head}\n\n- Swept the yard\n- Kept the book" for head in heads)])
    found = jobs(read_profile(read_document(text.encode(), kind="cv", name="cv.md")))
    assert [(job[0], job[1], job[3], job[5]) for job in found] == [
        ("Counter assistant", "Harrow guild bakery", "2023-10", 2),
        ("Bell caster", "Lorne Ltd", "2021-06", 2),
    ]


def test_a_bold_beginning_of_a_sentence_is_no_head() -> None:
    said = "**Kept the book of every order that came.** From June 2021 to Aug 2022"
    text = "\n\n".join(["# Wendel Brack", "## Experience", "**Lorne Ltd — Bell caster**, June 2021 – Aug 2022", "- Swept", said, ""])
    assert len(read_profile(read_document(text.encode(), kind="cv", name="cv.md")).work) == 1
