"""Invented people: names, contacts and careers drawn from a seed. A person is plain data that is equal for every layout."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from evals.own.dates import TODAY
from evals.own.written import Degree, Occupation, Tool, local_occupations, occupations, table

_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "þ": "th", "ı": "i", "æ": "ae"})
_LOCAL = {"de": "de", "fr": "fr", "es": "es", "pt": "pt", "nl": "nl", "it": "it"}


@dataclass(frozen=True)
class Role:
    """A title held in a firm. Months are year * 12 + month - 1; ``end`` None is ongoing."""

    title: str
    start: int
    end: int | None
    bullets: tuple[str, ...]


@dataclass(frozen=True)
class Stay:
    """A time with one employer: one role, or several after promotions, the latest first."""

    company: str
    place: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Study:
    """A course at a school."""

    school: str
    degree: Degree
    start: int
    end: int


@dataclass(frozen=True)
class Plan:
    """What is planted for the matching: a tool shown in a bullet, one only listed, one absent."""

    shown: Tool
    listed: Tool
    absent: Tool


@dataclass(frozen=True)
class Person:
    """Everything a CV of theirs may show."""

    key: str
    occupation: Occupation
    name: str
    label: str
    email: str
    phone: str
    place: str
    links: tuple[str, ...]
    summary: str
    stays: tuple[Stay, ...]
    studies: tuple[Study, ...]
    skills: dict[str, tuple[str, ...]]
    languages: tuple[tuple[str, str], ...]
    certificates: tuple[str, ...]
    projects: tuple[tuple[str, str], ...]
    publications: tuple[str, ...]
    interests: tuple[str, ...]
    plan: Plan | None = field(default=None)

    @property
    def roles(self) -> list[tuple[Stay, Role]]:
        """Every role with its stay, the latest first."""
        return [(stay, role) for stay in self.stays for role in stay.roles]


def ascii_of(text: str) -> str:
    """A text in the letters an address may have."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(c for c in plain if c.isascii() and (c.isalnum() or c in " -'"))


def _name(rng: random.Random, culture: dict[str, list[str]]) -> tuple[str, str, str]:
    """A name as its bearer writes it, with the parts an address is made of."""
    given, family = rng.choice(culture["given"]), rng.choice(culture["family"])
    form = rng.random()
    if form < 0.14:
        shown = f"{given} {rng.choice('ABDEFHJKLMPRST')}. {family}"
    elif form < 0.22 and " " not in given:
        shown = f"{given} {rng.choice([g for g in culture['given'] if g != given])} {family}"
    elif form < 0.30 and "-" not in family and " " not in family:
        shown = (
            f"{given} {family}-{rng.choice([f for f in culture['family'] if f != family and ' ' not in f and '-' not in f] or ['Lane'])}"
        )
    else:
        shown = f"{given} {family}"
    return shown, ascii_of(given).split()[0].strip("-'"), "".join(ascii_of(family).replace("'", "").split())


def _contacts(rng: random.Random, given: str, family: str, phones: list[str]) -> tuple[str, str, tuple[str, ...]]:
    """Address, telephone and links, all within ranges and domains kept for fiction."""
    box = rng.choice([f"{given}.{family}", f"{given[0]}.{family}", f"{given}{rng.randint(2, 99)}", f"{family}.{given}", f"hello.{given}"])
    email = f"{box}@{rng.choice(['example.org', 'example.com', 'example.net', 'mail.example.org'])}"
    phone = "".join(str(rng.randint(0, 9)) if c == "#" else c for c in rng.choice(phones))
    links = [f"linkedin.com/in/{given}-{family}-{rng.randint(10, 999)}"]
    if rng.random() < 0.4:
        links.append(f"github.com/{given}{family[:4]}")
    if rng.random() < 0.35:
        links.append(f"{given}-{family}.example.net")
    return email, phone, tuple(links)


def _firm(rng: random.Random, patterns: Sequence[str], taken: set[str]) -> str:
    """An invented firm that is new to this career."""
    parts = table("firms")
    while True:
        name = rng.choice(patterns).format(
            word=rng.choice(parts["words"]), surname=rng.choice(parts["surnames"]), town=rng.choice(parts["towns"])
        )  # fmt: skip
        if name not in taken:
            taken.add(name)
            return name


def _place(rng: random.Random, country: str) -> str:
    place = table("places")["countries"][country]
    shown: str = rng.choice(place["shown"]).format(town=rng.choice(place["towns"]))
    return shown


class _Career:
    """Draws stays forward in time, then hands them back the latest first."""

    def __init__(self, rng: random.Random, occupation: Occupation, country: str, barred: tuple[Tool, ...]) -> None:
        self.rng, self.occupation, self.country, self.barred = rng, occupation, country, barred
        self.pools = {late: [b for b in pool if not self._bars(b)] for late, pool in ((False, occupation.early), (True, occupation.late))}
        for pool in self.pools.values():
            rng.shuffle(pool)
        self.titles: set[str] = set()

    def _bars(self, text: str) -> bool:
        return any(tool.named_in(text) for tool in self.barred)

    def bullets(self, step: int, few: bool) -> tuple[str, ...]:
        """Two to five bullets of a step, each used once in a career; the first role may have fewer, or none."""
        wanted = self.rng.randint(0, 2) if few and self.rng.random() < 0.4 else self.rng.randint(2, 5)
        first, second = self.pools[step >= 2], self.pools[step < 2]
        taken = [first.pop() for _ in range(min(wanted, len(first)))]
        if len(taken) < min(wanted, 2):
            taken += [second.pop() for _ in range(min(2 - len(taken), len(second)))]
        return tuple(taken)

    def title(self, step: int) -> str:
        """A title of a step that was not held before, where there is one."""
        pool = [t for t in self.occupation.titles[step] if t not in self.titles] or list(self.occupation.titles[step])
        chosen: str = self.rng.choice(pool)
        self.titles.add(chosen)
        return chosen

    def stays(self) -> tuple[Stay, ...]:
        """Two to five stays: promotions inside some, gaps and overlaps between some, most often the last one ongoing."""
        rng = self.rng
        count, taken = rng.randint(2, 5), set[str]()
        shape = [rng.choice([1, 1, 1, 2, 2, 3]) if i else rng.choice([1, 1, 2]) for i in range(count)]
        shape = shape if sum(shape) <= 7 else [min(n, 2) for n in shape]
        longest = rng.choice([20, 34, 52])
        lengths = [[rng.randint(7, longest) for _ in range(n)] for n in shape]
        between = [rng.choices([0, 1, rng.randint(3, 14), -rng.randint(1, 4)], [5, 4, 2, 1])[0] for _ in range(count)]
        ongoing = rng.random() < 0.78
        at = TODAY - sum(map(sum, lengths)) - sum(between[1:]) - (0 if ongoing else rng.randint(2, 9)) + 1
        top, total, done, made = rng.choice([2, 3, 3]), sum(shape), 0, list[Stay]()
        for i in range(count):
            at += between[i] if i else 0
            roles = []
            for length in lengths[i]:
                step = round(top * done / max(1, total - 1))
                last = done == total - 1
                end = None if last and ongoing else at + length - 1
                roles.append(Role(self.title(step), at, end, self.bullets(step, few=done == 0)))
                at, done = at + length, done + 1
            made.append(Stay(_firm(rng, self.occupation.firms, taken), _place(rng, self.country), tuple(reversed(roles))))
        return tuple(reversed(made))


def _studies(rng: random.Random, occupation: Occupation, language: str, first_month: int) -> tuple[Study, ...]:
    """One or two courses that ended before the first job."""
    order = ("none", "diploma", "associate", "bachelor", "master", "doctorate")
    chosen = sorted(
        rng.sample(occupation.degrees, min(len(occupation.degrees), rng.choice([1, 1, 2]))), key=lambda d: -order.index(d.level)
    )
    schools = rng.sample(table("schools")[language], len(chosen))
    studies, end = [], first_month - rng.randint(1, 5)
    for degree, school in zip(chosen, schools, strict=True):
        length = {"diploma": 24, "associate": 24, "bachelor": 36, "master": 22, "doctorate": 44}[degree.level]
        studies.append(Study(school, degree, end - length + 1, end))
        end -= length + rng.randint(1, 4)
    return tuple(studies)


def _skills(rng: random.Random, occupation: Occupation, plan: Plan | None) -> dict[str, tuple[str, ...]]:
    """Some of every group; the listed tool is put into the first."""
    absent = (plan.absent,) if plan else ()
    groups = {}
    for name, pool in occupation.skills.items():
        fit = [s for s in pool if not any(t.named_in(s) for t in absent)]
        groups[name] = tuple(rng.sample(fit, rng.randint(max(1, len(fit) - 2), len(fit))) if fit else ())
    if plan:
        first = next(iter(groups))
        kept = [s for s in groups[first] if not plan.listed.named_in(s)]
        groups[first] = (*kept, plan.listed.name)
    return {name: items for name, items in groups.items() if items}


def _extras(rng: random.Random, occupation: Occupation, barred: tuple[Tool, ...]) -> dict[str, tuple[str, ...]]:
    """Certificates, projects and publications that do not speak of barred tools."""

    def fit(text: str) -> bool:
        return not any(tool.named_in(text) for tool in barred)

    def some(pool: Sequence[str]) -> tuple[str, ...]:
        good = [item for item in pool if fit(item)]
        return tuple(rng.sample(good, rng.randint(0, len(good))))

    summaries = [s for s in occupation.summaries if fit(s)] or list(occupation.summaries)
    return {
        "summary": (rng.choice(summaries),),
        "certificates": some(occupation.certificates),
        "publications": some(occupation.publications),
    }


def _planted(stays: tuple[Stay, ...], plan: Plan) -> tuple[Stay, ...]:
    """The bullet of the shown tool, put first into the latest role."""
    stay = stays[0]
    role = stay.roles[0]
    latest = Role(role.title, role.start, role.end, (plan.shown.bullet, *role.bullets))
    return (Stay(stay.company, stay.place, (latest, *stay.roles[1:])), *stays[1:])


def make_person(seed: int, index: int, occupation: Occupation) -> Person:
    """One person of an occupation. Equal seed and index give an equal person."""
    rng = random.Random(f"{seed}/person/{occupation.key}/{index}")
    language, places = occupation.language, table("places")
    country = _LOCAL.get(language) or rng.choice(places["english"])
    land = places["countries"][country]
    culture = table("names")["cultures"][rng.choice(land["cultures"])]
    name, given, family = _name(rng, culture)
    email, phone, links = _contacts(rng, given, family, land["phones"])
    plan = Plan(*rng.sample(occupation.tools, 3)) if len(occupation.tools) >= 3 else None
    barred = (plan.listed, plan.absent) if plan else ()
    stays = _Career(rng, occupation, country, barred).stays()
    stays = _planted(stays, plan) if plan else stays
    extras = _extras(rng, occupation, barred)
    projects = [p for p in occupation.projects if not any(t.named_in(" ".join(p)) for t in barred)]
    spoken = table("schools")["spoken"][language]
    words = table("schools")["interests"][language]
    return Person(
        key=f"{index:03d}-{occupation.key}", occupation=occupation, name=name, label=stays[0].roles[0].title, email=email, phone=phone,
        place=_place(rng, country), links=links, summary=extras["summary"][0], stays=stays,
        studies=_studies(rng, occupation, language, stays[-1].roles[-1].start), skills=_skills(rng, occupation, plan),
        languages=tuple(tuple(pair) for pair in rng.sample(spoken, rng.randint(2, 3))), certificates=extras["certificates"],
        projects=tuple(rng.sample(projects, rng.randint(0, len(projects)))), publications=extras["publications"],
        interests=tuple(rng.sample(words, 3)), plan=plan,
    )  # fmt: skip


def make_people(seed: int, count: int) -> list[Person]:
    """``count`` people in English, occupation after occupation, and a third as many in the other languages, at most two each."""
    rng = random.Random(f"{seed}/people")
    english, local = list(occupations()), list(local_occupations())
    rng.shuffle(english)
    rng.shuffle(local)
    others = min(2 * len(local), max(1, round(count * 0.3)))
    people = [make_person(seed, i, english[i % len(english)]) for i in range(count)]
    return people + [make_person(seed, count + i, local[i % len(local)]) for i in range(others)]
