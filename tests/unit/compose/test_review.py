"""A review holds while its figures do: in what check says, in the documents, in a final dossier."""

from __future__ import annotations

import csv
import io
import re

import pytest

from vmreport.compose.review import ReviewState, dossier_review, review_of
from vmreport.errors import InputError, Problems
from vmreport.loading import load
from vmreport.pipeline import outline_document

REVIEWED = "beoordeeld op 8\u00a0mei 2024"
A1 = "18919a27"


def material(dossier):
    return load(dossier.root, Problems()).material


def states(dossier) -> dict[str, ReviewState]:
    made = material(dossier)
    return {item.id: review_of(made, item).state for item in made.advice.recommendations}


def change_figure(dossier, indicator: str, area: str, column: str, new: str, year: str = "2023"):
    """Change one cell of the table with figures."""
    path = dossier.root / "indicatoren.csv"
    text = path.read_text("utf-8")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    at = {name: number for number, name in enumerate(rows[0])}
    (row,) = [
        row
        for row in rows[1:]
        if (row[at["editie"]], row[at["gebied"]], row[at["indicator"]]) == (year, area, indicator)
    ]
    row[at[column]] = new(row[at[column]]) if callable(new) else new
    made = io.StringIO()
    csv.writer(made, delimiter=";", lineterminator="\n").writerows(rows)
    path.write_text(made.getvalue(), "utf-8")


def review_all(dossier, status: str = "gereviewd") -> None:
    """Fill in a review of every recommendation, on the figures of now."""
    made = material(dossier)
    path = dossier.root / "aanbevelingen.md"
    text = re.sub(
        r"(?m)^- \*\*(?:Status|Beoordeeld op|Cijfers):\*\*.*\n", "", path.read_text("utf-8")
    )
    for item in made.advice.recommendations:
        lines = f"- **Status:** {status}\n- **Cijfers:** {review_of(made, item).fingerprint}\n"
        text = re.sub(rf"(?m)^(## {item.id}\. (?:.*\n)+?)(?=- \*\*Prior)", rf"\g<1>{lines}", text)
    path.write_text(text, "utf-8")


def set_status(dossier, status: str, *lines: str) -> None:
    dossier.edit("dossier.toml", 'status = "concept"', "\n".join([f'status = "{status}"', *lines]))


def said(dossier):
    """Give what is said before the first document: all there is about reviews, but W754."""
    problems = Problems()
    load(dossier.root, problems)
    return problems.items


def codes(dossier) -> list[str]:
    return [item.code for item in said(dossier)]


def found(dossier, code: str):
    return [item for item in said(dossier) if item.code == code]


def test_the_sample_shows_who_is_reviewed_and_who_is_not(voorbeeldstad):
    assert states(voorbeeldstad)["A1"] is ReviewState.CURRENT
    assert states(voorbeeldstad)["A2"] is ReviewState.NONE
    text = voorbeeldstad.outline()
    assert text.count(REVIEWED) == 2
    assert text.count("concept: nog niet beoordeeld") == 4
    assert "op eerdere cijfers" not in text
    assert voorbeeldstad.outline("ivp").count(REVIEWED) == 2


def test_check_names_the_fingerprint_of_what_is_not_reviewed(voorbeeldstad):
    voorbeeldstad.edit("dossier.toml", '"raadsbrief", "factsheet", "wijkprofiel", ', "")
    (notice,) = [item for item in voorbeeldstad.problems() if item.code == "W754"]
    made = material(voorbeeldstad)
    for item in made.advice.recommendations:
        listed = f"{item.id} ({review_of(made, item).fingerprint})"
        assert (listed in notice.what) is (item.id not in ("A1", "A3"))


@pytest.mark.parametrize(
    ("column", "new"), [("waarde", "27,9"), ("ondergrens", "20,7"), ("waarde", None)]
)
def test_a_changed_figure_makes_a_review_stale_and_is_named(voorbeeldstad, column, new):
    if new is None:
        change_figure(voorbeeldstad, "overlast_jongeren", "Stationskwartier", "status", "geheim")
        for name in ("waarde", "ondergrens", "bovengrens", "n", "teller"):
            change_figure(voorbeeldstad, "overlast_jongeren", "Stationskwartier", name, "")
        assert states(voorbeeldstad)["A1"] is ReviewState.STALE
        return
    change_figure(voorbeeldstad, "overlast_jongeren", "Stationskwartier", column, new)
    (notice,) = found(voorbeeldstad, "W751")
    assert notice.where.file == "aanbevelingen.md"
    assert notice.what.startswith("Aanbeveling A1 is beoordeeld op eerdere cijfers.")
    assert "overlast_jongeren in Stationskwartier (gemeente)" in notice.what
    assert "voorzieningen_jongeren" not in notice.what
    assert "zet daarna bij Cijfers: " in notice.hint
    text = voorbeeldstad.outline()
    assert f"{REVIEWED}, maar op eerdere cijfers: opnieuw te beoordelen" in text
    assert text.count(REVIEWED) == 2


def test_another_figure_leaves_a_review_alone(voorbeeldstad):
    change_figure(voorbeeldstad, "kans_zakkenrollerij", "Voorbeeldstad", "waarde", "5,3")
    assert states(voorbeeldstad)["A1"] is ReviewState.CURRENT


def test_the_same_number_written_otherwise_is_no_change(voorbeeldstad):
    def longer(old: str) -> str:
        return f"{old}0" if "," in old else f"{old},0"

    change_figure(voorbeeldstad, "overlast_jongeren", "Stationskwartier", "waarde", longer)
    assert states(voorbeeldstad)["A1"] is ReviewState.CURRENT


def test_a_figure_in_the_text_counts(voorbeeldstad):
    voorbeeldstad.edit(
        "aanbevelingen.md",
        "Wij raden aan twee dingen tegelijk te doen.",
        'Wij raden aan twee dingen te doen, want {{ cijfer("onveilig_buurt") }} voelt zich onveilig.',
    )
    (notice,) = found(voorbeeldstad, "W751")
    assert notice.what.endswith("Veranderd: cijfers in de tekst.")


def test_eight_digits_are_enough_but_do_not_say_what_changed(voorbeeldstad):
    text = (voorbeeldstad.root / "aanbevelingen.md").read_text("utf-8")
    fingerprint = re.search(rf"{A1}[0-9a-f-]*", text)[0]
    voorbeeldstad.edit("aanbevelingen.md", fingerprint, A1)
    assert states(voorbeeldstad)["A1"] is ReviewState.CURRENT
    change_figure(voorbeeldstad, "overlast_jongeren", "Stationskwartier", "waarde", "27,9")
    (notice,) = found(voorbeeldstad, "W751")
    assert "Veranderd" not in notice.what


def test_a_review_without_figures_is_told_so(voorbeeldstad):
    text = (voorbeeldstad.root / "aanbevelingen.md").read_text("utf-8")
    line = re.search(rf"- \*\*Cijfers:\*\* {A1}.*\n", text)[0]
    voorbeeldstad.edit("aanbevelingen.md", line, "")
    (notice,) = found(voorbeeldstad, "W752")
    assert A1 in notice.hint
    assert f"{REVIEWED}; er staat niet bij op welke cijfers" in voorbeeldstad.outline()


def test_nothing_is_printed_when_nobody_writes_reviews(voorbeeldstad):
    path = voorbeeldstad.root / "aanbevelingen.md"
    pattern = r"(?m)^- \*\*(?:Status|Beoordeeld op|Cijfers):\*\*.*\n"
    path.write_text(re.sub(pattern, "", path.read_text("utf-8")), "utf-8")
    assert "Beoordeling" not in voorbeeldstad.outline()


# -- final ----------------------------------------------------------------------------------------


def test_a_final_dossier_with_a_draft_in_it_is_not_made(voorbeeldstad):
    set_status(voorbeeldstad, "definitief")
    assert codes(voorbeeldstad).count("E753") == 4
    with pytest.raises(InputError):
        outline_document(voorbeeldstad.root, "raadsrapport")


def test_a_final_dossier_with_a_stale_review_is_not_made(voorbeeldstad):
    review_all(voorbeeldstad, "definitief")
    set_status(voorbeeldstad, "definitief")
    assert not [code for code in codes(voorbeeldstad) if code.startswith("E")]
    assert "Beoordeling:" not in voorbeeldstad.outline()
    change_figure(voorbeeldstad, "overlast_jongeren", "Stationskwartier", "waarde", "27,9")
    assert {code for code in codes(voorbeeldstad) if code.startswith("E")} == {"E751"}
    assert {item.code for item in voorbeeldstad.fails().problems} >= {"E751"}


def test_a_final_dossier_without_the_figures_of_a_review_is_not_made(voorbeeldstad):
    review_all(voorbeeldstad)
    path = voorbeeldstad.root / "aanbevelingen.md"
    text = re.sub(r"(?m)^- \*\*Cijfers:\*\*.*\n", "", path.read_text("utf-8"), count=1)
    path.write_text(text, "utf-8")
    set_status(voorbeeldstad, "definitief")
    assert [code for code in codes(voorbeeldstad) if code.startswith("E")] == ["E752"]


# -- the dossier as a whole -----------------------------------------------------------------------


def test_a_reviewed_dossier_is_printed_as_such(voorbeeldstad):
    review_all(voorbeeldstad)
    set_status(voorbeeldstad, "gereviewd")
    (notice,) = found(voorbeeldstad, "W756")
    fingerprint = re.search(r'cijfers = "([0-9a-f-]+)"', notice.hint)[1]
    voorbeeldstad.edit("dossier.toml", "gereviewd", f'gereviewd"\ncijfers = "{fingerprint}')
    assert not {"W756", "W757"} & set(codes(voorbeeldstad))
    assert "(gereviewd concept)" in voorbeeldstad.outline()
    change_figure(voorbeeldstad, "kans_zakkenrollerij", "Voorbeeldstad", "waarde", "5,3")
    (notice,) = found(voorbeeldstad, "W757")
    assert notice.what.endswith("Veranderd: Veiligheidsbeleving.")
    text = voorbeeldstad.outline()
    assert "(concept)" in text
    assert "gereviewd concept" not in text


def test_a_reviewed_dossier_with_a_draft_in_it_is_a_draft(voorbeeldstad):
    set_status(voorbeeldstad, "gereviewd")
    assert codes(voorbeeldstad).count("W753") == 4
    assert "(concept)" in voorbeeldstad.outline()


def test_a_final_dossier_on_earlier_figures_is_not_made(voorbeeldstad):
    review_all(voorbeeldstad)
    set_status(voorbeeldstad, "definitief", "beoordeeld_op = 2024-05-13", 'cijfers = "00000000"')
    assert [code for code in codes(voorbeeldstad) if code.startswith("E")] == ["E757"]


def test_a_dossier_without_recommendations_can_be_reviewed(groningen):
    fingerprint = dossier_review(material(groningen)).fingerprint
    set_status(groningen, "gereviewd", f'cijfers = "{fingerprint}"')
    assert not [code for code in codes(groningen) if code[1] == "7"]
    assert "(gereviewd concept)" in groningen.outline()


@pytest.mark.parametrize(
    "line", ['status = "klaar"', 'cijfers = "zomaar"', 'beoordeeld_op = "mei"']
)
def test_what_is_wrong_in_the_review_of_a_dossier_is_named(groningen, line):
    if line.startswith("status"):
        groningen.edit("dossier.toml", 'status = "concept"', line)
    else:
        set_status(groningen, "gereviewd", line)
    assert {"E105", "E106"} & set(codes(groningen))
