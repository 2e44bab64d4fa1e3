"""A dozen pages look as they were accepted. `make accept` stores what they look like now."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from support.builds import Build, sample_build
from support.pictures import compare, picture, report, store
from vmreport.document.blocks import Figure
from vmreport.document.charts import (
    AreaMap,
    BarChart,
    ChartSpec,
    IntervalChart,
    ProfileMatrix,
    TrendChart,
)
from vmreport.document.tree import walk

REFERENCE = Path(__file__).parent / "reference"
ACCEPT = os.environ.get("VMREPORT_ACCEPT") == "1"
LARGEST = 20 * 1024


@dataclass(frozen=True)
class Page:
    """A page by what stands on it."""

    name: str
    find: Callable[[Build], int]
    sample: str = "voorbeeldstad"
    house: str = "ccv"


def cover(_: Build) -> int:
    return 1


def anchored(anchor: str) -> Callable[[Build], int]:
    return lambda build: build.pages[anchor]


def first_chart(kind: type[ChartSpec]) -> Callable[[Build], int]:
    """Give the page of the first chart of a kind."""

    def find(build: Build) -> int:
        figures = (block for block in walk(build.document.blocks) if isinstance(block, Figure))
        return build.pages[next(f.anchor for f in figures if isinstance(f.chart, kind))]

    return find


PAGES = (
    Page("cover", cover),
    Page("cover-municipality", cover, house="voorbeeldstad"),
    Page("in-short", anchored("in-het-kort")),
    Page("theme-opening", anchored("thema-overlast")),
    Page("interval-chart", first_chart(IntervalChart)),
    Page("trend-chart", first_chart(TrendChart)),
    Page("bar-chart", first_chart(BarChart)),
    Page("profile", first_chart(ProfileMatrix)),
    Page("map", first_chart(AreaMap)),
    Page("landscape-table", anchored("tab-leefbaarheid")),
    Page("recommendation", anchored("aanbeveling-a1")),
    Page("accountability", anchored("bijlage-verantwoording")),
    Page("without-margins", first_chart(IntervalChart), sample="groningen"),
    Page("contents", anchored("inhoud"), house="voorbeeldstad"),
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_looks_as_accepted(page):
    build = sample_build(page.sample, page.house)
    actual = picture(build.files["pdf"], page.find(build))
    path = REFERENCE / f"{page.name}.png"
    if ACCEPT:
        store(path, actual)
        return
    assert path.exists(), f"no reference picture of {page.name}: look at it and run `make accept`"
    expected = Image.open(path).convert("RGB")
    found = compare(expected, actual)
    assert found.same, f"{found}; see {report(page.name, expected, actual, found)}"


def test_every_reference_belongs_to_a_page_and_is_small():
    stored = {path.stem: path.stat().st_size for path in REFERENCE.glob("*.png")}
    assert set(stored) == {page.name for page in PAGES}
    assert {name: size for name, size in stored.items() if size > LARGEST} == {}
