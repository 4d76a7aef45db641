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
_Step = Callable[[Mapping[str, float], Mapping[str, Calculator]], Number]
"""A part of a formula: from the values of names and the calculators to its own value."""
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

    It may hold + - * / // % **, comparisons, and/or/not, ``a if b else c``, and min max abs round floor ceil sqrt log10, and calls of
    calculators. ``names`` are the values its names stand for. Percentages are per cent.

    Raises:
        ContentError: for anything else, an unknown name, a calculator's refusal, or a result that is not finite.
    """
    step = _compiled(text)
    try:
        value = step(names or {}, calculators)
    except (ArithmeticError, ValueError, TypeError) as error:
        raise _fault(text, str(error)) from error
    if isinstance(value, float) and not math.isfinite(value):
        raise _fault(text, "a result that is not finite")
    return value


@lru_cache(maxsize=8_192)
def _compiled(text: str) -> _Step:
    """A formula as nested functions. Why: a drill works its formulas out for every seed, and walking the tree took half of the time."""
    return _Maker(text).step(_parsed(text))


class _Maker:
    """Makes the functions of one formula; what is not allowed in it is said when it is reached."""

    def __init__(self, text: str) -> None:
        self._text = text

    def step(self, node: ast.expr) -> _Step:
        match node:
            case ast.Constant(value=constant) if isinstance(constant, int | float):
                return lambda names, calculators: constant
            case ast.Name(id=name):
                return self._name(name)
            case ast.BinOp(left=left, op=op, right=right):
                return self._binary(op, self.step(left), self.step(right))
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() | ast.Not() as sign, operand=operand):
                return _unary(sign, self.step(operand))
            case ast.BoolOp(op=op, values=values):
                parts = [self.step(each) for each in values]
                joined = all if isinstance(op, ast.And) else any
                return lambda names, calculators: joined(part(names, calculators) for part in parts)
            case ast.Compare():
                return self._compare(node)
            case ast.IfExp(test=test, body=body, orelse=orelse):
                asked, yes, no = self.step(test), self.step(body), self.step(orelse)
                return lambda names, calculators: yes(names, calculators) if asked(names, calculators) else no(names, calculators)
            case ast.Call():
                return self._call(node)
            case _:
                return self._refusal(f"{type(node).__name__}, which is not arithmetic,")

    def _refusal(self, why: str) -> _Step:
        def refuse(names: Mapping[str, float], calculators: Mapping[str, Calculator]) -> Number:
            raise _fault(self._text, why)

        return refuse

    def _name(self, name: str) -> _Step:
        def look_up(names: Mapping[str, float], calculators: Mapping[str, Calculator]) -> Number:
            if name not in names:
                raise _fault(self._text, f"the unknown name {name}")
            return names[name]

        return look_up

    def _binary(self, op: ast.operator, left: _Step, right: _Step) -> _Step:
        if isinstance(op, ast.Pow):
            return lambda names, calculators: self._power(left(names, calculators), right(names, calculators))
        if type(op) not in _BINARY:
            return self._refusal("BinOp, which is not arithmetic,")
        apply = _BINARY[type(op)]
        return lambda names, calculators: _as_number(apply(left(names, calculators), right(names, calculators)))

    def _power(self, base: Number, exponent: Number) -> Number:
        if abs(exponent) > 1_000 or abs(base) > 1e12:
            raise _fault(self._text, "a power too large")
        return math.pow(base, exponent)

    def _compare(self, node: ast.Compare) -> _Step:
        first = self.step(node.left)
        pairs = [(op, _COMPARE.get(type(op)), self.step(each)) for op, each in zip(node.ops, node.comparators, strict=True)]

        def compare(names: Mapping[str, float], calculators: Mapping[str, Calculator]) -> Number:
            left = first(names, calculators)
            for op, holds, other in pairs:
                if holds is None:
                    raise _fault(self._text, f"the comparison {type(op).__name__}")
                right = other(names, calculators)
                if not holds(left, right):
                    return False
                left = right
            return True

        return compare

    def _call(self, node: ast.Call) -> _Step:
        if not isinstance(node.func, ast.Name):
            return self._refusal("a call of something that is not a calculator")
        name = node.func.id
        starred = any(isinstance(each, ast.Starred) for each in node.args) or any(keyword.arg is None for keyword in node.keywords)
        given = [] if starred else [self.step(each) for each in node.args]
        named = [] if starred else [(str(keyword.arg), self.step(keyword.value)) for keyword in node.keywords]

        def call(names: Mapping[str, float], calculators: Mapping[str, Calculator]) -> Number:
            function = _PLAIN.get(name)
            if function is None and name in calculators:
                function = calculators[name].function
            if function is None:
                raise _fault(self._text, f"the unknown calculator {name}")
            if starred:
                raise _fault(self._text, "a starred argument")
            arguments = [each(names, calculators) for each in given]
            return _as_number(function(*arguments, **{key: each(names, calculators) for key, each in named}))

        return call


def _unary(sign: ast.unaryop, operand: _Step) -> _Step:
    if isinstance(sign, ast.USub):
        return lambda names, calculators: -operand(names, calculators)
    if isinstance(sign, ast.Not):
        return lambda names, calculators: not operand(names, calculators)
    return operand


def _as_number(value: object) -> Number:
    if isinstance(value, int | float):
        return value
    raise TypeError("a value that is not a real number")
