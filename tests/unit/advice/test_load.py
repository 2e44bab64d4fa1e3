"""What the complete example becomes, and files that are not what they should be."""

from pathlib import Path

import pytest

from vmreport.advice.load import load_advice
from vmreport.advice.model import FindingRef, Priority, VoiceKind
from vmreport.advice.readers.markdown import markdown_drafts
from vmreport.advice.readers.recommendations import check_recommendations
from vmreport.advice.readers.sections import Lines
from vmreport.errors import Place, Problems

COMPLETE = Path(__file__).resolve().parents[2] / "cases" / "advice" / "complete"


def load(root, problems, **names):
    def path(key):
        return root / names[key] if key in names else None

    return load_advice(
        path("recommendations"),
        path("interpretation"),
        path("qualitative"),
        problems,
        root=root,
        theme_ids={"veiligheidsbeleving": "veiligheidsbeleving"},
    )


@pytest.fixture
def advice():
    return load(
        COMPLETE,
        Problems(),
        recommendations="aanbevelingen.md",
        interpretation="duiding.md",
        qualitative="kwalitatief.md",
    )


def test_recommendation_has_all_its_parts(advice):
    first, second = advice.recommendations

    assert (first.id, first.title) == ("A1", "Meer licht & toezicht rond het station")
    assert first.priority is Priority.HIGH
    assert (first.field, first.field_theme, first.instrument) == ("1", "Sociale kwaliteit", "kvo")
    assert first.findings == (
        FindingRef("onveilig_buurt", "", "vorige", Place("aanbevelingen.md", row=8)),
        FindingRef(
            "overlast_jongeren", "Stationskwartier", "gemeente", Place("aanbevelingen.md", row=8)
        ),
        FindingRef("cohesie", "Bergen (NH.)", "", Place("aanbevelingen.md", row=9)),
    )
    assert first.goal is not None
    assert (first.goal.target, first.goal.year) == ("30", 2027)
    assert first.goal.place.row == 13
    assert first.request is not None
    assert first.request.markdown == "De raad stelt\n**budget** beschikbaar."
    assert first.text.first_line == 22
    assert (second.goal, second.request, second.measures) == (None, None, ())


def test_measures_keep_their_line_and_partners(advice):
    lamps, watch = advice.recommendations[0].measures

    assert lamps.partners == ("politie", "ProRail")
    assert (lamps.start, lamps.means, lamps.status) == ("2024 K3", "€ 40.000", "loopt")
    assert lamps.place.row == 32
    assert (watch.title, watch.partners) == ("Toezicht A|B", ())


def test_voices_and_interpretations_have_stable_keys(advice):
    assert [(voice.kind, voice.title, voice.text.key) for voice in advice.voices] == [
        (VoiceKind.RESIDENTS, "", "stem.inwoners.1"),
        (VoiceKind.RESIDENTS, "Rond het station", "stem.inwoners.2"),
        (VoiceKind.PROFESSIONALS, "De wijkagent", "stem.professionals.1"),
    ]
    assert [item.text.key for item in advice.interpretations] == [
        "duiding.samenvatting",
        "duiding.veiligheidsbeleving",
    ]


def test_no_files_is_an_empty_advice(tmp_path):
    problems = Problems()
    advice = load(tmp_path, problems)
    assert (advice.recommendations, advice.interpretations, advice.voices) == ((), (), ())
    assert not problems.items


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ("# Samenvatting\n\nGeëvalueerd.\n".encode("cp1252"), ["W303"]),
        ("\ufeff# Samenvatting\n\nGoed.\n".encode(), []),
        ("# Samenvatting\n\nGeëvalueerd.\n".encode("utf-16"), ["W303"]),
        (b"# Samenvatting\n\n\0\n", ["E303"]),
        (b"PK\x03\x04\x81\x8d", ["E303"]),
        (b"# Samenvatting\r\n\r\nGoed.\r\n", []),
        ("# Samenvatting\n\nA\u202eB \ue000I0\ue001\n".encode(), ["E305"] * 3),
        (b"# Samenvatting\n\n" + b"x" * 30_000, ["E302"]),
        (b"---\ngemeente: GM9901\n\n# Samenvatting\n\nGoed.\n", ["E306", "E342"]),
        (b"---\ngemeent: GM9901\n---\n# Samenvatting\n\nGoed.\n", ["E306"]),
        (b"", []),
    ],
)
def test_odd_files_are_named(tmp_path, data, codes):
    (tmp_path / "duiding.md").write_bytes(data)
    problems = Problems()
    load(tmp_path, problems, interpretation="duiding.md")
    assert [item.code for item in problems.items] == codes


def test_a_kind_of_file_without_reader_is_refused(tmp_path):
    (tmp_path / "duiding.xlsx").write_bytes(b"PK")
    problems = Problems()
    load(tmp_path, problems, interpretation="duiding.xlsx")
    assert [item.code for item in problems.items] == ["E308"]


def test_fields_may_stand_apart_and_text_may_start_with_a_list():
    text = """## A1. Titel

- **Bevindingen:** a

- **Prioriteit:** hoog
- **Veld:** 1

- Eerst dit
- Dan dat
"""
    problems = Problems()
    lines = Lines("f.md", tuple(text.split("\n")), 1)
    (item,) = check_recommendations(markdown_drafts(lines, problems), problems)
    assert not problems.items
    assert item.text.markdown == "- Eerst dit\n- Dan dat"
    assert item.text.first_line == 8


def test_a_placeholder_in_a_title_is_refused():
    text = '## A1. {{ cijfer("a") }}\n\n- **Bevindingen:** a\n- **Prioriteit:** hoog\n- **Veld:** 1\n\nx'
    problems = Problems()
    lines = Lines("f.md", tuple(text.split("\n")), 10)
    check_recommendations(markdown_drafts(lines, problems), problems)
    assert [(item.code, item.where.row) for item in problems.items] == [("E334", 10)]


def test_unfinished_titles_and_cells_are_named(tmp_path):
    text = (
        "## A1. TODO titel\n\n- **Bevindingen:** a\n- **Prioriteit:** hoog\n- **Veld:** 1\n"
        "- **Doel:** [invullen]\n\nTekst.\n\n### Maatregelen\n\n| Maatregel | Trekker |\n|---|---|\n| a | XXX |\n"
    )
    (tmp_path / "aanbevelingen.md").write_text(text, "utf-8")
    problems = Problems()
    load(tmp_path, problems, recommendations="aanbevelingen.md")
    found = [(item.code, item.where.row, item.where.column) for item in problems.items]
    assert found == [("W335", 1, ""), ("W335", 6, ""), ("W335", 14, "")]
