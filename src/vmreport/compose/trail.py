"""From a printed figure back to its source row: which cells a document looked up, and printed.

Every number comes through `Analysis`; a document is composed over a `WatchedAnalysis` that notes
what is looked up while a block or sentence is made. What of that is printed in it becomes a trace.
Internal: traces go to `--json`, never into a document. Source: risks C4.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal
from typing import TypeVar

from vmreport.analysis.findings import (
    Against,
    Analysis,
    Cell,
    CellKey,
    Comparison,
    Profile,
    Published,
    Trend,
)
from vmreport.document.blocks import Block, Figure, Heading, Table
from vmreport.document.outline import block_text
from vmreport.document.tree import walk
from vmreport.errors import Place
from vmreport.narrative.numbers import (
    format_interval,
    in_table,
    in_text,
    interval_short,
    places_in_text,
)

__all__ = ["Trace", "Trail", "WatchedAnalysis", "watched"]

V = TypeVar("V", Trend, Profile)


@dataclass(frozen=True, slots=True)
class Trace:
    """One printed figure and where it comes from."""

    document: str
    anchor: str
    """Table, figure or heading it is printed at; empty when the text has none."""
    role: str
    """`cijfer`, `nulmeting` or `streefwaarde`."""
    printed: str
    indicator: str
    area: str
    edition: int | None
    """None for a streefwaarde: it is in no edition yet."""
    place: Place
    """File, sheet, row and column of the figure, or of the goal in the advice."""
    text: str
    """As it stands there, before rounding."""
    source: str
    margin: str = ""
    """The margin printed with it; empty when it is not."""
    factor: str = ""
    """What the figure was multiplied by; empty when it is printed as it was delivered."""
    factor_source: str = ""
    recommendation: str = ""
    findings: tuple[Mapping[str, str | int | None], ...] = ()
    """What the recommendation of the goal rests on: indicator, area, against, outcome, place."""

    def as_dict(self) -> dict[str, object]:
        """Give it as data, for `--json`."""
        return {
            "document": self.document,
            "anchor": self.anchor or None,
            "role": self.role,
            "printed": self.printed,
            "margin": self.margin or None,
            "indicator": self.indicator,
            "area": self.area,
            "edition": self.edition,
            "factor": self.factor or None,
            "factor_source": self.factor_source or None,
            "recommendation": self.recommendation or None,
            "findings": [dict(item) for item in self.findings],
            "source": {
                "file": self.place.file,
                "sheet": self.place.sheet or None,
                "row": self.place.row,
                "column": self.place.column or None,
                "text": self.text,
                "name": self.source or None,
            },
        }


@dataclass(frozen=True, slots=True)
class WatchedAnalysis(Analysis):
    """An analysis that notes, in order, the keys of what is looked up in it."""

    seen: list[CellKey] = field(default_factory=list, compare=False)

    def cell(self, indicator: str, area: str = "", edition: int | None = None) -> Cell:
        """Give a cell and note it."""
        found = Analysis.cell(self, indicator, area, edition)
        self.seen.append(found.key)
        return found

    def comparison(
        self, indicator: str, against: Against, area: str = "", edition: int | None = None
    ) -> Comparison | None:
        """Give a comparison and note both its sides."""
        found = Analysis.comparison(self, indicator, against, area, edition)
        if found is not None:
            self.seen.extend((found.value.key, found.reference.key))
        return found


class _Watched(Mapping[str, V]):
    """A mapping of trends or profiles that notes the cells of what is taken from it."""

    def __init__(
        self,
        items: Mapping[str, V],
        keys: Callable[[V], Iterable[CellKey]],
        seen: list[CellKey],
    ) -> None:
        self._items: Mapping[str, V] = items
        self._keys: Callable[[V], Iterable[CellKey]] = keys
        self._seen = seen

    def __getitem__(self, code: str) -> V:
        found = self._items[code]
        self._seen += self._keys(found)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)


def watched(analysis: Analysis) -> WatchedAnalysis:
    """Give the same analysis, watched."""
    plain = {item.name: getattr(analysis, item.name) for item in fields(Analysis)}
    seen: list[CellKey] = []
    plain["trends"] = _Watched(analysis.trends, _trend_keys, seen)
    plain["profiles"] = _Watched(analysis.profiles, _profile_keys, seen)
    return WatchedAnalysis(**plain, seen=seen)


def _trend_keys(trend: Trend) -> Iterable[CellKey]:
    return [cell.key for cell in trend.cells]


def _profile_keys(profile: Profile) -> Iterable[CellKey]:
    return [key for c in profile.comparisons for key in (c.value.key, c.reference.key)]


class Trail:
    """Collects the traces of one document; without an analysis to watch it collects nothing."""

    def __init__(self, document: str = "", analysis: WatchedAnalysis | None = None) -> None:
        self.document = document
        self.analysis = analysis
        self.traces: list[Trace] = []
        self._said: dict[str, tuple[CellKey, ...]] = {}
        self._waiting: list[tuple[Block, list[Trace]]] = []
        """Blocks without an anchor, with their traces, until their heading is known."""
        self._there: set[tuple[object, ...]] = set()
        """What the first `_counted` traces are about."""
        self._counted = 0
        self._forms: dict[CellKey, tuple[str, ...]] = {}
        """How a number may be printed, by its cell."""

    def mark(self) -> int:
        """Give how much was looked up so far."""
        return len(self.analysis.seen) if self.analysis is not None else 0

    def made(self, blocks: Iterable[Block], mark: int) -> None:
        """Trace what the blocks print of what was looked up since `mark`."""
        if self.analysis is None:
            return
        keys = self._since(mark)
        for block in blocks:
            if isinstance(block, (Table, Figure, Heading)):
                self.traces += self._new(block_text((block,)), block.anchor, keys)
            else:
                self._waiting.append((block, self._new(block_text((block,)), "", keys)))

    def sentence(self, make: Callable[[], str]) -> str:
        """Give a sentence, and remember what was looked up for it until it is printed."""
        mark = self.mark()
        return self.sentences((make(),), mark)[0]

    def sentences(self, texts: Iterable[str], mark: int) -> tuple[str, ...]:
        """Remember the same for sentences that were made of what was looked up since `mark`."""
        made = tuple(texts)
        if self.analysis is None:
            return made
        self._said |= dict.fromkeys(made, self._since(mark))
        return made

    def finish(self, blocks: Iterable[Block]) -> None:
        """Trace what stands in no table or figure, at the heading above it."""
        if self.analysis is None:
            return
        anchor = ""
        waiting = {id(block): traces for block, traces in self._waiting}
        for block in walk(tuple(blocks)):
            if isinstance(block, Heading):
                anchor = block.anchor
            found = waiting.pop(id(block), ())
            placed = [replace(trace, anchor=anchor) for trace in found]
            self.traces += [trace for trace in placed if not self._known(trace)]
            words = block_text((block,))
            for text, keys in self._said.items():
                if text and text in words:
                    self.traces += self._new(text, anchor, keys)
        for traces in waiting.values():
            self.traces += traces

    def add(self, trace: Trace) -> None:
        """Add a trace that was made with more knowledge than the words give."""
        if trace not in self.traces:
            self.traces.append(trace)

    def _since(self, mark: int) -> tuple[CellKey, ...]:
        seen = self.analysis.seen[mark:] if self.analysis is not None else ()
        return tuple(dict.fromkeys(seen))

    def _new(self, words: str, anchor: str, keys: Iterable[CellKey]) -> list[Trace]:
        """Give the traces of the cells whose number is among the words, unless known."""
        found: list[Trace] = []
        for key in keys:
            cell = self.analysis.cells.get(key) if self.analysis is not None else None
            if isinstance(cell, Published):
                trace = self._of(cell, words, anchor)
                if trace is not None and not self._known(trace):
                    found.append(trace)
        return found

    def _known(self, trace: Trace) -> bool:
        """Tell whether it is there already, perhaps as a nulmeting."""
        for item in self.traces[self._counted :]:
            self._there.add(_what(item))
        self._counted = len(self.traces)
        return bool(trace.anchor) and _what(trace) in self._there

    def _of(self, cell: Published, words: str, anchor: str) -> Trace | None:
        """Give the trace of a cell when its number is among the words."""
        if self.analysis is None:
            return None
        indicator = self.analysis.indicators.get(cell.key.indicator)
        if indicator is None:
            return None
        unit = indicator.unit
        if cell.key not in self._forms:
            forms = dict.fromkeys((in_text(cell, unit), in_table(cell, unit)))
            self._forms[cell.key] = tuple(forms)
        printed = [text for text in self._forms[cell.key] if _stands(text, words)]
        if not printed:
            return None
        bounds = (cell.lower, cell.upper)
        margin = _margin(
            bounds,
            words,
            lambda low, high: (
                interval_short(low, high, unit, 1),
                format_interval(low, high, unit, 1),
                format_interval(low, high, unit, places_in_text(unit)),
            ),
        )
        return Trace(
            document=self.document,
            anchor=anchor,
            role="cijfer",
            printed=" / ".join(printed),
            indicator=cell.key.indicator,
            area=cell.key.area,
            edition=cell.key.edition,
            place=cell.place,
            text=cell.conversion.original if cell.conversion else cell.text or str(cell.value),
            source=cell.source,
            margin=margin,
            factor="" if cell.conversion is None else str(cell.conversion.factor),
            factor_source="" if cell.conversion is None else cell.conversion.source,
        )


def _what(trace: Trace) -> tuple[object, ...]:
    """Give what makes two traces the same."""
    return trace.indicator, trace.area, trace.edition, trace.printed, trace.anchor


def _margin(
    bounds: tuple[Decimal | None, Decimal | None],
    words: str,
    forms: Callable[[Decimal, Decimal], Iterable[str]],
) -> str:
    low, high = bounds
    if low is None or high is None:
        return ""
    return next((text for text in forms(low, high) if _stands(text, words)), "")


def _stands(text: str, words: str) -> bool:
    if text not in words:
        return False  # nearly always, and at once
    return re.search(rf"(?<![\d,.]){re.escape(text)}(?![\d%]|,\d)", words) is not None
