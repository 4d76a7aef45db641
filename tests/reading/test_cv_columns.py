"""Grids, margins and broken lines: own minimal pages, each with one thing that a reader may get wrong."""

from __future__ import annotations

from loopready.model import Profile
from loopready.reading import read_pdf, read_profile

from .cv_layouts import compiled, page

NAME = "#text(size: 22pt)[Ines Valdor]\n\n"


def read(source: str) -> Profile:
    return read_profile(read_pdf(compiled(source), kind="cv", name="cv.pdf"))


def seats(profile: Profile) -> list[tuple[str | None, str | None, str | None, str | None]]:
    return [
        (
            job.name.value if job.name else None,
            job.position.value if job.position else None,
            job.start.value if job.start else None,
            job.end.value if job.end else None,
        )
        for job in profile.work
    ]


def keywords(profile: Profile) -> list[str]:
    return [word.value for group in profile.skills for word in group.keywords]


def entry(seat: str, firm: str, when: str, *points: str) -> str:
    rows = "".join(f"#grid(columns: (10pt, 1fr), [•], [{point}])\n" for point in points)
    return f"#strong[{seat}] #h(1fr) {when}\n\n{firm}\n\n{rows}\n"


WORK = "== Experience\n" + entry("Baker", "Rye Ltd", "2019 -- 2021", "Baked rye bread.")


def test_small_capitals_with_letter_spacing_keep_their_words() -> None:
    small = "#text(tracking: 1pt)[2019-03#text(size: 7pt)[ TO ]2021-06]"
    profile = read(
        page() + NAME + "== Experience\n" + entry("Baker", "Rye Ltd", small, "Baked.") + entry("Miller", "Oats Ltd", "2015-01 to 2019-02")
    )
    assert seats(profile)[0] == ("Rye Ltd", "Baker", "2019-03", "2021-06")


def test_a_name_set_large_over_lines_beside_small_print_is_read_in_one_go() -> None:
    head = (
        "#grid(columns: (1fr, auto), text(size: 30pt)[Ines\\ Maria\\ Valdor], align(right)[+44 7700 900111\\ ines\\@valdor.example.org])\n"
    )
    profile = read(page() + head + WORK)
    assert profile.person.name is not None and profile.person.name.value == "Ines Maria Valdor"
    assert profile.person.email is not None and profile.person.email.value == "ines@valdor.example.org"


def test_a_greeting_is_no_part_of_the_name() -> None:
    profile = read(page() + "#text(size: 24pt)[I'm Ines Valdor.]\n\n" + WORK)
    assert profile.person.name is not None and profile.person.name.value == "Ines Valdor"


def test_an_address_cut_by_the_columns_edge_is_whole() -> None:
    profile = read(page() + NAME + "ines.valdor\\@quarry-\\\nworks.example.org\n\n" + WORK)
    assert profile.person.email is not None and profile.person.email.value == "ines.valdor@quarry-works.example.org"
    assert profile.person.url is None


def test_user_names_beside_their_networks_are_links() -> None:
    profile = read(page() + NAME + "GitHub: inesv \\\nvaldor-ines (LinkedIn)\n\n" + WORK)
    assert [(link.network, link.username) for link in profile.person.profiles] == [("GitHub", "inesv"), ("LinkedIn", "valdor-ines")]
    assert profile.json_resume()["basics"]["profiles"][0] == {"network": "GitHub", "username": "inesv"}


def test_each_section_of_a_page_has_columns_of_its_own() -> None:
    grid = "#grid(columns: (1fr, 1fr, 1fr), [*Ovens*\\ Expert\\ Deck oven, Wood oven], [*Doughs*\\ Advanced\\ Rye, Spelt], "
    grid += "[*Platforms*\\ Basic\\ Till, Rota])\n"
    profile = read(page() + NAME + "== Skills\n" + grid + WORK)
    assert keywords(profile) == ["Deck oven", "Wood oven", "Rye", "Spelt", "Till", "Rota"]
    assert seats(profile) == [("Rye Ltd", "Baker", "2019", "2021")]


def test_a_group_called_like_a_section_stays_a_group_of_skills() -> None:
    groups = "*Baking*\n\nRye, Spelt\n\n*Leadership*\n\nRotas, Training\n\n"
    profile = read(page() + NAME + "== Skills\n" + groups + WORK)
    assert keywords(profile) == ["Rye", "Spelt", "Rotas", "Training"]


def test_labels_in_a_table_are_no_headings() -> None:
    table = "#table(columns: (4cm, 1fr), stroke: none, [*BAKING*], [Rye, Spelt], "
    table += "[*LEADERSHIP*], [Rotas, Training], [*SYSTEMS*], [Till, Stock lists])\n"
    profile = read(page() + NAME + "== Skills\n" + table + WORK)
    assert keywords(profile) == ["Rye", "Spelt", "Rotas", "Training", "Till", "Stock lists"]


def test_bullets_in_two_columns_below_each_header_belong_to_it() -> None:
    def job(seat: str, firm: str, when: str, *points: str) -> str:
        cells = ", ".join(f"[· {point}]" for point in points)
        head = f"#grid(columns: (1fr, auto), strong[{seat}], [{when}])\n{firm}\n"
        return head + f"#grid(columns: (6cm, 6cm), column-gutter: 12pt, row-gutter: 6pt, {cells})\n"

    profile = read(
        page()
        + NAME
        + "== Experience\n"
        + job("Baker", "Rye Ltd", "2019 -- 2021", "Baked rye bread for two towns", "Taught four apprentices")
        + job("Miller", "Oats Ltd", "2015 -- 2019", "Ground oats for the county", "Kept the mill race clear")
    )
    assert seats(profile) == [("Rye Ltd", "Baker", "2019", "2021"), ("Oats Ltd", "Miller", "2015", "2019")]
    assert [[point.value for point in job.highlights] for job in profile.work] == [
        ["Baked rye bread for two towns", "Taught four apprentices"],
        ["Ground oats for the county", "Kept the mill race clear"],
    ]


def test_a_town_that_no_list_knows_stands_above_flush_right_dates() -> None:
    def job(seat: str, firm: str, town: str, when: str, point: str) -> str:
        return f"#grid(columns: (1fr, auto), [*{seat}*\\ {firm}\\ • {point}], align(right)[{town}\\ {when}])\n#v(8pt)\n"

    profile = read(
        page()
        + NAME
        + "== Experience\n"
        + job("Baker", "Rye Ltd", "Nether Quarrow", "Mar 2019 -- Jun 2021", "Baked rye bread for two towns")
        + job("Miller", "Oats Ltd", "Upper Dell", "Jan 2015 -- Feb 2019", "Ground oats for the county")
    )
    assert seats(profile) == [("Rye Ltd", "Baker", "2019-03", "2021-06"), ("Oats Ltd", "Miller", "2015-01", "2019-02")]
    assert [len(job.highlights) for job in profile.work] == [1, 1]


def test_dates_stacked_and_centred_beside_an_entry_are_one_range() -> None:
    def job(seat: str, firm: str, first: str, last: str, point: str) -> str:
        return (
            f"#grid(columns: (1fr, 4cm), [*{seat}*, {firm}\\ • {point}\\ • Kept the books of it], "
            + f"align(center)[{first}\\ —\\ {last}\\ 2 years])\n#v(12pt)\n"
        )

    profile = read(
        page()
        + NAME
        + "== Experience\n"
        + job("Baker", "Rye Ltd", "March 2019", "June 2021", "Baked rye bread for two towns")
        + job("Miller", "Oats Ltd", "January 2017", "February 2019", "Ground oats for the county")
    )
    assert seats(profile) == [("Rye Ltd", "Baker", "2019-03", "2021-06"), ("Oats Ltd", "Miller", "2017-01", "2019-02")]


def test_a_heading_centred_beside_its_block_stands_before_it() -> None:
    def part(title: str, rows: str) -> str:
        return f"#grid(columns: (4cm, 1fr), align: horizon, [#text(size: 13pt)[{title}]], [{rows}])\n#v(26pt)\n"

    profile = read(
        page()
        + NAME
        + part("Languages", "English, native\\ Dutch, good\\ Welsh, some\\ French, a little")
        + part("Skills", "Baking: Rye, Spelt\\ Milling: Oats, Barley\\ Selling: Till, Stall\\ Leading: Rotas, Training")
        + "== Experience\n"
        + entry("Baker", "Rye Ltd", "2019 -- 2021", "Baked rye bread for two towns.")
        + entry("Miller", "Oats Ltd", "2015 -- 2019", "Ground oats for the county.")
    )
    assert keywords(profile) == ["Rye", "Spelt", "Oats", "Barley", "Till", "Stall", "Rotas", "Training"]


def test_an_address_in_a_header_is_no_firm() -> None:
    header = "#strong[Rye Ltd]\n\nhttps://rye.example.org\n\n#strong[Baker] #h(1fr) 2019 -- 2021\n\n• Baked rye bread for two towns.\n\n"
    profile = read(page() + NAME + "== Experience\n" + header)
    assert seats(profile) == [("Rye Ltd", "Baker", "2019", "2021")]


def test_tags_in_rows_are_no_columns() -> None:
    def tags(*words: str) -> str:
        return "#h(10pt)".join(f"#box[{word}]" for word in words) + "\n\n"

    rows = (
        tags("Deck oven", "Rye", "Spelt", "Barley") + tags("Wood oven", "Oats", "Till", "Rota") + tags("Stall", "Mill race", "Stock lists")
    )
    profile = read(page() + NAME + "== Skills\n" + rows + WORK)
    assert set(keywords(profile)) == {
        "Deck oven", "Rye", "Spelt", "Barley", "Wood oven", "Oats", "Till", "Rota", "Stall", "Mill race", "Stock lists",
    }  # fmt: skip


def test_a_line_between_two_bullets_goes_on_with_the_first() -> None:
    points = "• Baked rye bread on\\\nMonday mornings\\\n• Taught four apprentices\\\n"
    points += "• Kept the oven hot for the whole of the county and for two towns more\n"
    profile = read(page() + NAME + "== Experience\n#strong[Baker] #h(1fr) 2019 -- 2021\n\nRye Ltd\n\n" + points)
    assert profile.work[0].highlights[0].value == "Baked rye bread on Monday mornings"
