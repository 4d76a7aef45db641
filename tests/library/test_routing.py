from __future__ import annotations

import math
from dataclasses import replace

import pytest

from loopready.library import Library, find_guides, firm_of, load_library
from loopready.model import Routing

EM = "technology_software/cloud_hyperscale/engineering_management"

CLOUD_EM = """
Lead two teams that run a regional block storage service. You own availability and on-call, an SLO of 99.99%, the error
budget, and the plan for control plane and data plane across regions. You hire and grow software engineers and work with
SRE on operational readiness.
"""
SAAS_EM = """
We make scheduling software for dental practices. You lead a team of seven engineers, plan the roadmap with product,
hold weekly one-to-ones and hire. Our stack is Rails and Postgres, running in the cloud. You care for clean code and
good coffee.
"""
PLANT_EM = """
The bottling plant in Harrow Vale looks for an engineer who leads maintenance and projects on four filling lines. You
plan shutdowns, manage contractors, own the capital budget and keep to safety law. Mechanical engineering degree
required.
"""
NURSE = """
Our surgical ward has 28 beds. You care for patients before and after operations, give medication, guide students and
work in three shifts. We ask for registration as a nurse and two years on a ward.
"""
NURSE_MANAGER = """
You lead 34 nurses on two wards, plan the rota, own the budget and the quality of care, and work with engineering and
facilities on the new building. Registration and a management course are required.
"""
ACCOUNTANT = """
You prepare monthly management accounts for three entities, reconcile bank and ledger, help the auditors and improve our
closing. Part-qualified or qualified, three years in an accounts office.
"""
TEACHER = """
You teach mathematics to pupils of eleven to eighteen, are form tutor of one class and take part in the school's
exchange week.
"""
ELECTRICIAN = """
Installing and testing wiring in new flats, fault finding, handing over to the client. Trade certificate and driving
licence.
"""
SOFTWARE = """
You design and build distributed systems for our cloud platform: control plane, storage service, SLOs, on-call, multi-
region availability. Five years with Go or Java.
"""
PRODUCT = """
You own the roadmap of our cloud storage service, speak with customers and work with the engineering manager and the on-
call team on SLOs.
"""
SALES = "You sell cloud infrastructure to banks, work with solution architects and own a target of new contracts."
PROGRAMME = """
You run a programme over nine teams of our cloud platform, track SLOs and regions, and report to the director of
engineering.
"""
ANALYST = "You build reports on stock and sales in SQL, find out why figures differ and explain them to the shops."
CHEF = "You lead six cooks, plan the menu with the seasons and keep the kitchen's hygiene records."
PLANT_RELIABILITY_EM = """
You lead nine engineers and own reliability and availability of the equipment in our refinery: maintenance planning, capacity planning,
turnaround planning, contractors and incident reviews. Mechanical or process background and experience with hydraulic systems.
"""


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Registered Nurse, Surgical Ward (f/m/d)", NURSE),
        ("Nurse Manager", NURSE_MANAGER),
        ("Management Accountant", ACCOUNTANT),
        ("Teacher of Mathematics", TEACHER),
        ("Electrician", ELECTRICIAN),
        ("Product Manager, Cloud Storage", PRODUCT),
        ("Account Manager, Cloud", SALES),
        ("Data Analyst", ANALYST),
        ("Head Chef", CHEF),
        ("Mechanical Engineering Manager", PLANT_EM),
        ("Engineering Manager", PLANT_EM),
        ("Engineering Manager", PLANT_RELIABILITY_EM),
        ("Pflegefachfrau HF 80-100%", NURSE),
        (None, NURSE),
        (None, "We looked at engineering managers and storage services, SLO, SLA and on-call in a talk about regions."[17:]),
        ("", ""),
    ],
)
def test_a_posting_of_another_trade_gets_no_guide(title: str | None, text: str) -> None:
    routing = find_guides(title, text)
    assert routing.path is None
    assert routing.confidence < 0.5


@pytest.mark.parametrize(
    "title",
    [
        "Engineering Manager, Block Storage",
        "Senior Manager, Software Development",
        "Senior Engineering Manager (Regional Storage)",
        "Software Engineering Manager II",
        "Software Development Manager",
        "Manager, Site Reliability Engineering",
        "Eng. Mgr., Block Storage",
        "Sr. Engineering Mgr (Regional Storage)",
    ],
)
def test_a_managers_posting_of_a_cloud_service_gets_the_guide(title: str) -> None:
    routing = find_guides(title, CLOUD_EM)
    assert routing.path == EM
    assert routing.confidence > 0.9
    odds = sum(routing.ranked[0].reasons.values())
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(routing.confidence, abs=1e-3)


@pytest.mark.parametrize(
    ("title", "text", "role"),
    [
        ("Senior Software Engineer, Cloud Storage", SOFTWARE, "engineering_ic"),
        ("Software Engineer II", SOFTWARE, "engineering_ic"),
        ("Technical Program Manager", PROGRAMME, "technical_program_management"),
        ("TPM3, Regions", PROGRAMME, "technical_program_management"),
        ("Senior Site Reliability Engineer", SOFTWARE, "site_reliability_engineering"),
    ],
)
def test_seats_of_one_domain_are_told_apart_by_their_titles(title: str, text: str, role: str) -> None:
    assert find_guides(title, text).path == f"technology_software/cloud_hyperscale/{role}"


def test_a_line_that_names_no_post_does_not_speak_against_a_guide() -> None:
    heading = find_guides("What you can expect from us", CLOUD_EM).ranked[0].reasons
    other = find_guides("Pastry Chef", CLOUD_EM).ranked[0].reasons
    assert "other" not in heading and "stranger" not in heading
    assert other["other"] < 0 and other["stranger"] < 0


def test_a_neighbours_word_in_a_title_cues_gap_speaks_against_it(library: Library) -> None:
    head = library.heads[EM].model_copy(update={"routing": Routing(titles=("engineering manager",), not_titles=("hardware",))})
    index = replace(library, heads={EM: head}).routing
    (plain,), (gap,) = index.signs("Engineering Manager", CLOUD_EM), index.signs("Engineering Hardware Manager", CLOUD_EM)
    assert (plain.values["named"], plain.values["excluded"]) == (1.0, 0.0)
    assert (gap.values["named"], gap.values["excluded"]) == (0.0, 1.0)


def described(library: Library, **routing: tuple[str, ...]) -> Library:
    """A library of one guide, with this routing beside its titles."""
    head = library.heads[EM].model_copy(update={"routing": Routing(titles=("engineering manager",), **routing)})
    return replace(library, heads={EM: head})


def test_duties_that_the_text_names_speak_for_a_guide_and_a_neighbours_against_it(library: Library) -> None:
    index = described(library, duties=("hire engineers", "line management"), not_duties=("underwrit*",)).routing
    (told,) = index.signs(None, "You hire five engineers. Line management is yours. You underwrite loans.")
    assert (told.values["duties"], told.values["not_duties"]) == (pytest.approx(math.sqrt(2)), 1.0)
    assert told.values["undescribed"] == 0.0
    (plain,) = described(library).routing.signs(None, "You hire five engineers.")
    assert (plain.values["duties"], plain.values["undescribed"]) == (0.0, 1.0)


@pytest.mark.parametrize("said", ["There is no line management.", "You will not have any line management.", "It isn't line management."])
def test_a_duty_that_is_denied_does_not_count(library: Library, said: str) -> None:
    (told,) = described(library, duties=("line management",)).routing.signs(None, said)
    assert told.values["duties"] == 0.0


def test_the_rest_of_the_titles_line_tells_the_seat_too(library: Library) -> None:
    index = described(library).routing
    (whole,) = index.signs("Manager II", "Manager II - Engineering Manager (Storage)\nYou lead a team.")
    (cut,) = index.signs("Manager II", "Manager II\nYou lead a team.")
    assert (whole.values["named"], cut.values["named"]) == (1.0, 0.0)


def test_a_title_turned_round_excludes_only_by_words_that_stand_together(library: Library) -> None:
    head = library.heads[EM].model_copy(update={"routing": Routing(titles=("software engineer",), not_titles=("security engineer",))})
    index = replace(library, heads={EM: head}).routing
    (apart,), (together,) = (index.signs(title, "") for title in ("Lead Software Engineer, Hypervisor Security", "Engineer, Security"))
    assert (apart.values["named"], apart.values["excluded"], together.values["excluded"]) == (1.0, 0.0, 1.0)


def test_a_text_like_a_guides_sample_postings_speaks_for_it(library: Library) -> None:
    near = library.routing.signs(None, CLOUD_EM)
    mine = next(each for each in near if library.routing.heads[each.number].path == EM).values
    assert mine["posted"] > mine["posted_others"] > 0 and mine["posted_role"] > 0 and mine["unposted"] == 0.0
    head = library.heads[EM].model_copy(update={"path": "own/new"})
    (new,) = replace(library, heads={"own/new": head}, bags=lambda: {"own/new": library.bags()[EM]}).routing.signs(None, CLOUD_EM)
    assert (new.values["posted"], new.values["posted_role"], new.values["posted_others"], new.values["unposted"]) == (0.0, 0.0, 0.0, 1.0)


def test_a_draft_is_never_chosen(library: Library) -> None:
    drafts = {path: head.model_copy(update={"status": "draft"}) for path, head in library.heads.items()}
    assert find_guides("Engineering Manager", CLOUD_EM, library=replace(library, heads=drafts)).ranked == ()


def test_a_managers_posting_that_says_little_gets_a_managers_guide_with_less_confidence() -> None:
    routing = find_guides("Engineering Manager", SAAS_EM)
    assert {guide.path.split("/")[-1] for guide in routing.ranked} == {"engineering_management"}
    assert 0.5 <= routing.confidence < 0.85 < find_guides("Engineering Manager", CLOUD_EM).confidence


def test_of_equal_guides_the_one_whose_title_is_nearer_goes_first(library: Library) -> None:
    head = library.heads[EM]
    twins = {
        "a/far": head.model_copy(update={"path": "a/far", "title": "Delivery Lead"}),
        "b/near": head.model_copy(update={"path": "b/near", "title": "Engineering Managers"}),
    }
    bag = library.bags()[EM]
    routing = find_guides("Engineering Manager", CLOUD_EM, library=replace(library, heads=twins, bags=lambda: dict.fromkeys(twins, bag)))
    assert [guide.path for guide in routing.ranked] == ["b/near", "a/far"]
    assert routing.ranked[0].confidence == routing.ranked[1].confidence
    assert routing.runner_up == "a/far"


def test_a_title_that_was_not_read_is_looked_for_in_the_head_of_the_text_and_counts_less() -> None:
    read = find_guides("Engineering Manager, Block Storage", CLOUD_EM)
    unread = find_guides(None, f"Engineering Manager, Block Storage\n\n{CLOUD_EM}")
    assert unread.path == EM
    assert unread.confidence < read.confidence


def test_the_order_of_the_words_of_a_posting_does_not_change_its_routing() -> None:
    turned = "\n".join(reversed(CLOUD_EM.splitlines()))
    assert find_guides("Engineering Manager", turned).path == find_guides("Engineering Manager", CLOUD_EM).path


@pytest.mark.parametrize(
    ("name", "firm"),
    [
        ("Amazon Web Services", "aws"),
        ("Amazon Web Services EMEA SARL", "aws"),
        ("AWS", "aws"),
        ("Meta", "meta"),
        ("Meta Platforms, Inc.", "meta"),
        ("Google", "google_cloud"),
        ("Google Cloud", "google_cloud"),
        ("Microsoft", "azure"),
        ("Cloudflare, Inc.", "cloudflare"),
        ("Oracle", "oracle_oci"),
        ("Metadata Ltd", None),
        ("Metalworks Meta Consulting Partners", None),
        ("Oracle Bakery", None),
        ("Northwind Payments", None),
    ],
)
def test_a_firm_is_known_by_its_name_as_whole_words(name: str, firm: str | None) -> None:
    found = firm_of(name, "")
    assert (found.id if found else None) == firm


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("About Cloudflare\nWe help to build a better network.", "cloudflare"),
        ("Join Amazon Web Services and run a storage service.", "aws"),
        ("At Google, we value clear writing.", "google_cloud"),
        ("You have five years with AWS or Google Cloud and know Oracle.", None),
        ("You keep the metadata of our archive in order.", None),
        ("", None),
    ],
)
def test_a_text_names_its_employer_only_in_so_many_words(text: str, firm: str | None) -> None:
    found = firm_of(None, text)
    assert (found.id if found else None) == firm


def test_the_name_of_the_posting_goes_before_its_text() -> None:
    assert firm_of("Northwind Payments", "About Cloudflare, our supplier.") is None


def test_every_firm_is_found_by_each_of_its_names(library: Library) -> None:
    for firm in library.firms.values():
        for name in (firm.name, *firm.aliases):
            found = firm_of(name, "")
            assert found is not None and found.id == firm.id, name


@pytest.fixture
def library() -> Library:
    return load_library()
