"""Numbers as people type them in answer to a question."""

from __future__ import annotations

import re
from functools import cache

from loopready.engines.figures import digits_value, figures, numbers
from loopready.engines.figures.sides import duration_words
from loopready.engines.lexicon import table
from loopready.engines.said_units import Said, Unit, data_of, in_unit, period_in, unit_of

__all__ = ["Said", "Unit", "in_unit", "parse_number", "read_number", "unit_of"]

_MOST_CHARACTERS = 200
"""No number that a person types is longer; a very long row of digits is none that can be worked with."""
_PER_MANY = re.compile(r"\s*(?:/|\b(?:an?|per|each|every)\s)\s*(?:hundred|thousand|million|billion)\b.*$", re.IGNORECASE)
_SIGN = re.compile(r"([-+]|minus\s)\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"(\d+(?:[.,]\d+)?)(?:[eE]|\s?(?:[x×*·]|\*\*)?\s?10\s?(?:\^|\*\*)\s?)([+-]?\d{1,2})")
_POWER = re.compile(r"10\s?(?:\^|\*\*)\s?(\d{1,2})")
_FRACTION = re.compile(r"(\d+)\s?/\s?(\d+)")
_SPACED = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d])")
_CLOCK = re.compile(r"\d+:\d\d(?::\d\d)?")
_DOT_GROUP = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_GIVE = "Give one number, with its unit if you like: 4.3 min, $1.2M, 99.94%."


def parse_number(said: str) -> Said | None:
    """The one number of an answer ("4.3 min", "$1.2M", "99.94%", "3k", "1 h 5 min", "1.234,5", "twelve"); None for none or several.

    A single comma before one or two digits is a decimal comma; 1.234 is read as a decimal, 1,234 as a thousand.
    """
    found = read_number(said)
    return found if isinstance(found, Said) else None


def read_number(said: str) -> Said | str:
    """The one number of an answer, or one line that says what to change where there is none, or several."""
    if not said.strip():
        return f"Nothing is written. {_GIVE}"
    if len(said) > _MOST_CHARACTERS:
        return f"That is too long for a number. {_GIVE}"
    text = _plain(said)
    text, period = period_in(_PER_MANY.sub("", text))
    sign = _SIGN.match(text)
    negative = sign is not None and sign.group(1) != "+"
    rest = text[sign.end() :] if sign else text
    if rest[:1] in "$€£" and rest[1:2] == "-":
        rest, negative = rest[0] + rest[2:].lstrip(), True
    found = _bare(rest) or data_of(rest) or _with_unit(rest)
    if found is None:
        return _why_not(rest)
    found = found._replace(period=period)
    if not negative:
        return found
    return found._replace(value=-found.value, grouped=-found.grouped if found.grouped is not None else None)


def _plain(said: str) -> str:
    """What was typed without the words around the number; units of other languages in English, digit groups joined."""
    text = " ".join(said.replace("−", "-").replace("–", "-").split()).rstrip(".!?;, ")
    text = _opening().sub("", _closing().sub("", text))
    text = re.sub(r"^[x×]\s?(?=\d)(.*)$", r"\1 times", text)
    text = re.sub(r"(?<=\d):(?=\d\d ?h(?:ours|rs?)?$)", "h", text).removesuffix(" h") if re.match(r"\d+:\d\d ?h", text) else text
    text = re.sub(r"^(\d+) ?h(?:rs?|ours?)? ?(\d\d)$", r"\1h\2", text)
    text = _foreign().sub(lambda match: str(_words()[match.group().rstrip(".").lower()]), text)
    text = re.sub(r"\bhalf an? (hour|day|week|month|year|minute)\b", r"0.5 \1s", text, flags=re.IGNORECASE)
    text = re.sub(r"^an? (hour|day|week|month|quarter|year|minute)\b", r"1 \1", text, flags=re.IGNORECASE)
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


@cache
def _words() -> dict[str, str]:
    return {str(word): str(english) for word, english in table("said")["words"].items()}


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(sorted(map(re.escape, _words()), key=len, reverse=True))})\b\.?", re.IGNORECASE)


@cache
def _opening() -> re.Pattern[str]:
    words = sorted(str(table("said")["opening"]).split(), key=len, reverse=True)
    each = "|".join(re.escape(word) + (r"(?![\w.])" if word[-1].isalnum() else "") for word in words)
    return re.compile(rf"^(?:(?:{each})[ ,:]*)+(?=\S)", re.IGNORECASE)


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(rf"(?:[ ,(]+|(?<=\d)-?)(?:{table('said')['closing']})[)]?$", re.IGNORECASE)


def _why_not(rest: str) -> str:
    if _CLOCK.fullmatch(rest):
        return "That can be hours or minutes. Write it out: 1 h 30 min, or 90 s."
    found = len(numbers(rest))
    if found > 1:
        return f"That holds {found} numbers. {_GIVE}"
    return f"No number is found in that. {_GIVE}" if found == 0 else _GIVE


def _bare(rest: str) -> Said | None:
    if power := _POWER.fullmatch(rest):
        return Said(10.0 ** int(power.group(1)))
    if scientific := _SCIENTIFIC.fullmatch(rest):
        return Said(float(scientific.group(1).replace(",", ".")) * 10.0 ** int(scientific.group(2)))
    if fraction := _FRACTION.fullmatch(rest):
        return Said(int(fraction.group(1)) / int(fraction.group(2))) if int(fraction.group(2)) else None
    if (share := table("said")["fractions"].get(rest.lower())) is not None:
        return Said(float(share))
    if re.fullmatch(r"\d+,\d{1,2}|\d{1,3}(?:\.\d{3})+,\d+", rest):
        whole, _, decimals = rest.rpartition(",")
        return Said(float(f"{whole.replace('.', '')}.{decimals}"))
    if len(rest) <= 24 and re.fullmatch(r"\d[\d,.']*", rest) and len(numbers(rest)) == 1 and numbers(rest)[0].end == len(rest):
        grouped = float(rest.replace(".", "")) if _DOT_GROUP.fullmatch(rest) else None
        return Said(digits_value(rest), grouped=grouped)
    return None


def _with_unit(rest: str) -> Said | None:
    if re.search(r"(?<![\d,])\d+,\d{1,2}(?!\d)(?!,)", rest) and "." not in rest:
        rest = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", rest)
    read = [figure for figure in figures(rest) if figure.kind != "date"]
    if len(read) == 1 and read[0].high is None and read[0].base is None:
        figure = read[0]
        if len(numbers(rest[: figure.start])) or len(numbers(rest[figure.end :])):
            return None
        if figure.kind == "duration":
            return Said(figure.value, "duration", figure.unit)
        if figure.kind == "money":
            return Said(figure.value, "money", figure.currency, scaled=any(number.scale > 1 for number in numbers(rest)))
        if figure.kind in ("percent", "availability"):
            return Said(figure.value, "points" if figure.unit == "points" else "percent")
        if figure.kind == "ratio":
            return Said(figure.value, "times")
    found = numbers(rest)
    if len(found) != 1 or (read and (read[0].high is not None or read[0].base is not None)):
        return None
    number = found[0]
    after = rest[number.end :].strip().split(" ", maxsplit=1)[0].lower()
    if number.letter == "m" and after == "":
        return Said(number.value, None, "m", scaled=True)
    if duration := duration_words().get(after):
        return Said(number.value, "duration", duration)
    return Said(number.value, scaled=number.scale > 1)
