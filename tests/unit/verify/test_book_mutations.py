"""Every fault planted in a sound Excel file is found by the rule that is named for it."""

import io
import zipfile

import pytest

from support.finished import BOOK_NAME, added, book, edited, linked, xml
from vmreport.verify.office_package import tag
from vmreport.verify.rules import RULES
from vmreport.verify.verify import verify_bytes

MAIN = "xl/workbook.xml"
CORE = "docProps/core.xml"
APP = "docProps/app.xml"
COVER, CONTENTS, TABLE = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 3))


def part(name, change):
    return lambda data: edited(data, name, change)


def first(root, name):
    return next(root.iter(tag(name)))


def put(name, key, value):
    return lambda root: first(root, name).set(key, value)


def cell(root, name):
    return next(node for node in root.iter(tag("x:c")) if node.get("r") == name)


def drop_cell(name):
    def change(root):
        found = cell(root, name)
        found.getparent().remove(found)

    return change


def loose_cells(root):
    row = list(root.iter(tag("x:row")))[-1]
    number = row.get("r")
    made = f'<x:c r="C{number}"><x:v>1</x:v></x:c>'
    row.append(xml(made))


def merged(root):
    root.append(xml('<x:mergeCells><x:mergeCell ref="A1:B1"/></x:mergeCells>'))


def formula(root):
    found = next(node for node in root.iter(tag("x:c")) if node.get("t") != "s")
    found.insert(0, xml("<x:f>1+1</x:f>"))


def hidden_name(root):
    names = (
        '<x:definedNames><x:definedName name="kladje" hidden="1">1</x:definedName></x:definedNames>'
    )
    root.append(xml(names))


def set_property(name, value):
    def change(root):
        root.find(f"{{*}}{name}").text = value

    return change


def no_draft(root):
    for node in root.iter(tag("x:oddHeader"), tag("x:oddFooter")):
        node.text = "&LProef"


MUTATIONS = {
    "no title": ("blad.titel", part(CORE, set_property("title", ""))),
    "sheet name says nothing": ("blad.naam", part(MAIN, put("x:sheet", "name", "Blad1"))),
    "nothing in A1": ("blad.naam", part(COVER, drop_cell("A1"))),
    "cells that are no table": ("blad.tabel", part(COVER, loose_cells)),
    "table without head": (
        "blad.tabel",
        part("xl/tables/table1.xml", lambda root: root.set("headerRowCount", "0")),
    ),
    "merged cells": ("blad.samengevoegd", part(TABLE, merged)),
    "picture without words": (
        "blad.alt-tekst",
        part("xl/drawings/drawing1.xml", put("xdr:cNvPr", "descr", "")),
    ),
    "formula": ("blad.formule", part(TABLE, formula)),
    "hidden sheet": ("lek.verborgen", part(MAIN, put("x:sheet", "state", "hidden"))),
    "hidden row": ("lek.verborgen", part(TABLE, put("x:row", "hidden", "1"))),
    "hidden column": ("lek.verborgen", part(TABLE, put("x:col", "hidden", "1"))),
    "hidden name": ("lek.verborgen", part(MAIN, hidden_name)),
    "person as author": ("lek.auteur", part(CORE, set_property("creator", "Jan de Vries"))),
    "manager": (
        "lek.eigenschap",
        part(APP, lambda root: root.append(xml("<app:Manager>Jan</app:Manager>"))),
    ),
    "path in a sheet": (
        "lek.pad",
        part(
            "xl/sharedStrings.xml",
            lambda root: setattr(first(root, "x:t"), "text", "C:/Users/jan/x.csv concept"),
        ),
    ),
    "linked workbook": (
        "lek.koppeling",
        lambda data: linked(data, MAIN, "externalLinkPath", "file:///H:/x.xlsx", external=True),
    ),
    "comments": ("lek.opmerking", lambda data: added(data, "xl/comments1.xml", b"<a/>")),
    "readers": ("lek.opmerking", lambda data: added(data, "xl/persons/person.xml", b"<a/>")),
    "macro": ("lek.macro", lambda data: added(data, "xl/vbaProject.bin", b"x")),
    "embedded file": ("lek.bijlage", lambda data: added(data, "xl/embeddings/x.docx", b"x")),
    "printer settings": (
        "lek.onderdeel",
        lambda data: added(data, "xl/printerSettings/printerSettings1.bin", b"x"),
    ),
    "calculation chain": ("lek.onderdeel", lambda data: added(data, "xl/calcChain.xml", b"<a/>")),
    "photo with exif": (
        "lek.beeld",
        lambda data: added(data, "xl/media/x.jpeg", b"\xff\xd8\xff\xe1\0\x10Exif\0\0"),
    ),
    "sheet no draft": ("concept.merk", part(TABLE, no_draft)),
}


def report_of(data, name=BOOK_NAME):
    report = verify_bytes(data, name)
    assert not report.unreadable
    return report


ALSO = {"no title": {"concept.merk"}}
"""What else is rightly said of a mutation."""


def test_a_sound_workbook_has_no_findings():
    report = report_of(book())
    assert report.findings == ()
    assert {rule.id for rule in report.checked} == {
        rule for rule in RULES if rule.startswith(("blad.", "lek.", "concept."))
    } - {"lek.versie", "lek.wijziging", "lek.sjabloon"}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_planted_fault_is_found_by_its_rule_and_no_other(name):
    rule, change = MUTATIONS[name]
    assert {item.rule for item in report_of(change(book())).faults} == {rule} | ALSO.get(
        name, set()
    )


def test_every_rule_for_workbooks_has_a_mutation():
    planted = {rule for rule, _ in MUTATIONS.values()}
    checked = {rule.id for rule in report_of(book()).checked}
    assert planted == checked - {"concept.open", "blad.leeg"}


def test_an_empty_cell_of_a_table_is_a_notice_only():
    table = next(n for n in ("B5", "B4", "B3") if f'r="{n}"'.encode() in _part(TABLE))
    report = report_of(edited(book(), TABLE, drop_cell(table)))
    assert report.clean
    assert [item.rule for item in report.notices] == ["blad.leeg"]


def _part(name):
    with zipfile.ZipFile(io.BytesIO(book())) as archive:
        return archive.read(name)


def test_a_cell_with_an_impossible_name_makes_a_workbook_unreadable():
    data = edited(book(), TABLE, put("x:c", "r", "1A"))
    assert "bestaat niet" in verify_bytes(data, BOOK_NAME).unreadable
