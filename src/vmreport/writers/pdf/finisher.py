"""The last touches on a PDF before it is written: what PDF/A-2a and PDF/UA-1 need besides.

WeasyPrint calls a finisher after its own variant function. Structure tags are made elsewhere.
Source: design/accessibility.md section 3.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pydyf

from vmreport.errors import WriterError

__all__ = ["finish"]

_END = b"</rdf:RDF>"
_PLAIN = MappingProxyType(
    {b"<00a0>": b"<0020>", b"<00ad>": b"<002d>", b"<2010>": b"<002d>", b"<2011>": b"<002d>"}
)
"""Characters that share a glyph with a plainer one, as a character map writes them."""
_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed"
    "</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>1</pdfuaid:part></rdf:Description>"
)


def finish(document: Any, pdf: Any) -> None:
    """Repair `pdf` in place: pictures, XMP identification, page labels, characters, window title.

    Raises WriterError when the metadata stream is not where it is expected.
    """
    del document
    _no_interpolation(pdf)
    _identify(pdf)
    _list_files_once(pdf)
    _read_plainly(pdf)
    pdf.catalog["PageLabels"] = pydyf.Dictionary(
        {"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D", "St": 1})])}
    )
    preferences = pdf.catalog.setdefault("ViewerPreferences", pydyf.Dictionary())
    preferences["DisplayDocTitle"] = "true"


def _no_interpolation(pdf: Any) -> None:
    for item in pdf.objects:
        extra = getattr(item, "extra", None)
        if extra is not None and "Interpolate" in extra:
            extra["Interpolate"] = "false"


def _list_files_once(pdf: Any) -> None:
    """Name each attachment once: WeasyPrint lists them as it finds them, twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _read_plainly(pdf: Any) -> None:
    """Have the glyph of space and hyphen read as such.

    The fonts draw them with the glyph of their non-breaking sisters, and WeasyPrint says of a
    glyph what it was first used for: searching for "20 procent" would not find it.
    """
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and b"begincmap" in item.stream[:3]:
            item.stream = [_plain(part) for part in item.stream]


def _plain(part: bytes) -> bytes:
    glyph, _, character = part.partition(b" ")
    return b"%s %s" % (glyph, _PLAIN[character]) if character in _PLAIN else part


def _identify(pdf: Any) -> None:
    """Say in the XMP metadata, inside its one rdf:RDF, that the file follows PDF/UA-1."""
    reference = pdf.catalog.get("Metadata")
    stream: Any = pdf.objects[int(reference.split()[0])] if reference else None
    parts = getattr(stream, "stream", [])
    xmp = b"".join(part if isinstance(part, bytes) else str(part).encode() for part in parts)
    if xmp.count(_END) != 1:
        raise WriterError("PDF: the XMP metadata has another form than expected")
    stream.stream = [xmp.replace(_END, _UA_SCHEMA.encode() + _END)]
    stream.compress = False
