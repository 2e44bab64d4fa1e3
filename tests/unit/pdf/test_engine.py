"""The functions of WeasyPrint that are replaced: unchanged in WeasyPrint, and true to it.

Run this with test_contract.py when WeasyPrint is upgraded: a fingerprint that changed says which
replacement to read again beside its original.
"""

import hashlib
import inspect
import resource
import sys

import pydyf
import pytest
import tinyhtml5
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import html as weasyprint_html
from weasyprint.layout import percent
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi

from support import tagged
from support.documents import example_document
from vmreport.errors import Problems, WriterError
from vmreport.writers.house_style import load_house_style
from vmreport.writers.html.page import render_page
from vmreport.writers.html.stylesheet import Mode
from vmreport.writers.pdf import engine
from vmreport.writers.pdf.engine import hooks, looks, numbers, sheets, source
from vmreport.writers.pdf.fonts import SealedFonts
from vmreport.writers.pdf.journal import strict_libraries
from vmreport.writers.pdf.writer import write_pdf

FINGERPRINTS = {
    "pydyf._to_bytes": "1cefd02c285d3aee",
    "weasyprint.CSS": "c9b29e561ebe07ea",
    "weasyprint.HTML.__init__": "5f19f40b81837f87",
    "weasyprint.HTML._ua_counter_style": "bdfb016197f4c790",
    "weasyprint.HTML._ua_stylesheets": "4fadfde9d15075b2",
    "weasyprint.css.ComputedStyle.__missing__": "b318d8efc8ac79d7",
    "weasyprint.css.StyleFor.add_page_declarations": "78e388ade2325011",
    "weasyprint.css.find_stylesheets": "ac92dbb80c3fd936",
    "weasyprint.css.functions.check_math": "4f8e6a21258e09ba",
    "weasyprint.css.preprocess_stylesheet": "1e8c36ce59677a54",
    "weasyprint.draw.color.get_color": "8196bf0c7ddc3e54",
    "weasyprint.draw.text.draw_first_line": "1bb8eae6d88e71b1",
    "weasyprint.formatting_structure.boxes.Box.is_in_normal_flow": "5f49d6ab23da7e51",
    "weasyprint.layout.background.layout_box_backgrounds": "617a870678c82755",
    "weasyprint.layout.percent.resolve_percentages": "71673078096fcf87",
    "weasyprint.layout.percent.resolve_radii_percentages": "4980b3798c671710",
    "weasyprint.pdf.fonts.Font._harfbuzz_subset": "f80805663ede8080",
    "weasyprint.text.line_break.Layout.__init__": "c17d3975d808536e",
    "weasyprint.text.line_break.Layout.deactivate": "bfec3ec8406e1c82",
    "weasyprint.text.line_break.Layout.get_first_line": "bb65cbda0e27f135",
    "weasyprint.text.line_break.Layout.reactivate": "0b89ee097104b713",
    "weasyprint.text.line_break.Layout.set_text": "fe23ca9937dbf520",
    "weasyprint.text.line_break.Layout.setup": "fb227a55094f41d4",
    "weasyprint.text.line_break.create_layout": "6587192cc0ab3ffa",
    "weasyprint.text.line_break.first_line_metrics": "55ec5d0b58b29a8b",
    "weasyprint.text.line_break.split_first_line": "39ad1016863ca34d",
    "weasyprint.text.line_break.strut": "b57885b70dd08efe",
}
"""The start of the SHA-256 of the text of each function, of this version of WeasyPrint."""
RELIED_ON = (
    percent.resolve_radii_percentages,
    line_break.Layout.__init__,
    line_break.Layout.get_first_line,
    line_break.Layout.set_text,
    line_break.create_layout,
    line_break.first_line_metrics,
    weasyprint.HTML.__init__,
    weasyprint.HTML._ua_stylesheets,
    weasyprint.HTML._ua_counter_style,
    weasyprint.css.find_stylesheets,
    weasyprint.css.preprocess_stylesheet,
    weasyprint.css.StyleFor.add_page_declarations,
)
"""What is not replaced, but what the replacements count on."""


def fingerprint(function):
    return hashlib.sha256(inspect.getsource(function).encode()).hexdigest()[:16]


def originals():
    owners = [(owner, item.name) for item in hooks.REPLACED for owner in item.owners]
    return {(owner, name): getattr(owner, name) for owner, name in owners}


@pytest.fixture(scope="module")
def page():
    style = load_house_style("ccv", Problems())
    return render_page(example_document(), style, Mode.PRINT)


def test_weasyprint_is_as_it_was():
    functions = {*originals().values(), *RELIED_ON}
    found = {f"{f.__module__}.{f.__qualname__}": fingerprint(f) for f in functions}
    assert found == FINGERPRINTS


def test_everything_is_put_back():
    before = originals()
    with engine.swift_engine():
        inside = originals()
    assert all(inside[name] is not before[name] for name in before)
    assert originals() == before
    with pytest.raises(ZeroDivisionError), engine.swift_engine():
        raise ZeroDivisionError
    assert originals() == before


def test_the_page_with_everything_has_the_same_bytes():
    assert tagged.everything() == tagged.everything(swift=False)


BODIES = {
    "ellipsis": '<p style="width: 20mm; overflow: hidden; white-space: nowrap; text-overflow: ellipsis">Een lange regel die niet past</p><p>Een lange regel die niet past</p>',
    "clamp": '<p style="width: 30mm; line-clamp: 2">Een lange regel die niet past en daarom na twee regels ophoudt</p>',
    "justify": '<p style="width: 60mm; text-align: justify">Een alinea die over enkele regels loopt en uitgevuld wordt tot aan de rand.</p>',
    "spacing": '<p style="letter-spacing: 1pt">AVA AVA</p><p style="word-spacing: 3pt">een twee <b> </b> drie</p>',
    "anywhere": '<p style="width: 12mm; overflow-wrap: anywhere">Verkeersoverlastmeting verkeersoverlastmeting</p>',
    "preserved": '<pre style="font-family: V">een\n  twee\tdrie\n\nvier</pre><pre style="font-family: V; white-space: pre-line">een\n twee</pre>',
    "underline": '<p style="text-decoration: underline overline line-through">streep</p><p>streep</p>',
    "direction": '<p style="direction: rtl">van rechts 12 naar links</p><p>van rechts 12 naar links</p>',
    "features": '<p style="font-variant-numeric: tabular-nums; font-variant-caps: small-caps">Cijfers 1171</p><p style="font-kerning: none">AVAVA</p>',
    "raised": '<p style="font-variant-position: super">1 twee</p><p>x<sup>2</sup> en x<sub>2</sub></p>',
    "first": '<style>p::first-line { font-weight: 600 } p::first-letter { font-size: 2em }</style><p style="width: 30mm">Een alinea met een eerste regel</p>',
    "width": '<p style="width: 30mm">gelijk gelijk</p><p style="width: 10mm">gelijk gelijk</p><p>gelijk gelijk</p>',
    "float": '<div style="float: left">smal en breed</div><p>smal en breed</p><table><caption>T</caption><tr><th>smal en breed</th><td>smal</td></tr></table>',
    "lengths": '<div style="width: 50%; margin: 0 auto; padding: 5% 2mm; min-width: 10mm; max-width: 90%"><p style="height: 8mm; max-height: 50%; border: 1pt solid">vak</p></div>',
    "border-box": '<div style="box-sizing: border-box; width: 40mm; padding: 3mm; border: 2mm solid">vak</div><div style="box-sizing: padding-box; height: 20mm; padding: 3mm">vak</div>',
    "collapse": '<table style="border-collapse: collapse"><caption>T</caption><tr><th style="border: 3pt solid">a</th><td style="border: 1pt solid; width: 30%">b</td></tr><tr><th>c</th><td style="padding: 4mm">d</td></tr></table>',
    "calc": '<p style="width: calc(50% - 4mm); margin-left: calc(1em + 2mm)">berekend</p>',
    "out of flow": '<div style="position: relative; height: 30mm"><p style="position: absolute; top: 5mm">los</p><p style="float: right">rechts</p><p style="position: fixed; bottom: 0">vast</p></div>',
    "behind": '<div style="background: #eee; color: #a00; border: 1pt solid; border-radius: 2mm">vak <b style="background: url(asset:picture)">b</b></div><p style="border-radius: 50%">rond</p><p style="box-shadow: 1mm 1mm #ccc">schaduw</p><p style="visibility: hidden; background: #eee">weg</p><p style="border: 2mm solid; border-image: url(asset:picture) 10">rand</p>',
    "coloured": '<div style="color: #00a; border: 1pt dotted currentcolor; outline: 1pt solid">kleur <u style="text-decoration-color: #0a0">lijn</u></div><table style="border-collapse: collapse; color: #a0a"><caption>T</caption><tr><th style="border: 1pt solid">a</th><td style="border: 2pt solid #0aa; background: #ffc">b</td></tr></table>',
    "formulas": '<div style="padding: calc(1mm + 2%) min(3mm, 2%); text-indent: calc(1em + 1mm); background-image: url(asset:picture)"><table style="width: max(50%, 30mm)"><caption>T</caption><tr><th style="vertical-align: calc(1pt + 1pt)">a</th></tr></table><img style="min-width: calc(10mm)" alt="b" src="asset:picture"></div>',
    "logical": '<div style="margin-inline-start: 5mm; padding-block: 2mm; border-inline-end: 1pt solid; border-start-end-radius: 1mm"><p style="margin-left: inherit; inset-inline-start: 3mm; position: relative">logisch</p></div><div style="direction: rtl; margin-inline-start: 9mm; border-inline-start: 2pt solid"><p>rechts</p></div>',
    "keywords": '<div style="text-indent: calc(1em + 3%); color: #a00"><p style="color: initial; margin: inherit">begin</p><p style="text-indent: inherit; font-weight: initial">erft</p></div><div style="--maat: 4mm; --kleur: #0a0"><p style="padding: var(--maat); color: var(--kleur, red); margin-left: var(--niets, 1mm)">eigen</p></div><u style="text-decoration-thickness: 1pt">streep <i>in streep</i></u>',
    "same": '<p>tweemaal</p><p>tweemaal</p><p style="font-weight: 600">tweemaal</p><p style="font-size: 7pt">tweemaal</p>',
}  # fmt: skip


@pytest.mark.parametrize("name", BODIES)
def test_constructs_have_the_same_bytes(name):
    body = f"<h1>Proef</h1>{BODIES[name]}"
    assert tagged.tagged_pdf(body) == tagged.tagged_pdf(body, swift=False)


def test_a_document_has_the_same_bytes(monkeypatch):
    style = load_house_style("ccv", Problems())
    ours = write_pdf(example_document(), style).data
    monkeypatch.setattr(hooks, "REPLACED", ())
    monkeypatch.setattr(source, "lean_rules", lambda _: weasyprint_html.UA_STYLESHEET)
    assert write_pdf(example_document(), style).data == ours


def test_no_type_is_made_for_a_number_of_glyphs():
    def kinds():
        return [kind for kind in ffi._parsed_types if kind.startswith("hb_codepoint_t")]

    for kind in kinds():  # of tests before this one
        del ffi._parsed_types[kind]
    for body in ("<h1>Proef</h1>", "<h1>Proef</h1><p>met andere letters: xyz</p>"):
        tagged.tagged_pdf(body)
    assert kinds() == ["hb_codepoint_t[]"]


def test_a_text_is_laid_out_once_per_look(monkeypatch):
    asked = []
    original = looks._split_first_line
    monkeypatch.setattr(
        looks, "_split_first_line", lambda *a, **k: asked.append(a[0]) or original(*a, **k)
    )
    tagged.tagged_pdf("<h1>Proef</h1>" + "<p>twintig keer</p>" * 20)
    assert asked.count("twintig keer") == 1


def test_the_sheet_of_a_house_is_read_once(monkeypatch):
    read = []
    original = weasyprint.CSS
    monkeypatch.setattr(weasyprint, "CSS", lambda **k: read.append(k["string"]) or original(**k))
    sheets._READ.clear()
    style = load_house_style("ccv", Problems())
    first = write_pdf(example_document(), style).data
    assert write_pdf(example_document(), style).data == first
    house = [sheet for sheet in read if "@page" in sheet]
    assert len(house) == 1
    assert len([sheet for sheet in read if "@font-face" in sheet]) == 2, "fonts are of a document"


def test_a_wrong_rule_is_told_each_time():
    page = "<html><head><style>p { colour: red }</style></head><body><h1>a</h1></body></html>"

    @strict_libraries("a")
    @engine.swift_engine()
    def made():
        source.read_page(page, None).render(font_config=SealedFonts())

    for _ in range(2):
        with pytest.raises(WriterError, match="colour"):
            made()


def test_the_page_is_read_as_the_html_parser_reads_it(page):
    def shape(element):
        texts = [" ".join((text or "").split()) for text in (element.text, element.tail)]
        return element.tag, dict(element.attrib), texts, [shape(child) for child in element]

    ours = source.read_page(page.html, None).etree_element
    theirs = tinyhtml5.parse(page.html, namespace_html_elements=False)
    assert shape(ours) == shape(theirs)


def test_a_page_that_is_not_well_formed_is_refused():
    with pytest.raises(WriterError, match="not well-formed"):
        source.read_page("<html><head><style></style></head><body><p></body></html>", None)


def test_only_counter_styles_are_left_out():
    *_, counters = weasyprint_html.UA.split(source.COUNTERS)
    rules = [line for line in counters.splitlines() if line]
    assert len(rules) > 40
    assert all(line.startswith("@counter-style ") for line in rules)


def test_no_rule_for_every_element_is_left():
    for everywhere, _ in source.NARROWED:
        assert weasyprint_html.UA.count(everywhere) == 1
    pseudo = [line for line in weasyprint_html.UA.splitlines() if line.startswith("::")]
    assert len(pseudo) == len(source.NARROWED)


def test_every_box_in_the_margins_has_one_rule():
    rules = source.MARGIN_RULE.findall(weasyprint_html.UA)
    assert len(rules) == len(set(rules)) == 16
    assert "@footnote" in source.MARGIN_RULE.sub("", weasyprint_html.UA)


@pytest.mark.parametrize(
    "css",
    [
        "@page { @top-center { content: 'boven' } @left-middle { content: 'links' } }",
        "@page { @bottom-right-corner { content: counter(page) } } @page :first { @top-left { content: 'eerst' } }",
        "",
    ],
)
def test_boxes_in_the_margins_are_where_they_were(css, monkeypatch):
    def made():
        page = f"<html><head><style>{css}</style></head><body><h1>a</h1></body></html>"
        return source.read_page(page, None).write_pdf(uncompressed_pdf=True)

    ours = made()
    monkeypatch.setattr(source, "lean_rules", lambda _: weasyprint_html.UA_STYLESHEET)
    assert made() == ours


def _down(depth, calls):
    """Call a function `calls` times from `depth` calls deep."""
    if depth:
        _down(depth - 1, calls)
        return
    for _ in range(calls):
        _leaf()


def _leaf(a=0, b=0, c=0, d=0, e=0, f=0, g=0, h=0, i=0, j=0, k=0, m=0, n=0, o=0, p=0, q=0):
    """Do nothing in a frame larger than that of `_down`: at some depth it is over the edge."""


def _costly_depths():
    """Give the depths at which 400 calls bring as many pages of memory."""
    found = []
    for depth in range(300):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        _down(depth, 400)
        if resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before >= 400:
            found.append(depth)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="pages of memory are counted as Linux does")
def test_no_depth_of_calls_is_costly_in_a_room():
    assert _costly_depths(), "without room some depth is: else nothing is tested"
    assert engine.with_room(_costly_depths)() == []


def test_a_function_with_room_is_the_same_function():
    @engine.with_room
    def added(one: int, *, other: int) -> int:
        """Add."""
        if other < 0:
            raise ValueError(other)
        return one + other

    assert added(1, other=2) == 3
    assert added.__name__ == "added"
    with pytest.raises(ValueError, match="-1"):
        added(1, other=-1)


@given(
    st.one_of(
        st.floats(allow_nan=False, allow_infinity=False),
        st.integers(),
        st.booleans(),
        st.binary(),
        st.text(st.characters(max_codepoint=127)),
        st.floats(-1e4, 1e4).map(lambda number: pydyf.Array([number, "/A"])),
    )
)
def test_things_are_the_same_bytes_in_a_pdf(item):
    assert numbers.to_bytes(item) == numbers._to_bytes(item)


def test_text_that_is_not_ascii_is_refused_as_before():
    with pytest.raises(UnicodeEncodeError):
        numbers.to_bytes("é")
    assert pydyf.String("é").data == b"<feff00e9>"
