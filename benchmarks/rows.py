"""A goal with what was measured, as a row of the table of `make bench`."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HEAD", "Row", "at_least", "at_most"]

HEAD = ("| | what | goal | found | runs | |", "|---|---|---|---|---|---|")


@dataclass(frozen=True, slots=True)
class Row:
    """A goal with what was measured."""

    goal: str
    what: str
    limit: str
    found: str
    met: bool | None
    """None when it could not be measured."""
    runs: int = 0
    """How many times it was measured; the median or the mean counts."""

    def line(self) -> str:
        """Give the row of the table."""
        outcome = {True: "met", False: "**missed**", None: "not measured"}[self.met]
        cells = (self.goal, self.what, self.limit, self.found, str(self.runs or ""), outcome)
        return f"| {' | '.join(cells)} |"


def at_most(name: str, what: str, found: float, limit: float, runs: int, unit: str = "") -> Row:
    """Give the row of a goal that a number may not pass."""
    return Row(name, what, f"{limit:g}{unit}", f"{found:.3g}{unit}", found <= limit, runs)


def at_least(name: str, what: str, found: float, limit: float, runs: int) -> Row:
    """Give the row of a goal that a number must reach."""
    return Row(name, what, f"at least {limit:g}", f"{found:.3g}", found >= limit, runs)
