"""The contract with WeasyPrint's private parts: run this first when WeasyPrint is upgraded.

Source: design/accessibility.md section 4.7.
"""

import inspect

import pytest
import weasyprint
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from support import tagged
from vmreport.errors import EnvironmentFault
from vmreport.writers.pdf.tags import hook, own_structure_tree


@pytest.fixture(scope="module")
def seen():
    """What `add_tags` was called with on the page that has everything, and the boxes in it."""
    calls = []

    def spy(pdf, document, pdf_version, page_streams):
        marks = [dict(stream._tags) for stream in page_streams]
        streams = [list(stream.stream) for stream in page_streams]
        operands = [[dict(o) if isinstance(o, dict) else o for o in s] for s in streams]
        calls.append((pdf, document, marks, operands))
        ours(pdf, document, pdf_version, page_streams)

    ours = hook._add_tags
    patch = pytest.MonkeyPatch()
    patch.setattr(hook, "_add_tags", spy)
    tagged.everything.__wrapped__()
    patch.undo()
    return calls[0]


def every_box(document):
    def down(box):
        if isinstance(box, AbsolutePlaceholder):
            placeholders.append(box)
            box = box._box
        found.append(box)
        for child in box.children:
            down(child)

    found, placeholders = [], []
    for page in document.pages:
        down(page._page_box)
    return found, placeholders


def test_version_is_the_pin():
    assert weasyprint.__version__ == hook.WEASYPRINT == "70.0"


def test_the_hook_is_where_it_was():
    parameters = inspect.signature(weasyprint.pdf.add_tags).parameters
    assert list(parameters) == ["pdf", "document", "pdf_version", "page_streams"]
    assert "add_tags" in weasyprint.pdf.generate_pdf.__code__.co_names
    hook.require_known_weasyprint()


def test_another_version_is_refused_and_nothing_stays_replaced(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    original = weasyprint.pdf.add_tags
    with pytest.raises(EnvironmentFault, match=r"71\.0"), own_structure_tree():
        pass
    assert weasyprint.pdf.add_tags is original
    monkeypatch.undo()
    with pytest.raises(ZeroDivisionError), own_structure_tree():
        weasyprint.pdf.add_tags(1 / 0)
    assert weasyprint.pdf.add_tags is original


def test_marked_content_is_text_and_pictures_numbered_per_page(seen):
    _, _, marks, streams = seen
    assert len(marks) > 3
    for page, stream in zip(marks, streams, strict=True):
        assert all(isinstance(box, boxes.TextBox | boxes.ReplacedBox) for box in page)
        assert [mark["mcid"] for mark in page.values()] == list(range(len(page)))
        begins = [at for at, item in enumerate(stream) if item == b"BDC"]
        assert [stream[at - 1] for at in begins] == [{"MCID": n} for n in range(len(page))]
        assert {stream[at - 2] for at in begins} <= {"/Span", "/Figure"}


def test_text_is_painted_with_a_font_and_arrays(seen):
    _, document, marks, streams = seen
    for page, stream in zip(marks, streams, strict=True):
        for box, mark in page.items():
            begin = stream.index({"MCID": mark["mcid"]})
            items = [i for i in stream[begin : stream.index(b"EMC", begin)] if isinstance(i, bytes)]
            if isinstance(box, boxes.TextBox) and box.text.strip():
                assert any(item.endswith(b" Tf") for item in items)
                assert any(item.endswith(b"] TJ") for item in items)
                assert box.pango_layout.text.startswith(box.text.rstrip())
    for font in document.fonts.values():
        assert " " in font.to_unicode.values()
        assert isinstance(font.hash, str)


def test_the_kinds_of_boxes_the_walk_relies_on(seen):
    found, placeholders = every_box(seen[1])
    tags = {box.element_tag for box in found}
    assert {"li::marker", "a::after", "div::footnote-call", "span::footnote-call"} <= tags
    assert {"span::footnote-marker", "{http://www.w3.org/2000/svg}svg", "caption"} <= tags
    kinds = {type(box) for box in found}
    assert {boxes.FootnoteAreaBox, boxes.LineBox, boxes.PageBox} <= kinds
    assert {box.at_keyword for box in found if isinstance(box, boxes.MarginBox)} >= {
        "@top-left",
        "@top-right",
        "@bottom-right",
    }
    assert any(box.is_leader for box in found)
    assert any(box.is_table_wrapper and box.element_tag == "table" for box in found)
    assert placeholders
    cells = [box for box in found if isinstance(box, boxes.TableCellBox)]
    assert {(box.colspan, box.rowspan) for box in cells} >= {(1, 1), (2, 1), (1, 2)}
    lists = {box.style["list_style_type"] for box in found if box.element_tag in {"ul", "ol"}}
    assert lists == {"disc", "circle", "lower-alpha", "none"}


def test_pages_and_links_are_written_as_agreed(seen):
    pdf, document, _, _ = seen
    found, _ = every_box(document)
    pages = [pdf.objects[int(reference.split()[0])] for reference in pdf.page_references]
    assert [page["StructParents"] for page in pages] == list(range(len(document.pages)))
    assert {page["Tabs"] for page in pages} == {"/S"}
    links = [box.link_annotation for box in found if box.link_annotation]
    assert len(links) > 10
    assert all(link["Subtype"] == "/Link" and link.reference for link in links)
    kept = {reference for page in pages for reference in page.get("Annots", ())}
    assert kept < {link.reference for link in links}
