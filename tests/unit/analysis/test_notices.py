"""What the advisor is told when dossier and figures do not meet: every message in full."""

from __future__ import annotations

import pytest

from support.analyses import FULL, run, told, verdicts
from vmreport.analysis.findings import Hidden
from vmreport.errors import Level


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"area": "GM0009"}, [("E250", Level.PROBLEM)]),
        ({"edition": 2017}, [("W254", Level.NOTICE)] * 2 + [("E251", Level.PROBLEM)]),
        ({"country": "NL02"}, [("W252", Level.NOTICE)]),
        ({"region": "RG09"}, [("W253", Level.NOTICE)]),
        ({"edition": 2023}, [("W254", Level.NOTICE)]),
        ({"region": "GM0001"}, [("W255", Level.NOTICE)]),
        ({"previous_edition": 2022}, [("E256", Level.PROBLEM)]),
        ({"previous_edition": 2025}, [("E257", Level.PROBLEM)]),
        ({"previous_edition": 2019}, [("W258", Level.NOTICE)]),
        ({"country": "", "region": ""}, []),
    ],
)
def test_what_does_not_meet_is_told_and_nothing_is_raised(options, expected):
    analysis, problems = run(FULL, **options)
    assert sorted(told(problems)) == sorted(expected)
    if "previous_edition" in options:
        assert analysis.previous_edition is None
        assert ("GM0001", "vorige") not in verdicts(analysis)
    if "area" in options:
        assert (dict(analysis.indicators), dict(analysis.comparisons)) == ({}, {})
        assert {key.area for key in analysis.cells} == {"NL01", "RG01"}


def test_a_missing_reference_leaves_the_rest_standing():
    analysis, _ = run(FULL, country="NL02")
    assert analysis.country is None
    assert ("GM0001", "nederland") not in verdicts(analysis)
    assert ("GM0001", "regio") in verdicts(analysis)


def test_country_and_region_may_be_the_same_and_are_told_once():
    analysis, problems = run(FULL, region="NL01")
    assert told(problems) == []
    assert (analysis.country, analysis.region) == (analysis.areas["NL01"], None)
    _, problems = run(FULL, country="NL02", region="NL02")
    assert told(problems) == [("W252", Level.NOTICE)]


def test_local_numbers_without_n_are_counted_in_one_notice():
    rows = """
    2025 GM0001 onveilig 41 +-2 n=400
    2025 WK000101 onveilig 41 +-2
    2025 WK000102 onveilig 44 +-2
    2025 WK000103 onveilig .
    """
    analysis, problems = run(rows, country="", region="")
    assert str(problems.items[0]) == (
        "W259 indicatoren.csv:kolom n  van 2 cijfers voor wijken, buurten of kernen is het aantal "
        "antwoorden (n) onbekend; of ze betrouwbaar en niet herleidbaar zijn is niet te toetsen, "
        "daarom staan ze niet in het rapport  -> lever het aantal antwoorden aan, of zet de minima "
        "op 0 als de bron dit al toetst"
    )
    assert len(problems.items) == 1
    assert isinstance(analysis.cell("onveilig", "WK000101"), Hidden)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"area": "GM0010"},
            (
                "E250 dossier.toml  het gebied GM0010 komt niet voor in de cijfers  -> controleer de "
                "gebiedscode; in de cijfers staat bijvoorbeeld: GM0001 (Naam GM0001)"
            ),
        ),
        (
            {"edition": 2013, "country": "", "region": ""},
            (
                "E251 dossier.toml  de cijfers bevatten geen editie 2013 voor Naam GM0001 (GM0001)  -> "
                "controleer de editie; voor dit gebied gevonden: 2019, 2021, 2023, 2025"
            ),
        ),
        (
            {"country": "NL99"},
            (
                "W252 dossier.toml  het land om mee te vergelijken, NL99, komt niet voor in de cijfers;"
                " deze vergelijking vervalt  -> lever de cijfers van dit gebied aan of maak deze "
                "vergelijking leeg"
            ),
        ),
        (
            {"region": "RG99"},
            (
                "W253 dossier.toml  de regio om mee te vergelijken, RG99, komt niet voor in de cijfers;"
                " deze vergelijking vervalt  -> lever de cijfers van dit gebied aan of maak deze "
                "vergelijking leeg"
            ),
        ),
        (
            {"edition": 2023, "region": "RG01"},
            (
                "W254 dossier.toml  van Naam RG01 (RG01) zijn er geen cijfers van editie 2023; deze "
                "vergelijking vervalt  -> vergelijken kan alleen binnen dezelfde editie: lever die "
                "cijfers aan"
            ),
        ),
        (
            {"region": "GM0001"},
            (
                "W255 dossier.toml  Naam GM0001 (GM0001) zou met zichzelf worden vergeleken; deze "
                "vergelijking vervalt  -> kies een ander gebied om mee te vergelijken of maak dit leeg"
            ),
        ),
        (
            {"previous_edition": 2022},
            (
                "E256 dossier.toml  de vorige editie 2022 komt niet voor in de cijfers van Naam GM0001 "
                "(GM0001)  -> kies een editie uit de cijfers (2019, 2021, 2023, 2025) of laat de vorige"
                " editie weg"
            ),
        ),
        (
            {"previous_edition": 2027},
            (
                "E257 dossier.toml  de vorige editie 2027 ligt niet vóór de editie van het rapport "
                "(2025)  -> kies een eerdere editie of laat de vorige editie weg"
            ),
        ),
        (
            {"previous_edition": 2019},
            (
                "W258 dossier.toml  editie 2019 is niet te vergelijken met editie 2025: in 2021 zijn de"
                " vragen en de manier van meten veranderd; deze vergelijking vervalt  -> kies een "
                "editie van na de wijziging of laat de vorige editie weg"
            ),
        ),
    ],
)
def test_every_message_in_full(options, message):
    _, problems = run(FULL, **options)
    assert [str(item) for item in problems.items] == [message]
