"""Header lines -> seat, firm and place, by wording and by the order that the CV keeps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loopready.reading import lexicon
from loopready.reading.cv.entries import Entry
from loopready.reading.cv.places import place_weight
from loopready.reading.cv.stretches import FORM, Name, names_of
from loopready.reading.cv.titles import firm_weight, is_department, leaning, title_weight

_COMMA = re.compile(r"[,،]\s+|[，、]\s*")


@dataclass(slots=True)
class Fields:
    """What a header says."""

    title: Name | None = None
    firm: Name | None = None
    place: Name | None = None
    rest: tuple[Name, ...] = ()


def fields_of(entries: Sequence[Entry]) -> list[Fields]:
    """Seat, firm and place of each entry; the order is voted over all of them."""
    named = [names_of(entry) for entry in entries]
    split = [_split_places(names, bare=not entry.body) for names, entry in zip(named, entries, strict=True)]
    if any(places for _, places in split):
        split = [_third_is_town(core, places) for core, places in split]
    elif any(len(core) == 1 and len(_atoms(core[0].text)) == 2 for core, _ in split):
        split = [_third_is_town(core, places) if _has_middle_firm(core) else (core, places) for core, places in split]
    if any(name.after_dates for _, places in split for name in places) or all(map(_is_seat_firm_and_town, split)):
        split = [_behind_is_town(core, places) for core, places in split]
    alone = [core[0] for core, _ in split if len(core) == 1]
    parted = sum(1 for name in alone if len(_atoms(name.text)) > 1)
    usual = 2 * parted > len(alone) or len(entries) == 1
    bare = [core for core, _ in split]
    cores = [core if _is_next_seat(bare, i) else _enough(core, usual=usual) for i, core in enumerate(bare)]
    votes = _votes(cores)
    out = [_assign(core, places, votes) for core, (_, places) in zip(cores, split, strict=True)]
    placed = sum(1 for fields in out if fields.place is not None) * 2 >= len(out)
    out = [_seat_without_town(fields) if placed else fields for fields in out]
    return [_with_town(_town_cut(without_department(fields), placed=placed), placed=placed) for fields in out]


def _with_town(fields: Fields, *, placed: bool) -> Fields:
    """A third stretch of a header is its place where other entries name theirs, though no list knows it."""
    if not placed or fields.place is not None or fields.title is None or fields.firm is None:
        return fields
    for name in fields.rest:
        if _is_town(name.text) and name.order > min(fields.title.order, fields.firm.order):
            return Fields(fields.title, fields.firm, name, tuple(other for other in fields.rest if other is not name))
    return fields


def _is_town(text: str) -> bool:
    words = text.split()
    proper = all(word[:1].isupper() for word in words) and len(words) <= 3 and not any(letter.isdigit() for letter in text)
    return proper and firm_weight(text) <= 0.3 and leaning(text) <= 0.3


def _third_is_town(core: list[Name], places: list[Name]) -> tuple[list[Name], list[Name]]:
    """ "Seat, Firm, Town" where the town is in no list, in a CV whose other entries name a place."""
    atoms = _atoms(core[0].text) if len(core) == 1 else []
    if places or len(atoms) < 3 or not _is_town(core[0].text[atoms[-1][0] :]):
        return core, places
    name, end, start = core[0], atoms[-2][1], atoms[-1][0]
    town = Name(name.text[start:], name.start + start, name.end, name.line, name.order, name.style)
    return [Name(name.text[:end], name.start, name.start + end, name.line, name.order, name.style)], [town]


def _behind_is_town(core: list[Name], places: list[Name]) -> tuple[list[Name], list[Name]]:
    """What stands behind the dates beside a seat and a firm is a town, though no list knows it, where other entries have theirs there."""
    town = next((name for name in core if name.after_dates and _is_town(name.text)), None)
    rest = [name for name in core if name is not town]
    if places or town is None or not rest or (len(rest) == 1 and len(_atoms(rest[0].text)) < 2):
        return core, places
    return rest, [town]


def _is_seat_firm_and_town(said: tuple[list[Name], list[Name]]) -> bool:
    """Whether an entry says a seat and a firm with a comma between, one of them plainly, and behind its dates what may be a town."""
    core, places = said
    parts = [core[0].text[low:high] for low, high in _atoms(core[0].text)] if len(core) == 2 else []
    told = len(parts) > 1 and (title_weight(parts[0]) > 0.5 or firm_weight(parts[-1]) > 0.5) and not is_department(parts[-1])
    return not places and told and core[1].after_dates and _is_town(core[1].text)


def _has_middle_firm(core: list[Name]) -> bool:
    """Whether the second of three names parted by commas reads as a firm between a seat and one word for a town."""
    atoms = _atoms(core[0].text) if len(core) == 1 else []
    if len(atoms) != 3:
        return False
    seat, firm, town = (core[0].text[low:high] for low, high in atoms)
    words = firm.split()
    proper = len(words) > 1 and all(
        word[:1].isupper() or lexicon.flat(word) in lexicon.words("cv_words", "name_particles") for word in words
    )
    return proper and title_weight(seat) > 0.3 and title_weight(firm) < 0.5 and not is_department(firm) and len(town.split()) == 1


def _town_cut(fields: Fields, *, placed: bool) -> Fields:
    """A firm's last comma parts a town that no list knows, where the firm before it is plainly one or other entries name their place."""
    firm = fields.firm
    if firm is None or fields.place is not None or fields.title is None:
        return fields
    atoms = _atoms(firm.text)
    if len(atoms) < 2:
        return fields
    (_, end), (start, _) = atoms[-2], atoms[-1]
    town, rest = firm.text[start:], firm.text[:end]
    if not _is_town(town) or not (placed or firm_weight(rest) > 0.6):
        return fields
    return Fields(
        title=fields.title,
        firm=Name(rest, firm.start, firm.start + end, firm.line, firm.order, firm.style),
        place=Name(town, firm.start + start, firm.end, firm.line, firm.order, firm.style),
        rest=fields.rest,
    )


def _seat_without_town(fields: Fields) -> Fields:
    """A seat's last comma parts a town that no list knows, in a CV whose other entries name their place."""
    title = fields.title
    atoms = _atoms(title.text) if title is not None else []
    if title is None or fields.firm is None or fields.place is not None or len(atoms) < 2:
        return fields
    (_, end), (start, _) = atoms[-2], atoms[-1]
    town = title.text[start:]
    if not _is_town(town) or title_weight(town) > 0.0 or is_department(town):
        return fields
    return replace(
        fields,
        title=replace(title, text=title.text[:end], end=title.start + end),
        place=Name(town, title.start + start, title.end, title.line, title.order, title.style),
    )


def _is_next_seat(cores: Sequence[list[Name]], i: int) -> bool:
    """Whether one line with a comma is a further seat ("Associate, Litigation") under the firm on a line of its own above."""
    above = next((core for core in reversed(cores[:i]) if len(core) > 1), [])
    if len(cores[i]) != 1 or not above or above[0].line == above[-1].line:
        return False
    text = cores[i][0].text
    return title_weight(text) > 0.5 and all(firm_weight(text[low:high]) < 0.5 for low, high in _atoms(text))


def without_department(fields: Fields) -> Fields:
    """A part of an organisation beside the firm's name goes to the seat where it stands right behind it, else it is left out."""
    firm, title = fields.firm, fields.title
    atoms = _atoms(firm.text) if firm is not None else []
    if firm is None or len(atoms) < 2:
        return fields
    low, high = 0, len(firm.text)
    while (
        len(atoms) > 1
        and is_department(firm.text[slice(*atoms[0])])
        and (_is_firm(firm.text[atoms[1][0] :]) or _is_house(firm.text[atoms[1][0] :], title))
    ):
        atoms = atoms[1:]
        low = atoms[0][0]
    lead = low
    while len(atoms) > 1 and is_department(firm.text[slice(*atoms[-1])]) and _is_firm(firm.text[low : atoms[-2][1]]):
        atoms = atoms[:-1]
        high = atoms[-1][1]
    if (low, high) == (0, len(firm.text)):
        return fields
    cut = replace(firm, text=firm.text[low:high], start=firm.start + low, end=firm.start + high)
    if lead and title is not None and title.line == firm.line and 0 < firm.start - title.end <= 2:
        end = firm.start + len(firm.text[:lead].rstrip(" ,"))
        title = replace(title, text=f"{title.text}, {firm.text[:lead].rstrip(' ,')}", end=end)
    return replace(fields, title=title, firm=cut)


def _is_house(text: str, title: Name | None) -> bool:
    """Whether what follows a seat and its department is the house, though no word of it says so ("Calderbrook General")."""
    words = text.split()
    proper = 1 < len(words) <= 5 and all(word[:1].isupper() for word in words) and not any(letter.isdigit() for letter in text)
    return title is not None and proper and place_weight(text) < 0.6 and not is_department(text) and title_weight(text) <= 0.3


def _is_firm(text: str) -> bool:
    return firm_weight(text) > 0.5


def _split_places(names: list[Name], *, bare: bool) -> tuple[list[Name], list[Name]]:
    """(what could be seat or firm, places); a place after a comma is cut off.

    ``bare``: nothing is told of the entry, so it may be a firm alone.
    """
    core: list[Name] = []
    places: list[Name] = []
    asides: list[Name] = []
    for name in names:
        weight = place_weight(name.text)
        if name.bracketed:
            (places if weight >= 0.6 else asides).append(name)
            continue
        enough = len(core) + _rest_count(names, name) >= 2
        beside = name.after_dates and any(len(_atoms(other.text)) > 1 for other in names if other is not name)
        if weight >= 0.6 and (
            enough or beside or (bare and core and leaning(core[0].text) <= 0.1) or weight == 1.0 or "," not in name.text
        ):
            places.append(name)
            continue
        atoms = _atoms(name.text)
        cut = _place_from(name.text, atoms)
        if cut is not None:
            at = atoms[cut][0]
            places.append(Name(name.text[at:], name.start + at, name.end, name.line, name.order, name.style))
            end = atoms[cut - 1][1]
            core.append(Name(name.text[:end], name.start, name.start + end, name.line, name.order, name.style))
        else:
            core.append(name)
    if len(core) == 2 and not places and _stands_behind_an_aside(core, asides):
        places.append(core.pop())
    if len(core) == 1:
        parted = len(_atoms(core[0].text)) > 1
        core += [name for name in asides if _is_name(name.text) and (not parted or firm_weight(name.text) >= 1.0)][:1]
    return _seats_and_firms(core), places


def _stands_behind_an_aside(core: list[Name], asides: list[Name]) -> bool:
    """Whether one name is a town behind a bracket: "Shift Manager, Oakhanger (third-party logistics), Daventry"."""
    first, last = core
    between = any(first.end < aside.start and aside.end < last.start and aside.line == last.line == first.line for aside in asides)
    atoms = [first.text[low:high] for low, high in _atoms(first.text)]
    return between and len(atoms) > 1 and title_weight(atoms[0]) > 0.5 and len(last.text.split()) == 1 and _is_town(last.text)


def _seats_and_firms(core: list[Name]) -> list[Name]:
    """Names without the parts of organisations, where a seat and a firm stand beside them."""
    if len(core) < 3:
        return core
    kept = [
        name
        for name in core
        if not is_department(name.text) or name is core[0] or title_weight(name.text) > 0.5 or firm_weight(name.text) >= 1.0
    ]
    return kept if len(kept) > 1 else core


def _is_name(text: str) -> bool:
    """Whether words in brackets could be a firm: capitalised, few, no share of working time."""
    words = text.split()
    low = lexicon.flat(text)
    return (
        not any(low == lead or low.startswith(lead + " ") for lead in lexicon.words("cv_words", "bracket_leads"))
        and len(words) <= 6
        and not any(letter in "%:" for letter in text)
        and (firm_weight(text) > 0.5 or (words[0][:1].isupper() and len(text) > 3))
    )


def _rest_count(names: list[Name], name: Name) -> int:
    return sum(1 for other in names if other.order > name.order and not other.bracketed and place_weight(other.text) < 0.6)


def _atoms(text: str) -> list[tuple[int, int]]:
    """Stretches between commas; a legal form stays with its firm."""
    out: list[tuple[int, int]] = []
    start = 0
    for match in _COMMA.finditer(text):
        rest = _COMMA.split(text[match.end() :], maxsplit=1)[0]
        if FORM.fullmatch(rest.strip()):
            continue
        if _balanced(text[start : match.start()]):
            out.append((start, match.start()))
            start = match.end()
    out.append((start, len(text)))
    return out


def _balanced(text: str) -> bool:
    return text.count("(") == text.count(")")


def _place_from(text: str, atoms: list[tuple[int, int]]) -> int | None:
    """The atom from which on the text is a place, at least one standing before it."""
    for cut in range(1, len(atoms)):
        tail = text[atoms[cut][0] :]
        if place_weight(tail) >= (0.6 if cut < len(atoms) - 1 else 0.8):
            return cut
    return None


def _enough(core: list[Name], *, usual: bool) -> list[Name]:
    """Where a header has one stretch only, it is cut at the comma that best parts seat and firm.

    ``usual``: most such headers of the CV have a comma; else the words must name a firm.
    """
    if len(core) != 1:
        return core
    name = core[0]
    atoms = _atoms(name.text)
    best: tuple[float, int] | None = None
    for cut in range(1, len(atoms)):
        one, two = name.text[: atoms[cut - 1][1]], name.text[atoms[cut][0] :]
        firm_is_last = leaning(one) > leaning(two)
        worth = abs(leaning(one) - leaning(two)) + (0.1 if (cut == len(atoms) - 1 if firm_is_last else cut == 1) else 0.0)
        if len(atoms) > 2 and _is_part(two if cut == len(atoms) - 1 else one):
            worth -= 1.0
        if best is None or worth > best[0]:
            best = (worth, cut)
    if best is None or (not usual and min(leaning(name.text[low:high]) for low, high in atoms) > -0.4):
        return core
    end, start = atoms[best[1] - 1][1], atoms[best[1]][0]
    return [
        Name(name.text[:end], name.start, name.start + end, name.line, 0, name.style),
        Name(name.text[start:], name.start + start, name.end, name.line, 1, name.style),
    ]


def _is_part(text: str) -> bool:
    """Whether the words name a part of an organisation and neither a seat nor a firm."""
    return is_department(text) and title_weight(text) < 0.5 and firm_weight(text) < 1.0


_Votes = dict[tuple[object, ...], tuple[float, int]]


def _keys(core: list[Name], name: Name) -> tuple[tuple[object, ...], tuple[object, ...]]:
    return ("order", min(len(core), 3), core.index(name)), ("style", name.style, name.line > core[0].line, core.index(name) > 0)


def _votes(cores: list[list[Name]]) -> _Votes:
    """Per position and per style: how far its words lean to seat, and in how many entries."""
    sums: dict[tuple[object, ...], list[float]] = defaultdict(list)
    for core in cores:
        for name in core[:3]:
            for key in _keys(core, name):
                sums[key].append(leaning(name.text))
    return {key: (sum(values), len(values)) for key, values in sums.items()}


def _assign(core: list[Name], places: list[Name], votes: _Votes) -> Fields:
    place = places[0] if places else None
    if not core:
        return Fields(place=place)
    said = core[:3]
    worth: dict[int, float] = {}
    for i, name in enumerate(said):
        own = leaning(name.text)
        voted = 0.0
        for key in _keys(core, name):
            total, count = votes[key]
            voted += total / (count + 0.5)
        worth[i] = 0.6 * own + 0.7 * voted - 0.02 * i + {"seat": 9.0, "firm": -9.0}.get(name.label, 0.0)
    if len(said) == 1:
        only = said[0]
        title = leaning(only.text) > 0.1 or worth[0] > 0.2
        return Fields(title=only if title else None, firm=None if title else only, place=place)
    pairs = [(worth[a] - worth[b] - 0.05 * (a + b), a, b) for a in worth for b in worth if a != b]
    _, a, b = max(pairs, key=lambda pair: (pair[0], -pair[1], -pair[2]))
    rest = tuple(name for i, name in enumerate(core) if i not in (a, b))
    return Fields(title=said[a], firm=said[b], place=place, rest=rest)
