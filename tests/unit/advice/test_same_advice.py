"""The same advice in Markdown, Word and Excel: the same model, the same documents, byte for byte."""

from dataclasses import replace

import pytest

from support.advice_forms import (
    excel_recommendations,
    word_recommendations,
    word_text,
    write_dossier,
)
from support.builds import sample_build
from vmreport.advice.instruments import shipped_instruments, with_instruments
from vmreport.advice.load import load_advice
from vmreport.assets import data_root
from vmreport.compose.plan_views import theme_id
from vmreport.errors import Place, Problems
from vmreport.markup.placeholders import read_source
from vmreport.pipeline import build, outline_document
from vmreport.survey.codebook import load_codebook

SAMPLE = data_root() / "samples" / "voorbeeldstad"
NOWHERE = Place("x")
RICH = """## A1. Meer licht & toezicht rond "het *station*" [nu] <5%

- **Bevindingen:** onveilig_buurt (vorige); overlast\\_jongeren in Stationskwartier (gemeente);
  cohesie in Bergen (NH.)
- **Prioriteit:** Hoog
- **Veld:** 1
- **Thema:** Sociale & fysieke kwaliteit
- **Doel:** Minder dan 1 op de 3
- **Doelindicator:** onveilig_buurt
- **Streefwaarde:** 7,5
- **Streefjaar:** 2027
- **Gevraagd:** De raad stelt **budget** beschikbaar.

Een op de vijf ({{ cijfer("onveilig_buurt", editie=2023) }}) voelt zich **erg** onveilig;
dat is *volgens [de site](https://hetccv.nl/a_b?x=1&y=2)* {{ verschil("onveilig_buurt", "nederland") }}.

- Lampen
- **Toezicht**: door_de_week
  - in het weekend
  - 's avonds
- 2 * 3 = 6 en R&D <5% en a_b en #5

1. Eerst dit
2. Dan dat

2024\\. Een jaar.

\\# geen kop, \\- geen lijst

> Ik fiets liever om.
> — bewoner, 62 jaar

Tabel: Aantallen per wijk

| Wijk | Aantal |
| --- | ---: |
| Centrum | 12 |
| Noord \\| Oost | 3 |

::: kader uitleg "Let op"
Dit is [nice]{lang=en}.
:::

### Maatregelen

| Maatregel | Trekker | Partners |
| --- | --- | --- |
| Lampen *plaatsen* | Gemeente | politie, ProRail |
| Toezicht A\\|B | Politie | |
| Derde | | |
| Vierde | x | |

## A2. Praat met jongeren

- **Bevindingen:** overlast_jongeren
- **Prioriteit:** laag
- **Veld:** 2

Begin met een gesprek.
"""


def shown(source):
    """Give what a text becomes, placeholders by their call, without where it stood."""
    problems = Problems()
    blocks = read_source(source, lambda p: f"<{p.name}{p.args}{dict(p.kwargs)}>", problems)
    assert not problems.blocking, problems.items
    return source.key, blocks


def plain(advice):
    """Give the advice without places, instruments by their id as the pipeline does."""
    advice = with_instruments(advice, shipped_instruments(), Problems())
    return (
        [
            (
                replace(
                    item,
                    text=None,
                    request=None,
                    place=NOWHERE,
                    findings=tuple(replace(f, place=NOWHERE) for f in item.findings),
                    goal=item.goal and replace(item.goal, place=NOWHERE, target_place=NOWHERE),
                    measures=tuple(replace(m, place=NOWHERE) for m in item.measures),
                ),
                shown(item.text),
                item.request and shown(item.request),
            )
            for item in advice.recommendations
        ],
        [(item.theme, shown(item.text)) for item in advice.interpretations],
        [(item.kind, item.title, shown(item.text)) for item in advice.voices],
    )


def recommendations(folder, name, data):
    (folder / name).write_bytes(data)
    problems = Problems()
    advice = load_advice(
        folder / name, None, None, problems, root=folder, theme_ids={}, area="GM9901"
    )
    return plain(advice), problems


@pytest.mark.parametrize("text", [RICH, (SAMPLE / "aanbevelingen.md").read_text("utf-8")])
def test_recommendations_are_the_same_from_every_kind_of_file(tmp_path, text):
    expected, problems = recommendations(tmp_path, "a.md", text.encode())
    assert not problems.items
    for name, data in (
        ("lijst.docx", word_recommendations(text)),
        ("getypt.docx", word_recommendations(text, choices=False)),
        ("a.xlsx", excel_recommendations(text)),
    ):
        found, problems = recommendations(tmp_path, name, data)
        assert [str(item) for item in problems.items] == []
        assert found == expected, name


def test_texts_are_the_same_from_word(tmp_path):
    duiding = (SAMPLE / "duiding.md").read_text("utf-8")
    voices = (SAMPLE / "kwalitatief.md").read_text("utf-8")
    themes = {
        "leefbaarheid in de buurt": "leefbaarheid",
        "overlast in de buurt": "overlast",
        "veiligheidsbeleving": "veiligheidsbeleving",
        "traditionele criminaliteit": "traditionele_criminaliteit",
        "online criminaliteit": "online_criminaliteit",
        "burgers en politie": "politie",
        "preventie": "preventie",
        "respectloos gedrag en discriminatie": "respect",
        "lokale vragen": "lokaal",
        **{
            name.casefold(): theme_id(field.id, name)
            for field in load_codebook().fields
            for name in field.themes
        },
    }
    found = []
    for ending, first, second in (
        ("md", duiding.encode(), voices.encode()),
        ("docx", word_text(duiding, "duiding"), word_text(voices, "kwalitatief")),
    ):
        (tmp_path / f"duiding.{ending}").write_bytes(first)
        (tmp_path / f"kwalitatief.{ending}").write_bytes(second)
        problems = Problems()
        advice = load_advice(
            None,
            tmp_path / f"duiding.{ending}",
            tmp_path / f"kwalitatief.{ending}",
            problems,
            root=tmp_path,
            theme_ids=themes,
        )
        assert not problems.items, problems.items
        found.append(plain(advice))
    assert found[0] == found[1]
    assert len(found[0][1]) == 16
    assert len(found[0][2]) == 4


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_documents_are_the_same_from_every_kind_of_file(tmp_path, kind):
    write_dossier(SAMPLE, tmp_path, kind)
    assert outline_document(tmp_path, "raadsrapport") == outline_document(SAMPLE, "raadsrapport")


def test_files_are_the_same_byte_for_byte(tmp_path):
    """In Word here, in Excel by its outline above: from there on nothing knows the difference."""
    write_dossier(SAMPLE, tmp_path, "docx")
    formats = ("pdf", "docx", "html")
    result = build(tmp_path, tmp_path / "uit", documents=("raadsrapport",), formats=formats)
    made = {path.suffix[1:]: path.read_bytes() for path in result.files}
    made.pop("xml", None)  # the side-car names the files beside it
    assert made == dict(sample_build("voorbeeldstad", "voorbeeldstad").files)
