"""The sample dossiers are coherent: reproducible, plausible, and every claim carried by the data."""

from __future__ import annotations

import csv
import itertools
import json
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from support import make_groningen, make_voorbeeldstad, make_voorbeeldstad_map
from support.shared import shared_data
from support.voorbeeldstad_figures import COUNTRY, WARDS
from vmreport.assets import data_root
from vmreport.survey.codebook import load_codebook
from vmreport.survey.model import Series, UnitKind

SAMPLES = data_root() / "samples"
VOORBEELDSTAD = SAMPLES / "voorbeeldstad"
GRONINGEN = SAMPLES / "groningen"
BOOK = make_voorbeeldstad.codebook()
PLACEHOLDER = re.compile(
    r'\{\{ (?:cijfer|marge)\("([a-z_0-9]+)"(?:, "([^"]+)")?(?:, (?:editie=)?(\d{4}))? *\) \}\}'
)


@dataclass(frozen=True)
class Figure:
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    n: int


def number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", "."))
    except ArithmeticError:
        return None


def read(folder: Path) -> dict[tuple[int, str, str], Figure]:
    with (folder / "indicatoren.csv").open(encoding="utf-8", newline="") as file:
        return {
            (int(row["editie"]), row["gebied"], row["indicator"]): Figure(
                number(row["waarde"]),
                number(row["ondergrens"]),
                number(row["bovengrens"]),
                int(row["n"] or 0),
            )
            for row in csv.DictReader(file, delimiter=";")
        }


FIGURES = read(VOORBEELDSTAD)


def sections(name: str) -> list[tuple[str, str]]:
    """Give heading and text of the level-2 sections of a Markdown file."""
    parts = re.split(r"^## ", (VOORBEELDSTAD / name).read_text("utf-8"), flags=re.MULTILINE)
    return [tuple(part.split("\n", 1)) for part in parts[1:]]


def differs(one: Figure, other: Figure) -> bool:
    """Say whether the published intervals do not overlap, touching included."""
    assert one.n >= 50
    assert other.n >= 50
    assert one.lower is not None
    assert one.upper is not None
    assert other.lower is not None
    assert other.upper is not None
    return one.lower >= other.upper or one.upper <= other.lower


def test_the_figures_are_made_again_byte_for_byte() -> None:
    written = (VOORBEELDSTAD / "indicatoren.csv").read_bytes()

    assert make_voorbeeldstad.table().encode("utf-8") == written


def test_the_map_is_made_again_byte_for_byte() -> None:
    written = (VOORBEELDSTAD / "gebieden.geojson").read_bytes()

    assert make_voorbeeldstad_map.geojson().encode("utf-8") == written


def test_the_groningen_figures_are_the_published_ones() -> None:
    published = shared_data("vm_published_figures.csv")

    assert make_groningen.table(published) == (GRONINGEN / "indicatoren.csv").read_text("utf-8")


def test_the_national_figures_of_voorbeeldstad_are_the_published_ones() -> None:
    book = load_codebook()
    published: dict[tuple[int, str], set[Decimal]] = {}
    with shared_data("vm_published_figures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            edition = int(row["edition"])
            if row["area_code"] == "NL01" and edition in {2021, 2023}:
                for item in book.find(row["indicator"], row["unit"], Series.B):
                    published.setdefault((edition, item.code), set()).add(Decimal(row["value"]))

    for figure in COUNTRY:
        known = published[figure.edition, figure.code]
        assert number(figure.value) in known, figure


@pytest.mark.parametrize("folder", [VOORBEELDSTAD, GRONINGEN], ids=lambda folder: folder.name)
def test_each_figure_stands_once_under_a_known_code_with_its_unit_and_base(folder: Path) -> None:
    with (folder / "indicatoren.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    keys = Counter((row["editie"], row["gebied_code"], row["indicator"]) for row in rows)

    assert max(keys.values()) == 1
    for row in rows:
        item = BOOK.indicators[row["indicator"]]
        assert (item.unit_label, item.base) == (row["eenheid"], row["basis"])
        assert row["bron"]
        assert row["marge"] == "" or folder.name == "groningen"


def test_bounds_stand_around_their_value_within_the_scale() -> None:
    for (_, _, code), figure in FIGURES.items():
        if figure.lower is None or figure.upper is None or figure.value is None:
            continue
        assert figure.lower <= figure.value <= figure.upper, code
        if BOOK.indicators[code].unit is UnitKind.PERCENT:
            assert figure.lower >= 0, code
            assert figure.upper <= 100, code


def test_the_sample_shows_what_a_real_delivery_shows() -> None:
    texts = (VOORBEELDSTAD / "indicatoren.csv").read_text("utf-8")
    measured = {key[2] for key in FIGURES if key[:2] == (2023, "Voorbeeldstad")}
    wards = {key[2] for key in FIGURES if key[:2] == (2023, "Stationskwartier")}
    skew = [
        f
        for f in FIGURES.values()
        if f.lower is not None and f.value - f.lower != f.upper - f.value
    ]

    assert len(measured) >= 60
    assert len(wards) >= 25
    assert {BOOK.indicators[code].theme for code in measured} == {t.id for t in BOOK.themes}
    assert 5 <= len([code for code in measured if BOOK.indicators[code].is_local]) <= 6
    assert len(skew) > 50
    assert len([figure for figure in FIGURES.values() if 0 < figure.n < 50]) > 50
    assert all(f";{symbol};" in texts for symbol in (".", "x", "n.v.t."))


def test_the_wards_together_are_the_municipality() -> None:
    population = {ward.name: ward.population for ward in WARDS}
    for code in ("onveilig_buurt", "overlast_jongeren", "sociale_cohesie", "slachtoffer_online"):
        mean = sum(
            FIGURES[2023, name, code].value * people for name, people in population.items()
        ) / sum(population.values())
        whole = FIGURES[2023, "Voorbeeldstad", code].value
        assert abs(mean - whole) < Decimal("0.06"), code


def test_the_map_has_the_wards_and_they_share_their_borders() -> None:
    features = json.loads((VOORBEELDSTAD / "gebieden.geojson").read_text("utf-8"))["features"]
    rings = [
        [tuple(point) for point in feature["geometry"]["coordinates"][0]] for feature in features
    ]
    edges = Counter(frozenset(pair) for ring in rings for pair in itertools.pairwise(ring))
    outside = [edge for edge, count in edges.items() if count == 1]
    ends = Counter(point for edge in outside for point in edge)

    assert [(ward.code, ward.name) for ward in WARDS] == [
        (item["properties"]["statcode"], item["properties"]["statnaam"]) for item in features
    ]
    assert all(ring[0] == ring[-1] for ring in rings)
    assert {1, 2} == set(edges.values())
    assert {2} == set(ends.values()), "the outer edge is one closed line: the wards tile the map"
    assert all(5 <= x <= 5.1 and 52 <= y <= 52.06 for ring in rings for x, y in ring)


@pytest.mark.parametrize(
    ("folder", "file", "edition", "home"),
    [
        (VOORBEELDSTAD, "duiding.md", 2023, "Voorbeeldstad"),
        (VOORBEELDSTAD, "aanbevelingen.md", 2023, "Voorbeeldstad"),
        (GRONINGEN, "duiding.md", 2017, "Groningen"),
    ],
    ids=str,
)
def test_every_number_in_the_advice_has_a_publishable_figure(
    folder: Path, file: str, edition: int, home: str
) -> None:
    text = (folder / file).read_text("utf-8")
    figures = read(folder)
    used = PLACEHOLDER.findall(text)

    assert text.count("{{") == len(used) > 5
    for code, area, year in used:
        figure = figures[int(year or edition), area or home, code]
        assert figure.value is not None, code
        assert folder is GRONINGEN or figure.n >= 50, code


@pytest.mark.parametrize(
    "title_and_text", sections("aanbevelingen.md"), ids=lambda item: item[0][:2]
)
def test_each_recommendation_rests_on_differences_that_are_shown(title_and_text) -> None:
    title, text = title_and_text
    fields = dict(re.findall(r"^- \*\*(.+?):\*\* ?(.*)$", text, flags=re.MULTILINE))
    prose = re.sub(r"^(- \*\*|\||###).*$", "", text, flags=re.MULTILINE)

    assert re.match(r"A[1-6]\. \w", title)
    for finding in fields["Bevindingen"].split(";"):
        code, area, against = re.fullmatch(
            r"(\w+)(?: in ([\w ]+?))? \((\w+)\)", finding.strip()
        ).groups()
        figure = FIGURES[2023, area or "Voorbeeldstad", code]
        reference = {
            "gemeente": (2023, "Voorbeeldstad", code),
            "regio": (2023, "Regio Voorbeeldland", code),
            "vorige": (2021, area or "Voorbeeldstad", code),
        }[against]
        assert differs(figure, FIGURES[reference]), finding
    goal = FIGURES[2023, fields["Doelgebied"] or "Voorbeeldstad", fields["Doelindicator"]]
    target = number(fields["Streefwaarde"])
    assert not goal.lower <= target <= goal.upper
    assert fields["Thema"] in BOOK.field(fields["Veld"]).themes
    assert 80 <= len(prose.split()) <= 160
    assert text.count("\n| ") - 1 >= 2


def test_the_interpretation_covers_every_theme_at_a_readable_length() -> None:
    text = (VOORBEELDSTAD / "duiding.md").read_text("utf-8")
    parts = dict(
        part.split("\n", 1) for part in re.split(r"^# ", text, flags=re.MULTILINE) if part.strip()
    )

    chapters = ["Samenvatting", *(theme.name for theme in BOOK.themes), "Conclusies"]
    assert chapters == list(parts)[: len(chapters)]
    plan_themes = {name.casefold() for field in BOOK.fields for name in field.themes}
    assert {name.casefold() for name in list(parts)[len(chapters) :]} <= plan_themes
    for name, part in parts.items():
        least = 60 if name in chapters else 25
        assert least <= len(PLACEHOLDER.sub("cijfer", part).split()) <= 145, name


def test_advisor_text_types_no_survey_figures() -> None:
    for path in (VOORBEELDSTAD / "duiding.md", VOORBEELDSTAD / "kwalitatief.md"):
        text = PLACEHOLDER.sub("", path.read_text("utf-8"))
        assert re.findall(r"\d+(?:,\d+)? ?(?:%|procent)", text) == []
        assert {"2021", "2022", "2023"} >= set(re.findall(r"\d{2,}", text))


def test_quotes_cannot_be_traced_to_a_person() -> None:
    text = (VOORBEELDSTAD / "kwalitatief.md").read_text("utf-8")
    speakers = re.findall(r'^> ".+" — (.+)$', text, flags=re.MULTILINE)

    assert text.count("\n> ") == len(speakers)
    assert 6 <= len(speakers) <= 8
    assert {"een bewoner", "een ouder", "een professional", "een ondernemer"} >= set(speakers)


@pytest.mark.parametrize("folder", [VOORBEELDSTAD, GRONINGEN], ids=lambda folder: folder.name)
def test_the_dossier_names_what_is_there(folder: Path) -> None:
    content = tomllib.loads((folder / "dossier.toml").read_text("utf-8"))

    assert content["dossier"]["status"] == "concept"
    assert all((folder / name).is_file() for name in content["bestanden"]["indicatoren"])
    figures = read(folder)
    home = {"voorbeeldstad": "Voorbeeldstad", "groningen": "Groningen"}[folder.name]
    for code in content["kerncijfers"]["indicatoren"]:
        assert (content["dossier"]["editie"], home, code) in figures


def test_example_data_is_marked_as_such_and_real_data_is_not() -> None:
    made_up = tomllib.loads((VOORBEELDSTAD / "dossier.toml").read_text("utf-8"))
    real = tomllib.loads((GRONINGEN / "dossier.toml").read_text("utf-8"))

    assert made_up["dossier"]["banner"] == "Fictieve voorbeeldgegevens"
    assert real["dossier"]["banner"] == ""
    assert not (GRONINGEN / "aanbevelingen.md").exists()
