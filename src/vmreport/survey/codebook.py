"""The codebook of the Veiligheidsmonitor: themes, Kernbeleid fields, indicators, and finding them.

What was measured belongs to `Survey`; how the codebook files look to `codebook_toml`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, Final

from vmreport.assets import data_root
from vmreport.errors import ImpossibleError
from vmreport.survey.codebook_names import NameIndex, normal_name
from vmreport.survey.codebook_toml import Row, read_rows, read_tables, to_indicator
from vmreport.survey.codebook_wholes import partitions_of, read_wholes
from vmreport.survey.kernbeleid import Field, Policy, shipped_policy
from vmreport.survey.model import Indicator, Mixture, Partition, Series

__all__ = ["LOCAL_THEME", "Codebook", "Field", "Theme", "load_codebook", "table_columns"]

LOCAL_THEME: Final = "lokaal"
"""Id of the theme of a municipality's own questions."""

_FILES: Final = ("vm_b.toml", "vm_b_delicten.toml", "vm_b_extra.toml", "vm_a.toml")


@dataclass(frozen=True, slots=True)
class Theme:
    """A chapter of the survey."""

    id: str
    name: str
    order: int
    intro: str = ""
    """One or two sentences saying what the theme is about."""
    subthemes: tuple[str, ...] = ()
    """Printed headings within the theme, in order; empty when they are free."""


@dataclass(frozen=True)
class Codebook:
    """All indicators that may occur, by code, in the order in which they are printed.

    Not slotted: the index of names is made once, on first use.
    """

    indicators: Mapping[str, Indicator]
    themes: tuple[Theme, ...]
    fields: tuple[Field, ...]
    partitions: tuple[Partition, ...] = ()
    """Which indicators are the answers to one question."""
    mixtures: tuple[Mixture, ...] = ()
    """Which indicators are the mean of others."""

    def theme(self, theme_id: str) -> Theme:
        """Give a theme; raises KeyError when there is none with this id."""
        for theme in self.themes:
            if theme.id == theme_id:
                return theme
        raise KeyError(theme_id)

    def field(self, field_id: str) -> Field:
        """Give a Kernbeleid veld; raises KeyError when there is none with this id."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)

    def by_theme(self, theme_id: str) -> tuple[Indicator, ...]:
        """Give the indicators of a theme, in codebook order."""
        return tuple(item for item in self.indicators.values() if item.theme == theme_id)

    def find(
        self, name_or_code: str, unit_label: str = "", series: Series | None = None
    ) -> tuple[Indicator, ...]:
        """Give every indicator that a file can mean by this name and unit; empty when none.

        Knows code, official name, short label, aliases, StatLine paths and keys. More than one
        result is an ambiguity that the caller must report, not settle. Without a unit, or with a
        bare `%`, indicators that differ only in unit all come back.
        """
        return self._names.find(name_or_code, unit_label, series)

    def suggest(self, name: str) -> str:
        """Give the closest known code or name, for "Bedoelde u ...?"; empty when nothing is near."""
        if name.isidentifier() and name == name.lower():
            near = difflib.get_close_matches(name, self.indicators, n=1, cutoff=0.6)
            if near:
                return near[0]
        printed = {normal_name(item.name): item.name for item in self.indicators.values()}
        near = difflib.get_close_matches(normal_name(name), printed, n=1, cutoff=0.6)
        return printed[near[0]] if near else ""

    def with_local(self, indicators: tuple[Indicator, ...]) -> Codebook:
        """Give this codebook with a municipality's own questions placed in their themes."""
        both = (*self.indicators.values(), *indicators)
        own = partitions_of(indicators)
        return replace(
            self,
            indicators=_ordered(both, self.themes),
            partitions=(*self.partitions, *own),
        )

    def with_policy(self, policy: Policy) -> Codebook:
        """Give this codebook with the velden of `policy`, and indicators where it puts them."""
        moved = {}
        for code, item in self.indicators.items():
            field, theme = policy.places.get(code, (item.field, item.field_theme))
            if (field, theme) != (item.field, item.field_theme):
                moved[code] = replace(item, field=field, field_theme=theme)
        if not moved and policy.fields == self.fields:
            return self  # with all that was worked out of it
        indicators = MappingProxyType({**self.indicators, **moved})
        return replace(self, indicators=indicators, fields=policy.fields)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex.of(self.indicators.values())


@cache
def load_codebook() -> Codebook:
    """Read the shipped codebook. Raises ImpossibleError when its files contradict themselves."""
    themes = _themes()
    fields = shipped_policy().fields
    indicators = tuple(to_indicator(row) for row in _rows())
    _check(indicators, themes, fields)
    ordered = _ordered(indicators, themes)
    wholes = read_wholes(data_root() / "codebooks" / "verdelingen.toml", ordered)
    return Codebook(ordered, themes, fields, *wholes)


@cache
def table_columns() -> Mapping[int, str]:
    """Give the code of each column of StatLine 85146NED by its place in the table (1-224).

    For counting and for tests: recognise a column by name and path, never by number.
    """
    numbered = [(row["nr"], row["code"]) for row in _rows() if "nr" in row]
    columns = dict(sorted(numbered))
    if len(columns) != len(numbered):
        raise ImpossibleError("codeboek: een kolomnummer komt twee keer voor")
    return MappingProxyType(columns)


@cache
def _rows() -> tuple[Row, ...]:
    folder = data_root() / "codebooks"
    return tuple(row for name in _FILES for row in read_rows(folder / name))


def _themes() -> tuple[Theme, ...]:
    rows = _listed("themes.toml", "thema", {"id", "naam", "inleiding", "subthemas"})
    return tuple(
        Theme(row["id"], row["naam"], order, row["inleiding"], tuple(row["subthemas"]))
        for order, row in enumerate(rows, start=1)
    )


def _listed(file: str, key: str, known: set[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = list(read_tables(data_root() / "codebooks" / file, (key,))[key])
    for row in rows:
        if set(row) != known:
            message = f"{file}: verwacht {sorted(known)}, gevonden {sorted(row)}"
            raise ImpossibleError(message)
    return rows


def _ordered(
    indicators: tuple[Indicator, ...], themes: tuple[Theme, ...]
) -> Mapping[str, Indicator]:
    """Sort by theme and subtheme, else keep the order of the files."""
    places = {theme.id: theme for theme in themes}

    def place(item: Indicator) -> tuple[int, int]:
        theme = places[item.theme]
        known = item.subtheme in theme.subthemes
        return theme.order, theme.subthemes.index(item.subtheme) if known else len(theme.subthemes)

    return MappingProxyType({item.code: item for item in sorted(indicators, key=place)})


def _check(
    indicators: tuple[Indicator, ...], themes: tuple[Theme, ...], fields: tuple[Field, ...]
) -> None:
    subthemes = {(theme.id, name) for theme in themes for name in theme.subthemes}
    places = {(field.id, name) for field in fields for name in (*field.themes, "")} | {("", "")}
    seen: set[str] = set()
    for item in indicators:
        if item.code in seen:
            message = f"codeboek: code {item.code} komt twee keer voor"
            raise ImpossibleError(message)
        if (item.theme, item.subtheme) not in subthemes:
            message = f"codeboek, {item.code}: thema of subthema onbekend ({item.subtheme})"
            raise ImpossibleError(message)
        if (item.field, item.field_theme) not in places:
            message = f"codeboek, {item.code}: veld of veldthema onbekend ({item.field_theme})"
            raise ImpossibleError(message)
        seen.add(item.code)
