"""The advisor's texts: placeholders take published figures, findings are looked up."""

import pytest


def add(dossier, call):
    path = dossier.root / "duiding.md"
    lines = path.read_text(encoding="utf-8").splitlines()
    place = lines.index("# Veiligheidsbeleving") + 1
    lines[place:place] = ["", f"Hier staat {{{{ {call} }}}} in de tekst.", ""]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return place + 2


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ('cijfer("onveilig_buurt")', "Hier staat 17% in de tekst"),
        ('cijfer("onveilig_buurt", editie=2021)', "Hier staat 22% in de tekst"),
        ('cijfer("onveilig_buurt", "Stationskwartier")', "Hier staat 35% in de tekst"),
        ('marge("onveilig_buurt")', "Hier staat tussen 16% en 19% in de tekst"),
        ('aantal("onveilig_buurt")', "Hier staat 1.000 of meer in de tekst"),
        ('verschil("onveilig_buurt", "vorige")', "Hier staat lager (gunstiger) in de tekst"),
        ('ok("62%", "uit het jaarverslag")', "Hier staat 62% in de tekst"),
    ],
)
def test_a_placeholder_becomes_the_printed_figure(voorbeeldstad, call, words):
    add(voorbeeldstad, call)
    assert words in voorbeeldstad.outline()


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ('cijfer("onveilig_burt")', "E365"),
        ('cijfer("onveilig_buurt", "Nergenshuizen")', "E366"),
        ('cijfer("onveilig_buurt", "Waterrijk")', "E363"),
        ('cijfer("onveilig_buurt", editie=2019)', "E363"),
        ('marge("onveilig_buurt", "NL01", 2021)', "E363"),
        ('verschil("lokaal_melden", "nederland")', "E361"),
        ('onzin("onveilig_buurt")', "E330"),
    ],
)
def test_a_figure_that_is_not_there_is_a_problem_at_its_line(voorbeeldstad, call, code):
    line = add(voorbeeldstad, call)
    found = [p for p in voorbeeldstad.problems() if p.code == code]
    assert [(p.where.file, p.where.row) for p in found] == [("duiding.md", line)]
    assert "E333" not in voorbeeldstad.codes()


def test_a_hidden_figure_is_named_with_its_area(voorbeeldstad):
    add(voorbeeldstad, 'cijfer("onveilig_buurt", "Waterrijk")')
    assert "'onveilig_buurt' in Waterrijk in 2023: te weinig antwoorden" in str(
        voorbeeldstad.fails()
    )


def test_the_summary_of_the_advisor_is_in_the_report(voorbeeldstad):
    voorbeeldstad.write("duiding.md", "# Samenvatting\n\nDit is onze samenvatting.\n")
    before, found, after = voorbeeldstad.outline().partition("Dit is onze samenvatting.")
    assert found
    assert "De kerncijfers van Voorbeeldstad op een rij" in before
    assert "Figuur 1" in after


def test_a_wrong_indicator_is_told_what_was_meant(voorbeeldstad):
    add(voorbeeldstad, 'cijfer("onveilig_burt")')
    assert "Bedoelde u 'onveilig_buurt'?" in str(voorbeeldstad.fails())


def test_a_recommendation_that_rests_on_no_difference_is_told_so(voorbeeldstad):
    voorbeeldstad.edit(
        "aanbevelingen.md", "**Bevindingen:** ", "**Bevindingen:** overlast_verkeer (vorige); "
    )
    notices = [p for p in voorbeeldstad.problems() if p.code == "W362"]
    assert len(notices) == 1
    assert "geen aantoonbaar verschil" in notices[0].what


def test_every_recommendation_shows_findings_field_goal_and_request(voorbeeldstad):
    text = voorbeeldstad.outline()
    start = text.index("Haal het jongerenwerk", text.index("#aanbevelingen"))
    part = text[text.index("#aanbeveling-a1", start) : text.index("#aanbeveling-a2", start)]
    for label in ("Gebaseerd op:", "Prioriteit:", "Veld en thema:", "Doel:", "callout[request]"):
        assert label in part
    assert "Nulmeting: 27,3% (2023). Streefwaarde: 18% in 2027." in part


def test_texts_of_the_advisor_keep_the_key_of_their_source(voorbeeldstad):
    text = voorbeeldstad.outline()
    assert "advisor text duiding.veiligheidsbeleving" in text
    assert "advisor text advies.A1.tekst" in text
