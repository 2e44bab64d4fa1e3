"""What every check of a Word file needs: the file, its styles, a place in words, the collector."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from vmreport.verify.docx_styles import StyleSheet, read_styles
from vmreport.verify.office_package import OfficeFile, tag, text_of
from vmreport.verify.report import Findings, shortened

__all__ = ["Context"]


@dataclass(slots=True)
class Context:
    """One Word file under check."""

    file: OfficeFile
    findings: Findings
    styles: StyleSheet = field(init=False)
    stories: tuple[tuple[str, Any], ...] = field(init=False)
    """Every part with text a reader sees; the main document first."""
    _headings: dict[Any, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the styles and note under which heading each paragraph stands."""
        self.styles = read_styles(self.file)
        self.stories = self.file.stories()
        heading = ""
        for paragraph in self.file.body.iter(tag("w:p")):
            if self.styles.heading_level(paragraph):
                heading = shortened(text_of(paragraph))
            self._headings[paragraph] = heading

    def paragraphs(self) -> Iterator[Any]:
        """Yield every paragraph a reader sees, tables and text boxes included."""
        for _, root in self.stories:
            yield from root.iter(tag("w:p"))

    def where(self, node: Any) -> str:
        """Give the place of a node in words: the heading it stands under, or the part."""
        root = node.getroottree().getroot()
        if root is not self.file.body:
            part = next((name for name, story in self.stories if story is root), "")
            return _PARTS.get(part.rpartition("/")[2].rstrip("0123456789.xml"), part)
        paragraph = node if node.tag == tag("w:p") else next(node.iterancestors(tag("w:p")), None)
        for around in () if paragraph is not None else (node, *node.iterancestors()):
            paragraph = next(around.iter(tag("w:p")), None)
            if paragraph is not None:
                break
        heading = self._headings.get(paragraph, "") if paragraph is not None else ""
        return f"onder kop “{heading}”" if heading else "voor de eerste kop"


_PARTS = {
    "header": "in de koptekst",
    "footer": "in de voettekst",
    "footnotes": "in de voetnoten",
    "endnotes": "in de eindnoten",
}
