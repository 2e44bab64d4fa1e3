"""CBS topics: `A/B/Title (unit)` taken apart, matched to the codebook, and reported per column.

Source: domain page sections 3b (matching rule) and 7A. Reading the values is for `margins`.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from vmreport.errors import Place
from vmreport.survey.codebook import Codebook
from vmreport.survey.codebook_names import normal_name, normal_unit, path_parts
from vmreport.survey.model import Indicator, Series
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import ColumnReport, Context, UnmappedColumn

__all__ = ["Topic", "TopicColumns", "match_topic", "parse_topic"]

_KEY = re.compile(r"([A-Z][A-Za-z0-9]*)_[0-9]+")
"""An OData key: capitals for words, and a number that differs between versions of the table."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The parts of a topic header."""

    path: tuple[str, ...]
    """From the outermost theme inwards, without the title."""
    title: str
    unit: str
    """Without the outer parentheses; empty when the header has none."""
    key: str = ""
    """The OData key without its number, where the table was delivered as OData."""

    @property
    def label(self) -> str:
        """Give it as a StatLine export prints it."""
        name = "/".join((*self.path, self.title or self.key))
        return f"{name} ({self.unit})" if self.unit else name


def parse_topic(header: str) -> Topic:
    """Take a header apart: the last balanced parenthesis is the unit, the rest is split on `/`.

    >>> parse_topic("(On)veiligheidsbeleving /Buurt/In centrum  (% onveilig ('vaak'/'soms'))")
    Topic(path=('(On)veiligheidsbeleving', 'Buurt'), title='In centrum', unit="% onveilig ('vaak'/'soms')")

    >>> parse_topic("RapportcijferVeiligheidInBuurt_64").key
    'RapportcijferVeiligheidInBuurt'
    """
    text = " ".join(header.split())
    if found := _KEY.fullmatch(text):
        return Topic((), "", "", found[1])
    start = _last_balanced(text)
    unit = text[start + 1 : -1].strip() if start > 0 else ""
    rest = text[:start] if start > 0 else text
    parts = [" ".join(part.split()) for part in _split_outside_parentheses(rest)]
    parts = [part for part in parts if part]
    if not parts:
        return Topic((), text, "")
    return Topic(tuple(parts[:-1]), parts[-1], unit)


def _last_balanced(text: str) -> int:
    """Give where the parenthesis that closes at the end of `text` opens; -1 when there is none."""
    if not text.endswith(")"):
        return -1
    depth = 0
    for position in range(len(text) - 1, -1, -1):
        if text[position] == ")":
            depth += 1
        elif text[position] == "(":
            depth -= 1
            if depth == 0:
                return position
    return -1


def _split_outside_parentheses(text: str) -> list[str]:
    parts = [""]
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")" and depth > 0)
        if character == "/" and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def match_topic(topic: Topic, series: Series, codebook: Codebook) -> tuple[Indicator | None, str]:
    """Give the one indicator a topic is, or None and why not (Dutch).

    Name, unit and topic path decide together; the key helps only where the title says nothing.
    What stays ambiguous is not settled here.
    """
    reasons: list[str] = []
    for last in (topic.title, topic.key):
        if last:
            found, why = _match("/".join((*topic.path, last)), topic, series, codebook)
            if found is not None:
                return found, ""
            reasons.append(why)
    return None, next((why for why in reasons if why != _UNKNOWN), _UNKNOWN)


_UNKNOWN = "onbekende indicator"
_NOT_USED = "geen actie nodig als u deze cijfers niet gebruikt"
_COMPLETE = "hebt u deze cijfers nodig, vul dan in de kop het onderwerp en de eenheid aan"
_YEARS: Mapping[Series, str] = MappingProxyType({Series.A: "2012-2019", Series.B: "vanaf 2021"})


def _match(
    name: str, topic: Topic, series: Series, codebook: Codebook
) -> tuple[Indicator | None, str]:
    found = codebook.find(name, topic.unit, series)
    if found and _is_bare(topic.unit):
        found = _with_namesakes(found, codebook.find(name.rpartition("/")[2], topic.unit, series))
    if len(found) > 1 and topic.path:
        found = _by_path(found, topic) or found
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, f"kan meer dan één indicator zijn: {', '.join(item.code for item in found)}"
    other_unit = codebook.find(name, "", series)
    if other_unit:
        expected = " of ".join(sorted({f"'{item.unit_label}'" for item in other_unit}))
        return None, f"de eenheid is '{topic.unit}', verwacht {expected}"
    if codebook.find(name, topic.unit):
        return None, "deze indicator bestaat alleen in de andere reeks metingen"
    if (number := _bearers(name, series, codebook)) > 1:
        return None, f"{number} indicatoren heten zo, en het onderwerp erboven zegt niet welke"
    return None, _UNKNOWN


def _is_bare(unit: str) -> bool:
    """Whether a unit leaves open of what it is a percentage."""
    return normal_unit(unit) in ("", "%")


def _with_namesakes(
    found: tuple[Indicator, ...], namesakes: tuple[Indicator, ...]
) -> tuple[Indicator, ...]:
    """Add what has the same title and of which we know no path, so that no path rules it out.

    `% komt weleens voor` and `% veel overlast` differ several-fold. Source: domain page section 1.7.
    """
    return (*found, *(item for item in namesakes if not item.statline and item not in found))


def _by_path(found: tuple[Indicator, ...], topic: Topic) -> tuple[Indicator, ...]:
    """Keep what stands under the path of the topic, and what a bare unit leaves possible."""
    fitting = tuple(item for item in found if _has_path(item, topic))
    if not fitting or not _is_bare(topic.unit):
        return fitting
    return _with_namesakes(fitting, found)


def _bearers(name: str, series: Series, codebook: Codebook) -> int:
    """Count the indicators whose path ends in this title."""
    title = normal_name(name.rpartition("/")[2])
    return sum(
        any(normal_name(path.rpartition("/")[2]) == title for path in item.statline)
        for item in codebook.indicators.values()
        if series in item.series
    )


def _has_path(indicator: Indicator, topic: Topic) -> bool:
    """Whether every part of the topic path stands in the indicator's own path."""
    wanted = set(path_parts("/".join(topic.path)))
    return any(wanted <= set(path_parts(path)) for path in indicator.statline)


@dataclass(slots=True)
class TopicColumns:
    """What each topic of a table became, per series of editions."""

    file: str
    sheet: str
    header_row: int
    topics: Mapping[str, Topic]
    """By the name of the column, or the code of the measure, as delivered."""
    context: Context
    found: dict[tuple[str, Series], tuple[Indicator | None, str]] = field(default_factory=dict)
    figures: dict[tuple[str, Series], int] = field(default_factory=dict)

    def indicator(self, name: str, series: Series) -> Indicator | None:
        """Give the indicator of a column in a series, None when it is none that we know."""
        key = (name, series)
        if key not in self.found:
            self.found[key] = match_topic(self.topics[name], series, self.context.codebook)
        self.figures[key] = self.figures.get(key, 0) + 1
        return self.found[key][0]

    def is_known(self, name: str) -> bool:
        """Whether a column was an indicator in any series that it was read for."""
        return any(self.found.get((name, series), (None, ""))[0] for series in Series)

    def report(
        self, *, without: Container[str] = ()
    ) -> tuple[tuple[ColumnReport, ...], tuple[UnmappedColumn, ...]]:
        """Give what every topic became, with a notice for each that became nothing."""
        mapped: list[ColumnReport] = []
        unmapped: list[UnmappedColumn] = []
        for name, topic in self.topics.items():
            if name in without:
                continue
            shown = topic.label if topic.key and topic.title else name
            became, lost = self._of_column(name)
            mapped.extend(
                ColumnReport(self.file, self.sheet, shown, indicator, count)
                for indicator, count in became.items()
            )
            for why, years in lost.items():
                reason = f"{why} ({' en '.join(years)})"
                unmapped.append(UnmappedColumn(self.file, self.sheet, shown, reason))
                self.context.problems.notice(
                    Code.TOPIC_NOT_MAPPED,
                    Place(self.file, self.sheet, self.header_row, shown),
                    f"deze kolom wordt niet gebruikt: {reason}",
                    _NOT_USED if why == _UNKNOWN else _COMPLETE,
                )
        self._notice_units(mapped)
        return tuple(mapped), tuple(unmapped)

    def _of_column(self, name: str) -> tuple[Mapping[str, int], Mapping[str, list[str]]]:
        """Give what a column became with its number of figures, and why not in which years."""
        became: dict[str, int] = {}
        lost: dict[str, list[str]] = {}
        for series in Series:
            if (name, series) not in self.found:
                continue
            indicator, why = self.found[name, series]
            if indicator is None:
                lost.setdefault(why, []).append(_YEARS[series])
            else:
                label = f"{indicator.name} ({indicator.unit_label})"
                became[label] = became.get(label, 0) + self.figures[name, series]
        return became, lost

    def _notice_units(self, mapped: list[ColumnReport]) -> None:
        """Say once that units were not delivered, so that names alone had to do."""
        known = {name: item for (name, _), (item, _) in self.found.items() if item}
        bare = sum(not self.topics[name].unit for name, _ in self.found)
        hint = "controleer in de bron of de indicatoren de eenheid hebben die hier is aangenomen"
        place = Place(self.file, self.sheet)
        if mapped and bare and not all(self.topics[name].unit for name in known):
            what = "de eenheden staan niet in het bestand; de indicatoren zijn aan hun naam herkend"
            self.context.problems.notice(Code.UNIT_NOT_DELIVERED, place, what, hint)
        assumed = {
            item.unit_label: None
            for name, item in known.items()
            if normal_unit(self.topics[name].unit) == "%" and normal_unit(item.unit_label) != "%"
        }
        if assumed:
            labels = ", ".join(f"'{label}'" for label in assumed)
            what = f"als eenheid staat er alleen '%'; aangenomen is {labels}"
            self.context.problems.notice(Code.UNIT_NOT_DELIVERED, place, what, hint)
