"""What a house's reference.docx may bring along, and what it must have (risks.md H10, H11, H13)."""

import pytest

from support.docx_documents import small_document
from support.docx_reading import part, parts, qn
from vmreport.errors import HouseStyleError, Problems
from vmreport.writers.docx import write_docx
from vmreport.writers.docx.names import CharacterStyle, ParagraphStyle
from vmreport.writers.docx.reference import build_reference
from vmreport.writers.docx.template import read_template
from vmreport.writers.house_style import load_house_style
from vmreport.writers.ooxml.package import canonical_zip

LEAKS = (
    "jan.jansen",
    "fs01",
    "n=3",
    "AANVALLER",
    "rsid",
    "thumbnail",
    "customXml",
    "attachedTemplate",
    "geheim",
)


@pytest.fixture(scope="module")
def house():
    return load_house_style("ccv", Problems())


@pytest.fixture(scope="module")
def reference(house) -> dict[str, bytes]:
    return parts(build_reference(house))


def _leaky(reference: dict[str, bytes]) -> dict[str, bytes]:
    """Give the reference with everything planted that a real house template carries."""
    styles = reference["word/styles.xml"].decode()
    styles = styles.replace("<w:docDefaults>", '<w:docDefaults w:rsidR="00AB12CD">')
    styles = styles.replace(
        '<w:name w:val="VM Bron"/>', '<w:name w:val="VM Bron"/><w:rsid w:val="00AB12CD"/>'
    )
    fonts = (
        reference["word/fontTable.xml"]
        .decode()
        .replace("</w:font>", '<w:embedRegular w:fontKey="{geheim}"/></w:font>')
    )
    theme = (
        reference["word/theme/theme1.xml"].decode().replace('name="vmreport"', 'name="jan.jansen"')
    )
    document = (
        reference["word/document.xml"].decode().replace("Body Text", "cijfer klopt niet, n=3")
    )
    return {
        **reference,
        "word/styles.xml": styles.encode(),
        "word/fontTable.xml": fonts.encode(),
        "word/theme/theme1.xml": theme.encode(),
        "word/document.xml": document.encode(),
        "word/_rels/settings.xml.rels": b"<Relationships>attachedTemplate \\\\fs01\\x</Relationships>",
        "word/comments.xml": b"<comments>jan.jansen</comments>",
        "customXml/item1.xml": b"<geheim/>",
        "docProps/thumbnail.jpeg": b"AANVALLER",
        "docProps/core.xml": b"<core>jan.jansen</core>",
    }


def _write(house, tmp_path, changed: dict[str, bytes]) -> dict[str, bytes]:
    from dataclasses import replace

    path = tmp_path / "reference.docx"
    path.write_bytes(canonical_zip(changed))
    return parts(write_docx(small_document(), replace(house, reference_docx=path)))


def test_nothing_of_a_leaky_template_survives(house, reference, tmp_path):
    leaky = _leaky(reference)
    everything = b" ".join(leaky.values()).decode("latin-1")
    assert [leak for leak in LEAKS if leak not in everything] == ["thumbnail", "customXml"]
    made = _write(house, tmp_path, leaky)
    found = b" ".join([*made.values(), *(name.encode() for name in made)]).decode("latin-1")
    assert [leak for leak in LEAKS if leak in found] == []


def test_only_known_parts_and_relationships_are_written(house):
    made = parts(write_docx(small_document(), house))
    assert sorted(name for name in made if "media" not in name) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/fontTable.xml.rels",
        "word/_rels/footnotes.xml.rels",
        "word/charts/_rels/chart1.xml.rels",
        "word/charts/chart1.xml",
        "word/document.xml",
        "word/embeddings/workbook1.xlsx",
        "word/fontTable.xml",
        "word/fonts/font1.odttf",
        "word/fonts/font2.odttf",
        "word/fonts/font3.odttf",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/footnotes.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/header3.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    external = b"".join(data for name, data in made.items() if name.endswith(".rels"))
    assert external.count(b'TargetMode="External"') == 2
    assert b'Target="https://example.org/"' in external
    assert b'Target="mailto:info@example.org"' in external


def test_what_the_owner_changed_in_word_reaches_the_document(house, reference, tmp_path):
    changed = dict(reference)
    changed["word/styles.xml"] = reference["word/styles.xml"].replace(b"1C3D66", b"AA0011")
    changed["word/document.xml"] = reference["word/document.xml"].replace(
        b'w:top="1247"', b'w:top="2000"'
    )
    assert changed["word/document.xml"] != reference["word/document.xml"]
    made = _write(house, tmp_path, changed)
    assert b"AA0011" in made["word/styles.xml"]
    assert b'w:top="2000"' in made["word/document.xml"]


def test_a_dutch_word_may_rename_the_ids_of_styles(house, reference, tmp_path):
    changed = dict(reference)
    for name in ("word/styles.xml", "word/document.xml"):
        changed[name] = reference[name].replace(b'"Heading1"', b'"Kop1"')
    made = _write(house, tmp_path, changed)
    assert b'<w:pStyle w:val="Kop1"/>' in made["word/document.xml"]
    assert b'<w:pStyle w:val="Kop1"/>' in made["word/numbering.xml"]


def test_theme_fonts_become_names(house, reference, tmp_path):
    changed = dict(reference)
    changed["word/styles.xml"] = reference["word/styles.xml"].replace(
        b'w:ascii="Source Sans 3"', b'w:asciiTheme="minorHAnsi"'
    )
    made = _write(house, tmp_path, changed)
    assert b'w:ascii="Source Sans 3"' in made["word/styles.xml"]
    assert b"asciiTheme" not in made["word/styles.xml"]


def test_missing_styles_are_all_named(reference):
    changed = dict(reference)
    for name in (b"VM Kerncijfer", b"Quote"):
        changed["word/styles.xml"] = changed["word/styles.xml"].replace(
            b'<w:name w:val="' + name + b'"/>', b'<w:name w:val="Iets anders"/>'
        )
    with pytest.raises(HouseStyleError) as caught:
        read_template(canonical_zip(changed), "voorbeeld/reference.docx")
    assert [str(problem) for problem in caught.value.problems] == [
        (
            "E452 voorbeeld/reference.docx  De alineastijl “Quote” ontbreekt.  -> Maak deze stijl in "
            "Word, of neem haar over uit de reference.docx van een huisstijl die met vmreport is "
            "meegeleverd."
        ),
        (
            "E452 voorbeeld/reference.docx  De alineastijl “VM Kerncijfer” ontbreekt.  -> Maak deze "
            "stijl in Word, of neem haar over uit de reference.docx van een huisstijl die met "
            "vmreport is meegeleverd."
        ),
    ]


def test_macros_are_refused(reference):
    changed = dict(reference)
    changed["[Content_Types].xml"] = reference["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    with pytest.raises(HouseStyleError, match=r"E451 huis\.docm  Dit Word-bestand bevat macro's"):
        read_template(canonical_zip(changed), "huis.docm")


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(lambda _: b"geen zip", id="no zip"),
        pytest.param(lambda _: canonical_zip({"a": b"b"}), id="no parts"),
        pytest.param(
            lambda r: canonical_zip({**r, "word/styles.xml": b"<w:styles"}), id="broken xml"
        ),
        pytest.param(
            lambda r: canonical_zip(
                {**r, "word/styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}
            ),
            id="document type",
        ),
        pytest.param(
            lambda r: canonical_zip(
                {**r, "word/document.xml": r["word/document.xml"].replace(b"w:pgMar", b"w:pgNo")}
            ),
            id="no margins",
        ),
    ],
)
def test_an_unusable_file_is_an_error_with_a_hint(reference, broken):
    with pytest.raises(HouseStyleError, match=r"E450 x\.docx .* -> Open het in Word"):
        read_template(broken(reference), "x.docx")


def test_styles_without_defaults_are_refused(house, reference, tmp_path):
    changed = dict(reference)
    changed["word/styles.xml"] = reference["word/styles.xml"].replace(b"rPrDefault", b"rPrGeen")
    with pytest.raises(HouseStyleError, match="E450"):
        _write(house, tmp_path, changed)


@pytest.mark.parametrize("name", ["ccv", "voorbeeldstad"])
def test_the_shipped_file_is_what_the_tokens_say(name):
    style = load_house_style(name, Problems())
    assert style.reference_docx.parent.name == name
    assert style.reference_docx.read_bytes() == build_reference(style), (
        "run: python -m vmreport.writers.docx ccv voorbeeldstad"
    )


def test_every_style_name_is_defined_once_and_shown_in_the_file(house):
    data = build_reference(house)
    styles = part(data, "word/styles.xml")
    names = [s.find(qn("w:name")).get(qn("w:val")) for s in styles.iter(qn("w:style"))]
    assert len(names) == len({name.casefold() for name in names})
    assert {*ParagraphStyle, *CharacterStyle} <= set(names)
    shown = {t.text for t in part(data, "word/document.xml").iter(qn("w:t"))}
    assert {*ParagraphStyle, *CharacterStyle} <= shown


def test_own_styles_have_dutch_names_in_the_gallery(house):
    styles = part(build_reference(house), "word/styles.xml")
    hidden = [
        s.find(qn("w:name")).get(qn("w:val"))
        for s in styles.iter(qn("w:style"))
        if s.get(qn("w:customStyle")) == "1" and s.find(qn("w:qFormat")) is None
    ]
    assert hidden == [
        "VM Sectie-einde",
        "VM Koptekst liggend",
        "VM Voettekst liggend",
        "VM Omslag logo",
        "VM Omslag beeld",
    ]
