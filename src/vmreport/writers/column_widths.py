"""How wide the columns of a table are, measured in the letters of the house, for print and Word.

A column gets at least its longest word; where there is room a number or a verdict stays on one line.
What is left goes where it saves most lines. How a writer names its widths is not known here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations
from typing import Self

from vmreport.charts.lettering import FontSet, Style, font_set
from vmreport.document.blocks import ColumnKind, Table
from vmreport.document.inlines import plain_text
from vmreport.errors import ContentError
from vmreport.writers.house_style import HouseStyle

__all__ = ["ColumnRuler"]

_BREAKS = ("-", "/", "\u2013")


@dataclass(frozen=True, slots=True)
class _Whole:
    """What stays on one line."""

    kinds: frozenset[ColumnKind]
    heads: bool
    """Whether words of a head with a hyphen in them stay whole too."""


_LEVELS = (
    _Whole(frozenset({ColumnKind.NUMBER, ColumnKind.VERDICT}), heads=True),
    _Whole(frozenset({ColumnKind.NUMBER, ColumnKind.VERDICT}), heads=False),
    _Whole(frozenset({ColumnKind.NUMBER}), heads=False),
    _Whole(frozenset(), heads=False),
)
"""From what we like best to what always can be."""
_ALL = _Whole(frozenset(ColumnKind), heads=True)
_MOST_LINES = 8
_FEW_ROWS = 16
_MOST_MOVES = 12
_MOVES = (2.0, 4.0, 7.0, 11.0)
"""Room that one column may give another at a time, in mm; asked of small tables only."""


@dataclass(frozen=True, slots=True)
class _Step:
    """Widening a column by `extra` takes `gain` off the cost of its lines."""

    column: int
    extra: float
    gain: float


@dataclass(frozen=True, slots=True)
class ColumnRuler:
    """Measures the texts of tables. Lengths are millimetres, sizes of letters points."""

    fonts: FontSet
    head_size: float
    text_size: float
    spare: float
    """What a text may come out wider than it measures, as a factor."""
    beside: Mapping[ColumnKind, float]
    """Padding of a cell."""
    before_first: float = 0.0
    """What the first column is padded more."""

    @classmethod
    def of(
        cls,
        house: HouseStyle,
        *,
        head_size: float,
        text_size: float,
        spare: float,
        beside: Mapping[ColumnKind, float],
        before_first: float = 0.0,
    ) -> Self:
        """Give a ruler in the letters of the house."""
        theme = house.chart_theme
        fonts = font_set(theme.family, theme.font_files())
        return cls(fonts, head_size, text_size, spare, beside, before_first)

    def widths(self, table: Table, total: float) -> tuple[float, ...]:
        """Give the width of each column; they add up to `total` but for rounding.

        While every cell fits on one line the shares of the model decide.
        """
        places = range(len(table.columns))
        shares = _scaled([column.share for column in table.columns], total)
        one_line = [self._least(table, place, _ALL) for place in places]
        if sum(one_line) <= total:
            return tuple(_raised(shares, one_line))
        needs = one_line
        for level in _LEVELS:
            needs = [self._least(table, place, level) for place in places]
            if sum(needs) <= total:
                filled = _scaled(self._filled(table, needs, total), total)
                return tuple(self._levelled(table, filled, needs))
        return tuple(_scaled(needs, total))

    def _least(self, table: Table, place: int, whole: _Whole) -> float:
        """Give the least width of a column in which the lines of `whole` stay together."""
        column = table.columns[place]
        texts = {plain_text(row.cells[place].text) for row in table.rows}
        if column.kind not in whole.kinds:
            texts = {word for text in texts for word in _pieces(text)}
        head = column.header.split(" ") if whole.heads else _pieces(column.header)
        widths = [self._width(word, self.head_size, Style.SEMIBOLD) for word in head]
        widths += [self._width(text, self.text_size, Style.REGULAR) for text in texts]
        return max(widths, default=0.0) * self.spare + self._beside(table, place)

    def _filled(self, table: Table, needs: list[float], total: float) -> list[float]:
        """Widen columns from their need up, the step that saves most lines per millimetre first."""
        widths = list(needs)
        room = total - sum(needs)
        steps = [
            step for place in range(len(needs)) for step in self._steps(table, place, needs[place])
        ]
        blocked: set[int] = set()
        for step in sorted(steps, key=lambda step: (-step.gain / step.extra, step.column)):
            if step.column in blocked:
                continue
            if step.extra > room:
                blocked.add(step.column)
                continue
            widths[step.column] += step.extra
            room -= step.extra
        return widths

    def _levelled(self, table: Table, widths: list[float], needs: list[float]) -> list[float]:
        """Move room between columns while the rows of a small table get lower by it.

        A row is as high as its highest cell, which the columns one by one do not know.
        """
        if len(table.rows) > _FEW_ROWS:
            return widths
        columns = [self._thresholds(table, place) for place in range(len(widths))]
        height = _height(columns, widths)
        for _ in range(_MOST_MOVES):
            best = _best_move(columns, widths, needs)
            if best is None or best[0] >= height:
                return widths
            height, widths = best
        return widths

    def _thresholds(self, table: Table, place: int) -> list[list[float]]:
        """Give per row from which widths on its cell takes three, two and one line."""
        beside = self._beside(table, place)
        return [
            [room * self.spare + beside for room in reversed(self._room_for(text, Style.REGULAR))]
            for text in (plain_text(row.cells[place].text) for row in table.rows)
        ]

    def _steps(self, table: Table, place: int, need: float) -> list[_Step]:
        """Give the widenings of a column, each saving less per millimetre than the one before."""
        texts = Counter(plain_text(row.cells[place].text) for row in table.rows)
        column, beside = table.columns[place], self._beside(table, place)
        saved: dict[float, float] = {}
        for text, count in texts.items():
            self._add_savings(saved, self._room_for(text, Style.REGULAR), beside, count)
        self._add_savings(saved, self._room_for(column.header, Style.SEMIBOLD), beside, 1)
        corners = [(need, 0.0)]
        gained = 0.0
        for width in sorted(saved):
            gained += saved[width]
            if width <= need:
                corners = [(need, gained)]
                continue
            while len(corners) > 1 and _slope(corners[-2], corners[-1]) <= _slope(
                corners[-1], (width, gained)
            ):
                corners.pop()
            corners.append((width, gained))
        return [
            _Step(place, right[0] - left[0], right[1] - left[1])
            for left, right in pairwise(corners)
        ]

    def _add_savings(
        self, saved: dict[float, float], rooms: list[float], beside: float, count: int
    ) -> None:
        """Note at which widths a text loses a line; a cell of many lines costs more than two of one."""
        for lines, room in enumerate(rooms, 1):
            width = room * self.spare + beside
            saved[width] = saved.get(width, 0.0) + count * ((lines + 1) ** 3 - lines**3)

    def _beside(self, table: Table, place: int) -> float:
        return self.beside[table.columns[place].kind] + (0.0 if place else self.before_first)

    def _room_for(self, text: str, style: Style) -> list[float]:
        """Give the room a text asks on one line, on two, and so on, up to what its words allow."""
        size = self.head_size if style is Style.SEMIBOLD else self.text_size
        words = [self._width(word, size, style) for word in text.split(" ")]
        if len(words) == 1:
            return []
        space = self._width(" ", size, style)
        most = min(len(words) - 1, _MOST_LINES)
        return [_narrowest(words, space, lines) for lines in range(1, most + 1)]

    def _width(self, text: str, size: float, style: Style) -> float:
        try:
            return self.fonts.width(text, size, style)
        except ContentError:
            # A sign the font lacks comes from another font, about as wide as an n.
            return len(text) * self.fonts.width("n", size, style)


def _scaled(widths: Sequence[float], total: float) -> list[float]:
    whole = sum(widths)
    return [total * width / whole for width in widths]


def _raised(shares: list[float], needs: list[float]) -> list[float]:
    """Raise what is under its need; what has more gives up the difference in proportion."""
    short = sum(max(need - share, 0.0) for share, need in zip(shares, needs, strict=True))
    spare = sum(max(share - need, 0.0) for share, need in zip(shares, needs, strict=True))
    given = short / spare if spare else 0.0
    return [
        need if share <= need else share - (share - need) * given
        for share, need in zip(shares, needs, strict=True)
    ]


def _height(
    columns: Sequence[Sequence[Sequence[float]]], widths: Sequence[float]
) -> tuple[int, int]:
    """Give the lines of all rows together, then how many cells make their row that high."""
    cells = [
        [_lines_at(thresholds, width) for thresholds in column]
        for column, width in zip(columns, widths, strict=True)
    ]
    rows = list(zip(*cells, strict=True))
    tops = [max(row) for row in rows]
    keeping = sum(row.count(top) for row, top in zip(rows, tops, strict=True) if top > 1)
    return sum(tops), keeping


def _lines_at(thresholds: Sequence[float], width: float) -> int:
    return 1 + len(thresholds) - bisect_right(thresholds, width + 1e-6)


def _best_move(
    columns: Sequence[Sequence[Sequence[float]]], widths: list[float], needs: list[float]
) -> tuple[tuple[int, int], list[float]] | None:
    """Give the lowest table that one column can make by giving some room to another."""
    best: tuple[tuple[int, int], list[float]] | None = None
    for giver, taker in permutations(range(len(widths)), 2):
        for room in _MOVES:
            if widths[giver] - room < needs[giver]:
                break
            moved = list(widths)
            moved[giver] -= room
            moved[taker] += room
            height = _height(columns, moved)
            if best is None or height < best[0]:
                best = (height, moved)
    return best


def _slope(left: tuple[float, float], right: tuple[float, float]) -> float:
    return (right[1] - left[1]) / (right[0] - left[0])


def _narrowest(words: Sequence[float], space: float, lines: int) -> float:
    """Give the least width in which words of these widths take at most `lines` lines."""
    whole = sum(words) + space * (len(words) - 1)
    if lines == 1:
        return whole
    low, high = max(words), whole
    for _ in range(12):
        middle = (low + high) / 2
        if _lines(words, space, middle) <= lines:
            high = middle
        else:
            low = middle
    return high


def _lines(words: Sequence[float], space: float, room: float) -> int:
    count, used = 1, 0.0
    for width in words:
        wider = used + space + width if used else width
        if used and wider > room:
            count, used = count + 1, width
        else:
            used = wider
    return count


def _pieces(text: str) -> list[str]:
    """Cut a text where it may break."""
    for sign in _BREAKS:
        text = text.replace(sign, f"{sign} ")
    return text.split(" ")
