"""dossier.toml: what a good one becomes, and what is said about every kind of mistake."""

import pickle
import sys
from datetime import date

import pytest

from vmreport.dossier import Woo, load_dossier
from vmreport.errors import Place, Problems

MINIMAL = """[dossier]
gemeente = "GM9901"
naam = "Voorbeeldstad"
editie = 2023
datum = 2024-05-14

[opsteller]
organisatie = "CCV"
"""

FULL = (
    MINIMAL
    + """contact = "info@voorbeeld.nl"
website = "https://voorbeeld.nl"

[vergelijken]
land = "NL01"
regio = "RG01"
vorige_editie = 2021

[regels]
significantie = "verschiltoets"
minimum_n = 100
maximale_marge = "7,5"
minimum_aantal = 5
decimaalteken = ","
codestijl = "kaal"

[raad]
portefeuillehouder = "wethouder Jansen"
vergaderdatum = 2024-06-20
zaaknummer = "Z-24"
gevraagd = \"\"\"
Kennis nemen van
het rapport.\"\"\"

[raad.extra]
"Ons kenmerk" = "24/1"

[onderzoek]
veldwerk = "augustus 2023"
dataversie = "1 maart 2024"

[bestanden]
indicatoren = ["cijfers/a.csv", "b.xlsx"]

[kerncijfers]
indicatoren = ["onveilig_buurt", "slachtoffer"]

[woo]
categorie = "onderzoeksrapporten"
categorie_van = { uitvoeringsplan = "jaarplannen" }
documentsoort = "rapport"
thema = "openbare orde en veiligheid"
uitgever = "Gemeente Voorbeeldstad"
verantwoordelijke = "College"
geldig_vanaf = 2024-06-20
"""
)


@pytest.fixture
def write(tmp_path):
    def make(text=MINIMAL, files=("indicatoren.csv",)):
        (tmp_path / "dossier.toml").write_text(text, "utf-8")
        for name in files:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x")
        return tmp_path

    return make


def load(root):
    problems = Problems()
    return load_dossier(root, problems), problems.items


def test_minimal_dossier_has_defaults(write):
    root = write()
    dossier, problems = load(root)
    assert not problems
    assert dossier is not None
    assert (dossier.area, dossier.name, dossier.edition) == ("GM9901", "Voorbeeldstad", 2023)
    assert dossier.date == date(2024, 5, 14)
    assert (dossier.status, dossier.documents, dossier.house_style) == (
        "concept",
        ("raadsrapport",),
        "ccv",
    )
    assert dossier.rules.minimum_n == 50
    assert dossier.comparisons.country == "NL01"
    assert dossier.comparisons.previous_edition is None
    assert dossier.files.indicators == (root / "indicatoren.csv",)
    assert dossier.files.recommendations is None
    assert dossier.council.extra is None
    assert dossier.woo == Woo()


def test_full_dossier(write):
    standard = ("Aanbevelingen.md", "duiding.md", "lokale_vragen.toml", "gebieden.geojson")
    root = write(FULL, ("cijfers/a.csv", "b.xlsx", "huisstijl/tokens.toml", *standard))
    dossier, problems = load(root)
    assert not problems
    assert dossier is not None
    assert dossier.rules.maximum_margin == "7.5"
    assert (dossier.rules.significance, dossier.rules.code_style) == ("verschiltoets", "kaal")
    assert dossier.council.meeting_date == date(2024, 6, 20)
    assert dossier.council.request == "Kennis nemen van\nhet rapport."
    assert dossier.council.extra == {"Ons kenmerk": "24/1"}
    assert dossier.research.data_version == "1 maart 2024"
    assert dossier.key_figures == ("onveilig_buurt", "slachtoffer")
    assert dossier.woo == Woo(
        category="onderzoeksrapporten",
        category_of={"uitvoeringsplan": "jaarplannen"},
        document_type="rapport",
        theme="openbare orde en veiligheid",
        publisher="Gemeente Voorbeeldstad",
        responsible="College",
        valid_from=date(2024, 6, 20),
    )
    assert [text.first_line for text in dossier.texts if text.markdown == "College"] == [
        FULL[: FULL.index('"College"')].count("\n") + 1
    ]
    assert dossier.files.indicators == (root / "cijfers/a.csv", root / "b.xlsx")
    assert dossier.files.recommendations == root / "Aanbevelingen.md"
    assert dossier.files.house_style == root / "huisstijl"
    assert pickle.loads(pickle.dumps(dossier)) == dossier  # noqa: S301 - our own bytes


@pytest.mark.parametrize(
    ("old", "new", "code", "row"),
    [
        ('"GM9901"', '"GM99"', "E106", 2),
        ('"GM9901"', "14", "E105", 2),
        ('"Voorbeeldstad"', '""', "E106", 3),
        ('"Voorbeeldstad"', '"""a\nb"""', "E106", 3),
        ('"Voorbeeldstad"', '"a\\u202eb"', "E108", 3),
        ("editie = 2023", 'editie = "2023"', "E105", 4),
        ("editie = 2023", "editie = true", "E105", 4),
        ("editie = 2023", "editie = 23", "E106", 4),
        ("2024-05-14", '"2024-05-14"', "E105", 5),
        ("2024-05-14", "2024-05-14T10:00:00", "E106", 5),
        ("datum = 2024-05-14\n", "", "E107", 1),
        ("datum", "datums", "E104", 5),
        ("[opsteller]", '[opsteler]\norganisatie="x"\n[opsteller]', "E104", 7),
        ('organisatie = "CCV"', 'organisatie = "CCV"\n[regels]\nsignificantie = "t"', "E106", 10),
        ('organisatie = "CCV"', 'organisatie = "CCV"\n[regels]\nminimum_n = -1', "E106", 10),
        ('organisatie = "CCV"', 'organisatie = "CCV"\n[regels]\nmaximale_marge = "x"', "E106", 10),
        (
            'organisatie = "CCV"',
            'organisatie = "CCV"\n[vergelijken]\nvorige_editie = 2023',
            "E106",
            10,
        ),
        (
            'organisatie = "CCV"',
            'organisatie = "CCV"\n[kerncijfers]\nindicatoren = [\n"a",\n"a"]',
            "E106",
            10,
        ),
        ('organisatie = "CCV"', 'organisatie = "CCV"\n[raad.extra]\nx = 1', "E105", 10),
        ('organisatie = "CCV"', 'organisatie = "CCV"\n[onderzoek]\nsteekproef = 2500', "E105", 10),
        ('organisatie = "CCV"', 'organisatie = "CCV"\nwebsite = "geen site"', "E106", 9),
        ('organisatie = "CCV"', 'organisatie = "CCV"\n[woo]\ncategorie = "besluiten"', "E106", 10),
        ('organisatie = "CCV"', 'organisatie = "CCV"\n[woo]\nsoort = "x"', "E104", 10),
        ("[dossier]", 'status = "x"\n[dossier]', "E104", 1),
        ("editie = 2023", 'status = "klaar"\neditie = 2023', "E106", 4),
        ("editie = 2023", 'documenten = "raadsrapport"\neditie = 2023', "E105", 4),
        ("editie = 2023", "documenten = []\neditie = 2023", "E106", 4),
        ("editie = 2023", 'documenten = ["../x"]\neditie = 2023', "E106", 4),
        ("editie = 2023", 'documenten = ["a", "a"]\neditie = 2023', "E106", 4),
        ("= 2023", "2023", "E102", 4),
        ('"Voorbeeldstad"', "Voorbeeldstad", "E102", 3),
        ('"Voorbeeldstad"', "“Voorbeeldstad”", "E102", 3),
        ('"Voorbeeldstad"', '"Voorbeeldstad', "E102", 3),
        ('"Voorbeeldstad"', '"C:\\map"', "E102", 3),
        ("editie = 2023", "editie = 2023\neditie = 2024", "E103", 5),
        ("[opsteller]", "[dossier]", "E103", 7),
    ],
)
def test_every_mistake_has_one_problem_with_its_line(write, old, new, code, row):
    assert old in MINIMAL
    dossier, problems = load(write(MINIMAL.replace(old, new, 1)))
    assert dossier is None
    found = [(item.code, item.where.file, item.where.row) for item in problems]
    assert (code, "dossier.toml", row) in found
    allowed = {"E104", "E107"} if old == "datum" else {code}
    assert {item[0] for item in found} == allowed


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('x = "C:\\map"', "\\"),
        ('x = "open', "aanhalingsteken aan het eind"),
        ('x = """open', "aanhalingsteken aan het eind"),
        ("x = 'it's'", "op deze regel"),
        ("x = ”x”", "gekrulde"),
        ("x = 14-05-2024", "op deze regel"),
        ("x = [1", "lijst"),
        ("[x", "]"),
        ("losse tekst", "="),
        ("é = 1", "niet te lezen"),
    ],
)
def test_toml_errors_are_said_in_words(write, line, words):
    _, (problem,) = load(write(MINIMAL + line))
    assert (problem.code, problem.where.row) == ("E102", 9)
    assert words in problem.what


def test_a_key_above_all_tables_is_sent_to_its_table(write):
    _, (problem,) = load(write('status = "concept"\n' + MINIMAL))
    assert "[dossier]" in problem.hint


def test_all_mistakes_are_said_at_once_with_suggestions(write):
    text = MINIMAL.replace("naam", "nam").replace("2024-05-14", '"x"').replace('"CCV"', "3")
    _, problems = load(write(text))
    assert {item.code for item in problems} == {"E104", "E105", "E107"}
    assert len(problems) == 4
    assert any("Bedoelde u naam?" in item.hint for item in problems)


@pytest.mark.parametrize(
    "name", ["../buiten.csv", "/etc/passwd", "C:\\x.csv", "a\\..\\b.csv", "c:/x", ".."]
)
def test_paths_stay_inside_the_folder(write, name):
    text = MINIMAL + f"[bestanden]\nindicatoren = ['{name}']\n"
    dossier, problems = load(write(text))
    assert [(item.code, item.where.row) for item in problems] == [("E112", 10)]
    assert dossier is not None
    assert dossier.files.indicators == ()


@pytest.mark.skipif(sys.platform == "win32", reason="making links asks for rights on Windows")
def test_links_that_leave_the_folder_are_refused(write, tmp_path_factory):
    root = write()
    outside = tmp_path_factory.mktemp("buiten") / "geheim.md"
    outside.write_text("geheim")
    (root / "duiding.md").symlink_to(outside)
    dossier, problems = load(root)
    assert [item.code for item in problems] == ["E112"]
    assert dossier is not None
    assert dossier.files.interpretation is None


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ((), [("E110", "dossier.toml")]),
        (("indicatoren.csv", "indicatoren.xlsx"), [("E111", "indicatoren.csv")]),
        (("indicatoren.csv", "duiding.md", "duiding.docx"), [("E111", "duiding.md")]),
        (("indicatoren.csv", "aanbeveling.md"), [("W110", "aanbeveling.md")]),
        (("indicatoren.csv", "notities.txt", "foto.jpg"), []),
    ],
)
def test_files_are_found_by_name(write, files, found):
    _, problems = load(write(files=files))
    assert [(item.code, item.where.file) for item in problems] == found


def test_a_named_file_that_is_missing_gets_a_suggestion(write):
    text = MINIMAL + '[bestanden]\nindicatoren = ["cijfer.csv"]\n'
    dossier, (problem,) = load(write(text, ("cijfers.csv",)))
    assert (problem.code, problem.where) == ("E110", Place("dossier.toml", row=10))
    assert "cijfers.csv" in problem.hint
    assert dossier is not None


def test_no_dossier_and_no_text(tmp_path):
    assert [item.code for item in load(tmp_path)[1]] == ["E101"]
    (tmp_path / "dossier.toml").write_bytes(b"\xff\xfe\x00")
    assert [item.code for item in load(tmp_path)[1]] == ["E101"]
    (tmp_path / "dossier.toml").write_bytes(b'naam = "caf\xe9"')
    assert [item.code for item in load(tmp_path)[1]] == ["E101"]


def test_byte_order_mark_and_windows_line_ends(write):
    root = write()
    data = b"\xef\xbb\xbf" + MINIMAL.replace("\n", "\r\n").encode()
    (root / "dossier.toml").write_bytes(data)
    dossier, problems = load(root)
    assert dossier is not None
    assert not problems


def test_every_message_says_what_to_do(write):
    text = FULL.replace("naam", "nam").replace("2023", '"x"').replace("verschiltoets", "t")
    for item in load(write(text))[1]:
        assert item.what.endswith((".", "?"))
        assert item.hint.endswith((".", "?"))


@pytest.mark.parametrize(("status", "code"), [("concept", "W113"), ("definitief", "E113")])
def test_unfinished_values_are_named(write, status, code):
    text = MINIMAL.replace("editie", f'status = "{status}"\neditie') + '[raad]\ngevraagd = "TODO"\n'
    dossier, (problem,) = load(write(text))
    assert (problem.code, problem.where) == (code, Place("dossier.toml", row=11))
    assert dossier is not None
