"""What keeps a template of a municipality harmless: no methods, no runaway loops, no giant texts.

A house style is semi-trusted: it may change every word, never the machine. On top of Jinja's
immutable sandbox this bounds time and memory. Source: risks D4 and R06.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from jinja2 import StrictUndefined, TemplateError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["LARGEST_OUTPUT", "Later", "Ready", "SafeEnvironment"]

LARGEST_OUTPUT = 5_000_000
"""Characters of Markdown a template may make; more is a runaway loop."""
MOST_STEPS = 100_000
"""Turns of all loops of one document together."""
MOST_CALLS = 5_000
"""Calls of functions that make blocks or references, in one document."""
LARGEST_VALUE = 200_000
"""Characters or items of any value a template makes on the way."""
LARGEST_NUMBER = 1_000_000_000
_FILTERS: tuple[str, ...] = (
    *("length", "count", "first", "last", "lower", "upper", "capitalize", "trim", "sort"),
    *("reverse", "unique", "list", "min", "max", "sum", "abs", "int", "round"),
)
_TESTS: tuple[str, ...] = (
    *("defined", "undefined", "none", "number", "string", "boolean", "true", "false", "even"),
    *("odd", "in", "eq", "ne", "lt", "gt", "le", "ge", "==", "!=", "<", ">", "<=", ">="),
    *("sequence", "mapping"),
)


class Ready(str):
    """Markdown that a function made on purpose: a token, or text already escaped."""

    __slots__ = ()


class DutchUndefined(StrictUndefined):
    """Says in Dutch which name is not there."""

    @property
    def _undefined_message(self) -> str:
        name = self._undefined_name
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is None or not hasattr(type(self._undefined_obj), "__name__"):
            return f"'{name}' bestaat niet"
        kind = type(self._undefined_obj)
        if kind.__name__ == "MissingType":
            return f"'{name}' bestaat niet"
        known = [key for key in getattr(kind, "__slots__", ()) if not key.startswith("_")]
        close = get_close_matches(str(name), known, n=1)
        meant = f"; bedoelt u '{close[0]}'?" if close else ""
        there = f" (wel: {', '.join(known)})" if known and not close else ""
        return f"'{name}' bestaat hier niet{meant}{there}"


class Later:
    """A value that is made when a template first asks for it; most templates ask for few."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], object]) -> None:
        self._make: Callable[[], object] | None = make
        self._made: object = None

    def value(self) -> object:
        """Give the value, always the same."""
        if self._make is not None:
            self._made, self._make = self._make(), None
        return self._made


class _Values(Context):
    """The values of a template; what comes later comes when it is named."""

    def resolve_or_missing(self, key: str) -> Any:
        """Give the value behind a name."""
        found = super().resolve_or_missing(key)
        return found.value() if isinstance(found, Later) else found


class SafeEnvironment(ImmutableSandboxedEnvironment):
    """An environment for one document: its budgets are spent once."""

    context_class = _Values
    intercepted_binops = frozenset(["+", "-", "*", "**", "%", "//", "/"])

    def __init__(self, **options: Any) -> None:
        super().__init__(undefined=DutchUndefined, **options)
        self.steps = MOST_STEPS
        self.calls = MOST_CALLS
        self.globals = {"range": _small_range}
        self.filters = {name: self.filters[name] for name in _FILTERS} | {
            "join": _join,
            "_turns": self._turns,
            "_whole": self._whole,
        }
        self.tests = {name: self.tests[name] for name in _TESTS}

    # -- loops and sizes --------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Put a counter around what every loop goes through, and a measure around every joining."""
        tree = super()._parse(source, name, filename)
        for loop in list(tree.find_all(nodes.For)):
            loop.iter = _through("_turns", loop.iter)
        _measure(tree)
        return tree

    def _turns(self, items: Iterable[object]) -> tuple[object, ...]:
        made: list[object] = []
        for item in items:
            self.steps -= 1
            if self.steps < 0:
                raise TemplateError(f"de herhalingen samen gaan vaker dan {MOST_STEPS} keer rond")
            made.append(item)
        return tuple(made)

    def _whole(self, value: object) -> object:
        _check_size(value)
        return value

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse sums that would make something giant before they are made."""
        if operator == "**":
            raise SecurityError("machtsverheffen kan niet in een sjabloon")
        if operator == "%" and isinstance(left, str):
            raise SecurityError("opmaak met % kan niet in een sjabloon")
        sizes = [len(side) for side in (left, right) if isinstance(side, (str, list, tuple))]
        counts = [abs(side) for side in (left, right) if isinstance(side, (int, float))]
        if operator == "*" and sizes and counts and sizes[0] * counts[0] > LARGEST_VALUE:
            raise SecurityError("deze tekst of lijst wordt te groot")
        if any(count > LARGEST_NUMBER for count in counts):
            raise SecurityError("dit getal is te groot")
        result = super().call_binop(context, operator, left, right)
        _check_size(result)
        return result

    # -- what may be reached ----------------------------------------------------------------

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow plain values only: no methods, nothing that starts with an underscore."""
        if callable(value) and not isinstance(obj, (LoopContext, Macro)):
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Give nothing: `"...".format` is a method like any other, and not allowed."""
        del value

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """Give what stands for something a template may not reach, with the reason in Dutch."""
        hint = f"'{attribute}' van {type(obj).__name__} is hier niet te gebruiken"
        return self.undefined(hint, name=attribute, obj=obj, exc=SecurityError)

    def counted(self, values: Mapping[str, object]) -> dict[str, object]:
        """Give the values of a template, its functions with a counter around them."""
        return {
            name: self._counted(value) if callable(value) else value
            for name, value in values.items()
        }

    def _counted(self, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **named: object) -> object:
            self.calls -= 1
            if self.calls < 0:
                raise TemplateError(
                    f"dit sjabloon roept meer dan {MOST_CALLS} keer een functie aan"
                )
            return function(*arguments, **named)

        return call


def _small_range(*bounds: int) -> range:
    made = range(*bounds)
    if len(made) > MOST_STEPS:
        raise SecurityError(f"range van meer dan {MOST_STEPS} stappen kan niet")
    return made


def _join(items: Iterable[object], between: str = "") -> str:
    texts = [str(item) for item in items]
    if sum(map(len, texts)) + len(between) * len(texts) > LARGEST_VALUE:
        raise SecurityError("deze tekst wordt te groot")
    return between.join(texts)


def _check_size(value: object) -> None:
    if isinstance(value, (str, list, tuple)) and len(value) > LARGEST_VALUE:
        raise SecurityError("deze tekst of lijst wordt te groot")
    if isinstance(value, (int, float)) and abs(value) > LARGEST_NUMBER:
        raise SecurityError("dit getal is te groot")


def _through(name: str, node: nodes.Node) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _measure(node: nodes.Node) -> None:
    """Wrap every `a ~ b` below `node` so that its length is checked."""
    for child in node.iter_child_nodes():
        _measure(child)
    for field, value in node.iter_fields():
        if isinstance(value, nodes.Concat):
            setattr(node, field, _through("_whole", value))
        elif isinstance(value, list):
            value[:] = [
                _through("_whole", item) if isinstance(item, nodes.Concat) else item
                for item in value
            ]
