"""Formulas of the content: an arithmetic tree over numbers, names and registered calculators. Nothing is ever run with eval."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from loopready.engines.calculators import CALCULATORS, Calculator
from loopready.model import ContentError

Number = float | int | bool
_MAX_LENGTH = 600
_MAX_NODES = 200

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_PLAIN: dict[str, Callable[..., Number]] = {
    "abs": abs,
    "ceil": math.ceil,
    "floor": math.floor,
    "log10": math.log10,
    "max": max,
    "min": min,
    "round": round,
    "sqrt": math.sqrt,
}


def _fault(text: str, why: str) -> ContentError:
    return ContentError("formula", f"{why} in the formula {text!r}")


@lru_cache(maxsize=8_192)
def _parsed(text: str) -> ast.expr:
    if len(text) > _MAX_LENGTH:
        raise _fault(text[:60] + "…", f"more than {_MAX_LENGTH} characters")
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise _fault(text, "a syntax error") from error
    if sum(1 for _ in ast.walk(tree)) > _MAX_NODES:
        raise _fault(text, f"more than {_MAX_NODES} parts")
    return tree.body


@lru_cache(maxsize=4096)
def names_in(text: str) -> tuple[str, ...]:
    """The names a formula uses apart from the functions it calls, in order of appearance. ContentError for a syntax error."""
    tree = _parsed(text)
    functions = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in functions]
    return tuple(dict.fromkeys(node.id for node in sorted(found, key=lambda node: (node.lineno, node.col_offset))))


def calculators_in(text: str, *, calculators: Mapping[str, Calculator] = CALCULATORS) -> tuple[str, ...]:
    """The registered calculators a formula calls, in order of appearance."""
    calls = [node.func for node in ast.walk(_parsed(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    return tuple(
        dict.fromkeys(
            name.id for name in sorted(calls, key=lambda name: name.col_offset) if name.id not in _PLAIN and name.id in calculators
        )
    )


def evaluate(text: str, names: Mapping[str, float] | None = None, calculators: Mapping[str, Calculator] = CALCULATORS) -> Number:
    """The value of a formula.

    It may hold + - * / // % **, comparisons, and/or/not, ``a if b else c``, min max abs round floor ceil sqrt log10, and calls of
    calculators. ``names`` are the values its names stand for. Percentages are per cent.

    Raises:
        ContentError: for anything else, an unknown name, a calculator's refusal, or a result that is not finite.
    """
    walker = _Walker(text, names or {}, calculators)
    try:
        value = walker.value(_parsed(text))
    except (ArithmeticError, ValueError, TypeError) as error:
        raise _fault(text, str(error)) from error
    if isinstance(value, float) and not math.isfinite(value):
        raise _fault(text, "a result that is not finite")
    return value


class _Walker:
    def __init__(self, text: str, names: Mapping[str, float], calculators: Mapping[str, Calculator]) -> None:
        self._text = text
        self._names = names
        self._calculators = calculators

    def value(self, node: ast.expr) -> Number:
        match node:
            case ast.Constant(value=value) if isinstance(value, int | float):
                return value
            case ast.Name(id=name):
                if name not in self._names:
                    raise _fault(self._text, f"the unknown name {name}")
                return self._names[name]
            case ast.BinOp(left=left, op=ast.Pow(), right=right):
                return self._power(self.value(left), self.value(right))
            case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
                return _as_number(_BINARY[type(op)](self.value(left), self.value(right)))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return -self.value(operand)
            case ast.UnaryOp(op=ast.UAdd(), operand=operand):
                return self.value(operand)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return not self.value(operand)
            case ast.BoolOp(op=ast.And(), values=values):
                return all(self.value(each) for each in values)
            case ast.BoolOp(values=values):
                return any(self.value(each) for each in values)
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.value(body) if self.value(test) else self.value(orelse)
            case ast.Call():
                return self._call(node)
            case _:
                raise _fault(self._text, f"{type(node).__name__}, which is not arithmetic,")

    def _power(self, base: Number, exponent: Number) -> Number:
        if abs(exponent) > 1_000 or abs(base) > 1e12:
            raise _fault(self._text, "a power too large")
        return math.pow(base, exponent)

    def _compare(self, node: ast.Compare) -> bool:
        left = self.value(node.left)
        for op, comparator in zip(node.ops, node.comparators, strict=True):
            if type(op) not in _COMPARE:
                raise _fault(self._text, f"the comparison {type(op).__name__}")
            right = self.value(comparator)
            if not _COMPARE[type(op)](left, right):
                return False
            left = right
        return True

    def _call(self, node: ast.Call) -> Number:
        if not isinstance(node.func, ast.Name):
            raise _fault(self._text, "a call of something that is not a calculator")
        name = node.func.id
        function = _PLAIN.get(name)
        if function is None and name in self._calculators:
            function = self._calculators[name].function
        if function is None:
            raise _fault(self._text, f"the unknown calculator {name}")
        if any(isinstance(argument, ast.Starred) for argument in node.args) or any(keyword.arg is None for keyword in node.keywords):
            raise _fault(self._text, "a starred argument")
        arguments = [self.value(argument) for argument in node.args]
        keywords = {str(keyword.arg): self.value(keyword.value) for keyword in node.keywords}
        return _as_number(function(*arguments, **keywords))


def _as_number(value: object) -> Number:
    if isinstance(value, int | float):
        return value
    raise TypeError("a value that is not a real number")
