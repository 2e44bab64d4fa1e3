"""From the cells of a publication to tables: what an outsider meets, and what adds up there.

A table per edition of every indicator, or indicators that hang together, where something is
guarded. What follows from a table is worked out in `attack`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vmreport.analysis.disclosure.cells import Sheet
from vmreport.analysis.disclosure.figures import (
    Figure,
    Known,
    Spot,
    Sum,
    Table,
    figure_of,
    free_figure,
    sums_of,
    with_point,
)
from vmreport.analysis.disclosure.links import Links, Whole, indicators_together, links_of
from vmreport.analysis.disclosure.relations import Group, Relation, Weighing, groups_of, relate
from vmreport.analysis.findings import CellKey
from vmreport.survey.model import Area

__all__ = ["tables_of"]

Rows = Mapping[str, Mapping[str, CellKey]]
"""Of one edition, by indicator and area."""
Own = Mapping[str, Mapping[str, Figure]]
"""Figures by indicator and area."""

_COARSE = 0.11
"""Points: an earlier print of whole percentages is no value to add up with."""


def tables_of(sheet: Sheet) -> Iterator[tuple[int, Table]]:
    """Give edition and table of everything in which a cell is guarded."""
    rows: dict[int, dict[str, dict[str, CellKey]]] = {}
    guarded: dict[int, set[str]] = {}
    for key in (*sheet.facts, *sheet.earlier):
        rows.setdefault(key.edition, {}).setdefault(key.indicator, {})[key.area] = key
        if _is_guarded(sheet, key):
            guarded.setdefault(key.edition, set()).add(key.indicator)
    if guarded:
        areas = {**{item.area.code: item.area for item in sheet.earlier.values()}, **sheet.areas}
        maker = _Maker(sheet, areas, _groups(sheet), _residents(sheet))
        for edition in sorted(guarded):
            for table in maker.tables(rows[edition], guarded[edition]):
                yield edition, table


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the tables of a sheet."""

    sheet: Sheet
    areas: Mapping[str, Area]
    """Of now and before."""
    groups: tuple[Group, ...]
    residents: Mapping[tuple[int, str], int]

    def tables(self, rows: Rows, guarded: set[str]) -> Iterator[Table]:
        """Give the tables of one edition, in the order of their first indicator."""
        wholes: tuple[Whole, ...] = (*self.sheet.partitions, *self.sheet.mixtures)
        for codes in sorted(indicators_together(wholes, rows), key=min):
            if guarded.isdisjoint(codes):
                continue
            own = {code: self._figures(rows[code]) for code in sorted(codes)}
            near = [whole for whole in wholes if not codes.isdisjoint(whole.codes)]
            found = _links(near, own) if len(codes) > 1 else Links((), {})
            for inside in found.together(codes):
                if not guarded.isdisjoint(inside):
                    kept = {code: figures for code, figures in own.items() if code in inside}
                    yield self._table(rows, kept, found)

    def _figures(self, keys: Mapping[str, CellKey]) -> dict[str, Figure]:
        """Give the figures of one indicator by area."""
        return {code: self._figure(self.areas[code], key) for code, key in keys.items()}

    def _table(self, rows: Rows, own: Own, found: Links) -> Table:
        """Give the table of indicators that hang together, or of one."""
        sums = _sums(found, own)
        weighings: set[Weighing] = set()
        relations = {code: self._relations(rows[code], own[code]) for code in own}
        for code, kept in _not_repeated(relations, found).items():
            sums += sums_of(kept, code)
            weighings.update(relation.weighing for relation in kept)
        (unit,) = {self.sheet.indicators[code].unit for code in own}
        figures = {figure.spot: figure for by_area in own.values() for figure in by_area.values()}
        for spot in dict.fromkeys(spot for item in sums for spot in item.terms):
            point = found.worked_out.get(spot)
            if spot not in figures:
                figures[spot] = free_figure(spot, unit, point)
            elif point is not None:
                figures[spot] = with_point(figures[spot], point)
        return Table(unit, figures, tuple(sums), frozenset(weighings))

    def _relations(
        self, keys: Mapping[str, CellKey], measured: Mapping[str, Figure]
    ) -> tuple[Relation, ...]:
        """Give what areas add up for one indicator."""
        (edition, indicator) = next((key.edition, key.indicator) for key in keys.values())

        def answers(code: str) -> int | None:
            key = keys.get(code)
            fact = self.sheet.facts.get(key) if key else None
            return fact.n if fact else None

        return relate(
            self.groups,
            self.sheet.indicators[indicator],
            lambda code: self._lives(keys.get(code), edition, code),
            answers,
            measured.__contains__,
        )

    def _lives(self, key: CellKey | None, edition: int, area: str) -> int | None:
        """Give the residents of an area, as its own cell has it or another."""
        fact = self.sheet.facts.get(key) if key else None
        return (fact.residents if fact else None) or self.residents.get((edition, area))

    def _figure(self, area: Area, key: CellKey) -> Figure:
        fact, before = self.sheet.facts.get(key), self.sheet.earlier.get(key)
        known = Known.FREE
        if fact is not None:
            known = fact.known
        elif before is not None and before.printed is None:
            known = Known.GUARDED
        return figure_of(
            area,
            self.sheet.indicators[key.indicator],
            known,
            value=fact.value if fact else None,
            earlier=before.printed if before else None,
            n=fact.n if fact else None,
            residents=self._lives(key, key.edition, area.code),
        )


def _links(wholes: Iterable[Whole], own: Own) -> Links:
    """Give what hangs together within each area."""
    values: dict[str, dict[str, float | None]] = {}
    for code, figures in own.items():
        for area, figure in figures.items():
            is_coarse = figure.known is Known.PUBLIC and figure.high - figure.low > _COARSE
            values.setdefault(area, {})[code] = None if is_coarse else figure.point
    return links_of(wholes, values)


def _not_repeated(
    relations: Mapping[str, tuple[Relation, ...]], found: Links
) -> dict[str, list[Relation]]:
    """Give sums of areas without those that say the same as others, by indicator."""
    repeated = found.repeated()
    wholes = {(share, total) for _, share, total in repeated}
    kept = {code: list(items) for code, items in relations.items()}
    for share, total in sorted(wholes):
        others = {item.members for item in relations.get(total, ())}
        kept[share] = [
            item
            for item in kept.get(share, ())
            if item.members not in others
            or any((area, share, total) not in repeated for area in item.members)
        ]
    return kept


def _sums(found: Links, own: Own) -> list[Sum]:
    """Give links as sums over figures, of some indicators."""
    return [
        Sum(
            {Spot(link.area, code): by for code, by in link.terms.items()},
            link.right,
            is_whole=link.is_whole,
        )
        for link in found.links
        if not own.keys().isdisjoint(link.terms)
    ]


def _groups(sheet: Sheet) -> tuple[Group, ...]:
    """Give what adds up now, what added up before, and former areas in what they became.

    Areas of now and of before each divide their parent; together they would count it twice.
    """
    now = sheet.areas
    before = {item.area.code: item.area for item in sheet.earlier.values()}
    found = dict.fromkeys(groups_of(now.values(), sheet.lies_in))
    if before:
        larger = {code: area for code, area in now.items() if not area.level.is_local}
        then = {**larger, **{code: now.get(code, area) for code, area in before.items()}}
        found |= dict.fromkeys(groups_of(then.values(), sheet.lies_in))
        gone = {code: area for code, area in before.items() if code not in now}
        became = {area.parent for area in gone.values()} | {
            code
            for code, area in now.items()
            if area.merged and any(part.code in gone for part in area.merged.parts)
        }
        for code in sorted(became & now.keys()):
            if now[code].level.is_local:
                found |= dict.fromkeys(groups_of([now[code], *gone.values()]))
    return tuple(sorted(found, key=lambda group: (group.total, group.parts)))


def _is_guarded(sheet: Sheet, key: CellKey) -> bool:
    fact = sheet.facts.get(key)
    if fact is None:
        return sheet.earlier[key].printed is None
    return fact.known is Known.GUARDED


def _residents(sheet: Sheet) -> dict[tuple[int, str], int]:
    """Give the residents of an area in an edition, from whichever cell tells them."""
    found: dict[tuple[int, str], int] = {}
    for key, fact in sheet.facts.items():
        if fact.residents:
            found.setdefault((key.edition, key.area), fact.residents)
    return found
