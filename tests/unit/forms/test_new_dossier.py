"""`vmreport new`: a dossier that needs only figures and the form, and forms that cannot drift."""

import io
import re
import tomllib
import zipfile
from pathlib import Path
from typing import get_args

import pytest
from docx import Document
from openxml_audit import FileFormat, OpenXmlValidator

from support.advice_forms import word_recommendations
from vmreport import cli
from vmreport.advice.form import EMPTY_TITLE, FIELDS, INSTRUCTIONS, MEASURES, plan_fields
from vmreport.advice.instruments import current_instruments
from vmreport.advice.readers.excel import excel_drafts
from vmreport.advice.readers.word.document import read_word_drafts
from vmreport.assets import data_root, templates_root
from vmreport.compose.kinds import load_kinds
from vmreport.dossier import load_dossier
from vmreport.dossier.schema import DossierFile
from vmreport.errors import ExitCode, Problems, UsageError
from vmreport.forms.dossier_files import dossier_files
from vmreport.new_dossier import new_dossier
from vmreport.pipeline import check_dossier
from vmreport.survey.local_questions import load_local_questions
from vmreport.writers.ooxml.package import canonical_zip, read_zip

SAMPLE = data_root() / "samples" / "voorbeeldstad"
KNOWN = Path(__file__).parent / "instructions.txt"
NAMES = {
    "zo-werkt-het.docx",
    "dossier.toml",
    "indicatoren.csv",
    "aanbevelingen.docx",
    "duiding.docx",
    "kwalitatief.docx",
    "formulieren/aanbevelingen.xlsx",
    "formulieren/lokale_vragen.toml",
}


@pytest.fixture
def files():
    return dossier_files(
        code="GM9901", name="Voorbeeldstad", edition=2023, themes=("Overlast",), columns=("editie",)
    )


def in_folder(root):
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_the_folder_has_everything_and_is_the_same_every_time(tmp_path, capsys):
    one, two = tmp_path / "een", tmp_path / "twee"
    two.mkdir()
    for target in (one, two):
        arguments = ["new", str(target), "--gemeente", "GM0546", "--editie", "2023"]
        assert cli.main(arguments) == ExitCode.OK
    assert in_folder(one) == in_folder(two)
    assert set(in_folder(one)) == NAMES
    assert "zo-werkt-het.docx" in capsys.readouterr().out
    assert b"Leiden" in (one / "dossier.toml").read_bytes()
    assert not list(tmp_path.glob(".vmreport-*"))


def test_the_first_check_says_what_is_missing_and_nothing_else(tmp_path):
    new_dossier(tmp_path / "d", "GM0546", 2023)
    found = check_dossier(tmp_path / "d")
    assert [(item.code, item.where.file) for item in found.blocking] == [
        ("E201", "indicatoren.csv")
    ]
    assert {item.code for item in found.notices} == {"W113", "W114", "W399", "W336"}


def test_figures_and_the_form_are_enough_for_a_first_concept(tmp_path):
    root = tmp_path / "d"
    new_dossier(root, "GM9901", 2023, "Voorbeeldstad")
    for name in ("indicatoren.csv", "lokale_vragen.toml"):
        (root / name).write_bytes((SAMPLE / name).read_bytes())
    advice = (SAMPLE / "aanbevelingen.md").read_text("utf-8").replace("Regio Voorbeeldland", "NL01")
    advice = re.sub(r"\(regio\)", "(nederland)", advice)
    (root / "aanbevelingen.docx").write_bytes(word_recommendations(advice))
    found = check_dossier(root)
    places = [item for item in found.blocking if item.where.file != "aanbevelingen.docx"]
    assert not places


@pytest.mark.parametrize(
    ("code", "name", "words"),
    [
        ("0546", "", "is geen code"),
        ("GM9901", "", "--naam"),
        ("GM9901", "a\u0007b", "onzichtbaar"),
    ],
)
def test_what_cannot_be_is_said(tmp_path, code, name, words):
    with pytest.raises(UsageError, match=words):
        new_dossier(tmp_path / "d", code, 2023, name)
    assert not list(tmp_path.iterdir())


def test_nothing_is_ever_replaced(tmp_path, capsys):
    (tmp_path / "aanbevelingen.docx").write_bytes(b"van iemand")
    arguments = ["new", str(tmp_path), "--gemeente", "GM0546", "--editie", "2023"]
    assert cli.main(arguments) == ExitCode.USAGE
    assert "niet leeg" in capsys.readouterr().err
    assert in_folder(tmp_path) == {"aanbevelingen.docx": b"van iemand"}


def test_a_name_with_quotes_is_a_name(tmp_path):
    new_dossier(tmp_path / "d", "GM0796", 2023, "'s-Hertogen\"bosch\\")
    dossier = load_dossier(tmp_path / "d", Problems())
    assert dossier is not None
    assert dossier.name == "'s-Hertogen\"bosch\\"


def test_every_key_of_the_settings_is_shown(files):
    """Also the keys behind a #: without it the file is still right."""
    text = files["dossier.toml"].decode()
    shown = tomllib.loads(re.sub(r"(?m)^# (\[+[a-z_.]+\]+|\"?\w+\"? = )", r"\1", text))
    for table, field in DossierFile.model_fields.items():
        several = get_args(field.annotation)
        model = several[0] if several else field.annotation
        rows = shown[table] if several else [shown[table]]
        keys = set(model.model_fields) - {"categorie_van", "tekst"}
        assert all(keys == set(row) for row in rows), table
    DossierFile.model_validate(tomllib.loads(text))


def test_the_settings_name_every_document(files):
    text = files["dossier.toml"].decode()
    named = re.search(r"# Kies bij documenten uit: ([^.]+?)\ndocumenten", text)
    assert named is not None
    kinds = load_kinds((templates_root() / "documents",))
    assert re.findall(r"\w+", named[1]) == list(kinds)


def test_the_example_of_own_questions_is_right(tmp_path, files):
    path = tmp_path / "lokale_vragen.toml"
    path.write_bytes(files["formulieren/lokale_vragen.toml"])
    problems = Problems()
    assert len(load_local_questions(path, problems)) == 1
    assert not problems.items


def test_forms_have_the_fields_the_readers_know(files):
    document = Document(io.BytesIO(files["aanbevelingen.docx"]))
    fields, measures = document.tables[0], document.tables[1]
    assert [_label(row.cells[0]) for row in fields.rows] == [field.name for field in FIELDS]
    assert [_label(cell) for cell in measures.rows[0].cells] == [field.name for field in MEASURES]
    xml = (
        zipfile.ZipFile(io.BytesIO(files["aanbevelingen.docx"])).read("word/document.xml").decode()
    )
    for number, name in plan_fields().items():
        assert f'w:displayText="{number} {name}"' in xml
    for item in current_instruments():
        assert f'w:value="{item.id}"' in xml


def _label(cell):
    return cell.paragraphs[0].text.rstrip(" *")


def test_an_empty_form_reads_as_nothing(files):
    problems = Problems()
    drafts, titles = read_word_drafts(
        files["aanbevelingen.docx"], "a.docx", problems, status="definitief"
    )
    assert drafts == ()
    assert [item.code for item in problems.items] == ["W399"]
    assert any("GM9901" in words for words, _ in titles)
    problems = Problems()
    drafts, titles = excel_drafts(files["formulieren/aanbevelingen.xlsx"], "a.xlsx", problems)
    assert drafts == ()
    assert not problems.items
    assert any("GM9901" in words for words, _ in titles)


def test_a_form_saved_by_libreoffice_reads_the_same(files):
    """LibreOffice drops the names of the lists and the mark of an unanswered one."""
    filled = _with(
        files["aanbevelingen.docx"],
        (EMPTY_TITLE, "Loop samen langs de donkere plekken"),
        ('<w:rStyle w:val="PlaceholderText"/>', ""),
        ("<w:t>Kies …</w:t>", "<w:t>hoog</w:t>"),
    )
    resaved = re.sub(r"<w:(alias|tag) [^>]*/>|<w:showingPlcHdr/>", "", filled)
    assert resaved != filled
    assert resaved.count("Kies …") == len(re.findall("<w:showingPlcHdr/>", filled)) - 1
    problems = Problems()
    data = _with(files["aanbevelingen.docx"], (None, resaved))
    drafts, _ = read_word_drafts(data, "a.docx", problems, status="concept")
    assert [item.code for item in problems.blocking] == []
    (draft,) = drafts
    assert draft.heading == "A1. Loop samen langs de donkere plekken"
    assert {name: field.text for name, field in draft.fields.items()} == {"Prioriteit": "hoog"}


def _with(data, *replacements):
    """Replace once in the text of a Word file and give that text; with None give the file."""
    parts = dict(read_zip(data))
    text = parts["word/document.xml"].decode()
    for old, new in replacements:
        if old is None:
            parts["word/document.xml"] = new.encode()
            return canonical_zip(parts)
        text = text.replace(old, new, 1)
    return text


def test_instructions_that_advisors_may_have_stay_known():
    """A form lives on for years: a text that changes moves to _RETIRED, and this list only grows."""
    known = set(KNOWN.read_text("utf-8").splitlines())
    assert known <= INSTRUCTIONS
    assert known >= INSTRUCTIONS, "voeg de nieuwe teksten toe aan instructions.txt"


@pytest.mark.parametrize("name", sorted(name for name in NAMES if name.endswith(".docx")))
def test_word_forms_are_valid(tmp_path, files, name):
    path = tmp_path / name
    path.write_bytes(files[name])
    result = OpenXmlValidator(FileFormat.MICROSOFT_365).validate(path)
    assert not [str(error) for error in result.errors]


def test_forms_say_nothing_about_the_machine(files):
    for name, data in files.items():
        if name.endswith((".docx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert {info.date_time[0] for info in archive.infolist()} == {1980}
                text = b"".join(archive.read(part) for part in archive.namelist())
            assert b"python" not in text.lower()
            assert not re.search(rb"<(?:dc:creator|cp:lastModifiedBy|Company)>[^<]", text)


def test_templates_of_the_forms_are_shipped():
    assert (templates_root() / "formulieren" / "dossier.toml").is_file()
