"""A number planted in every hidden cell is in no byte of any file, nor in what a build prints."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.canaries import (
    Canary,
    hidden_estimates,
    lengthen,
    parts_of,
    plant,
    plant_others,
    raw_traces,
    word_traces,
)
from support.command_line import start
from vmreport.pipeline import outline_document, write_sample

DOCUMENTS = ("raadsrapport", "tabellenboek", "presentatie", "wijkprofiel")


@dataclass(frozen=True)
class Planted:
    """A dossier with canaries and everything that was made of it."""

    root: Path
    printed: str
    """The words of the documents before."""
    canaries: list[Canary]
    longer: list[Canary]
    """Published numbers with the decimals that are not printed."""
    files: dict[str, bytes]
    parts: dict[str, bytes]


def made(root: Path, folder: str) -> tuple[dict[str, bytes], str, str]:
    """Build the documents; give the files and what was said on both streams."""
    arguments = [item for name in DOCUMENTS for item in ("--document", name)]
    process = start("build", root, "--out", root / folder, "--json", *arguments)
    said, told = process.communicate()
    assert process.returncode == 0, said + told
    files = {path.name: path.read_bytes() for path in sorted((root / folder).iterdir())}
    return files, said, told


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    root = write_sample("voorbeeldstad", tmp_path_factory.mktemp("canaries") / "voorbeeldstad")
    toml = root / "dossier.toml"
    text = toml.read_text(encoding="utf-8")
    if "cijfers_bijvoegen" not in text:
        text = text.replace("[dossier]\n", "[dossier]\ncijfers_bijvoegen = true\n")
        toml.write_text(text, encoding="utf-8")
    longer = lengthen(root)
    printed = "\n".join(outline_document(root, name) for name in DOCUMENTS)
    canaries = plant(root, printed)
    assert {canary.cell for canary in canaries} <= hidden_estimates(root).keys()
    files, said, told = made(root, "uitvoer")
    parts = {part: data for name, file in files.items() for part, data in parts_of(name, file)}
    parts["provenance.json"] = json.dumps(json.loads(said), ensure_ascii=False).encode()
    parts["messages"] = told.encode()
    return Planted(root, printed, canaries, longer, files, parts)


def test_every_kind_of_file_was_searched(planted):
    names = planted.parts
    endings = {Path(name).suffix for name in names if "!" not in name and "#" not in name}
    assert endings >= {".pdf", ".docx", ".html", ".xlsx", ".pptx", ".xml", ".json"}
    assert any(name.endswith("pdf!cijfers.csv") for name in names)
    assert any(name.count("!") == 2 and "embeddings" in name for name in names)


def test_no_byte_of_any_file_holds_a_hidden_number(planted):
    assert len(planted.canaries) > 400  # value and bounds of some 170 cells
    assert raw_traces(planted.parts, planted.canaries) == []


def test_no_hidden_number_is_written_as_a_person_would(planted):
    assert word_traces(planted.parts, planted.canaries) == []


def test_published_numbers_are_nowhere_more_precise_than_printed(planted):
    """The audit counts on it; where a figure comes from (internal) may say it in full."""
    assert len(planted.longer) > 2000
    public = {name: data for name, data in planted.parts.items() if name != "provenance.json"}
    assert raw_traces(public, planted.longer) == []


def test_the_search_finds_a_number_wherever_it_hides(planted):
    """So the searches above can find something: in text, hexadecimal, UTF-16, packages and PDF."""
    canary = planted.canaries[0]
    places = {
        "a.html": f"<p>{canary.rounded[0]}%</p>".encode(),
        "b.xml": f"<c:v>{canary.value.replace(',', '.')}</c:v>".encode(),
        "c.pdf (qdf)": b"<" + canary.value.encode("utf-16-be").hex().encode() + b">",
        "d.bin": canary.value.encode("utf-16-le"),
        "e.csv": canary.rounded[1].encode(),
        "f.pdf (qdf)": f"({canary.value[:6]}) -20 ({canary.value[6:]})".encode(),
    }
    found = raw_traces(places, planted.canaries) + word_traces(places, planted.canaries)
    assert {trace[0] for trace in found} == set("abcdef")


def test_other_hidden_numbers_give_the_same_bytes(planted):
    """Whatever is hidden has no influence: not on geometry, order, metadata or identifiers."""
    others = plant_others(planted.root, planted.printed)
    assert len(others) > 300
    assert not {item.value for item in others} & {item.value for item in planted.canaries}
    files, _, _ = made(planted.root, "nogmaals")
    assert files.keys() == planted.files.keys()
    assert [name for name, data in files.items() if data != planted.files[name]] == []
