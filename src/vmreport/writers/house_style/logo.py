"""Cleans a logo once: SVG through an allow-list, PNG and JPEG decoded, capped and written anew.

What is not on the list is refused with its name; drawing-program leftovers are dropped.
Source: design/risks.md D8, D9.
"""

from __future__ import annotations

import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree as ET

import defusedxml.ElementTree as SafeET
from defusedxml.common import DefusedXmlException
from PIL import Image

__all__ = ["LogoError", "clean_logo"]

MAX_BYTES = 2_000_000
MAX_SIDE = 4_000
MAX_ELEMENTS = 5_000
MAX_DEPTH = 30

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset(
    {
        "svg",
        "g",
        "defs",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
    }
)
_DROPPED = frozenset({"metadata"})
_PAINT = frozenset(
    {
        "fill",
        "stroke",
        "stroke-width",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-dasharray",
        "fill-rule",
        "clip-rule",
        "clip-path",
        "opacity",
        "fill-opacity",
        "stroke-opacity",
        "stop-color",
        "stop-opacity",
        "color",
        "display",
    }
)
_GEOMETRY = frozenset(
    {
        "viewBox",
        "width",
        "height",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "rx",
        "ry",
        "fx",
        "fy",
        "d",
        "points",
        "transform",
        "offset",
        "id",
        "version",
        "gradientUnits",
        "gradientTransform",
        "spreadMethod",
        "clipPathUnits",
        "preserveAspectRatio",
    }
)
_IGNORED = frozenset({"class", "role", "aria-label", "xml:space", "enable-background", "space"})
_LOCAL = re.compile(r"url\(\s*#[\w.:-]+\s*\)")


class LogoError(Exception):
    """Why a logo cannot be used, in Dutch, with what to do about it."""

    def __init__(self, what: str, hint: str) -> None:
        self.what = what
        self.hint = hint
        super().__init__(what)


def clean_logo(path: Path) -> tuple[bytes, str]:
    """Give the cleaned bytes of the logo at `path` and their media type.

    Raises LogoError for anything that is too large, unreadable or not allowed, and
    FileNotFoundError when there is no such file.
    """
    if path.stat().st_size > MAX_BYTES:
        raise LogoError(
            f"Het logo is groter dan {MAX_BYTES // 1_000_000} MB.", "Lever een kleiner bestand aan."
        )
    data = path.read_bytes()
    if path.suffix.lower() == ".svg":
        return _clean_svg(data), "image/svg+xml"
    if path.suffix.lower() in {".png", ".jpg", ".jpeg"}:
        return _clean_bitmap(data), "image/png"
    raise LogoError(
        f"Een logo met de extensie {path.suffix or '(geen)'} kan niet worden gebruikt.",
        "Gebruik svg (het mooist), png of jpg.",
    )


def _clean_bitmap(data: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
                if max(image.size) > MAX_SIDE:
                    raise LogoError(
                        f"Het logo is {image.width} bij {image.height} beeldpunten.",
                        f"Maak de langste zijde hoogstens {MAX_SIDE} beeldpunten.",
                    )
                plain = image.convert("RGBA" if image.mode in {"RGBA", "LA", "P"} else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning) as error:
        raise LogoError(
            f"Het logo is geen leesbare png of jpg ({error}).",
            "Open het in een tekenprogramma en bewaar het opnieuw.",
        ) from error
    except Image.DecompressionBombError as error:
        raise LogoError(
            "Het logo heeft veel te veel beeldpunten.",
            f"Maak de langste zijde hoogstens {MAX_SIDE} beeldpunten.",
        ) from error
    out = io.BytesIO()
    plain.save(out, format="PNG", optimize=True)
    return out.getvalue()


def _clean_svg(data: bytes) -> bytes:
    try:
        root = SafeET.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise LogoError(
            "Het logo bevat een DTD of entiteiten.",
            "Bewaar het als gewone SVG (in Illustrator: profiel SVG 1.1, zonder entiteiten).",
        ) from error
    except (ET.ParseError, ValueError) as error:
        raise LogoError(
            f"Het logo is geen leesbare SVG ({error}).", "Bewaar het opnieuw als SVG."
        ) from error
    if root.tag != f"{{{_SVG}}}svg":
        raise LogoError("Het logo is geen SVG.", "Bewaar het opnieuw als SVG.")
    if "viewBox" not in root.attrib and not {"width", "height"} <= root.attrib.keys():
        raise LogoError("Het logo zegt niet hoe groot het is.", "Geef de SVG een viewBox.")
    if sum(1 for _ in root.iter()) > MAX_ELEMENTS:
        raise LogoError(
            f"Het logo heeft meer dan {MAX_ELEMENTS} onderdelen.", "Vereenvoudig het logo."
        )
    clean = _clean_element(root, 0)
    ET.register_namespace("", _SVG)
    cleaned: bytes = ET.tostring(clean, encoding="utf-8")
    return cleaned


def _clean_element(element: ET.Element, depth: int) -> ET.Element:
    if depth > MAX_DEPTH:
        raise LogoError("Het logo is te diep genest.", "Hef groepen in het logo op.")
    name = _local(element.tag)
    clean = ET.Element(f"{{{_SVG}}}{name}", _clean_attributes(element))
    if name in {"title", "desc"}:
        clean.text = element.text
    for child in element:
        if not str(child.tag).startswith(f"{{{_SVG}}}"):
            continue  # comments and what a drawing program keeps for itself
        if _local(child.tag) in _DROPPED:
            continue
        if _local(child.tag) not in _ELEMENTS:
            raise LogoError(
                f"Het logo bevat een <{_local(child.tag)}>; dat mag niet.",
                "Zet tekst om in contouren en lever alleen vormen met kleuren; geen script, "
                "afbeelding, verwijzing of stijlblad.",
            )
        clean.append(_clean_element(child, depth + 1))
    return clean


def _clean_attributes(element: ET.Element) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for key, value in element.attrib.items():
        name = _local(key)
        if name == "href" or name.startswith("on"):
            raise LogoError(
                f"Het logo bevat het kenmerk {name}; dat mag niet.",
                "Haal verwijzingen en scripts uit het logo.",
            )
        if key.startswith("{") or name in _IGNORED or name.startswith("data-"):
            continue
        if name == "style":
            attributes |= _clean_style(value)
        elif name in _PAINT or name in _GEOMETRY:
            attributes[name] = _safe(name, value)
        elif not _is_type_setting(name):
            raise LogoError(
                f"Het logo bevat het kenmerk {name}; dat is onbekend.",
                "Bewaar het logo als eenvoudige SVG, met alleen vormen en kleuren.",
            )
    return attributes


def _clean_style(value: str) -> dict[str, str]:
    """Give the paint properties of a `style` attribute as attributes; the rest has no effect."""
    found = (part.partition(":") for part in value.split(";"))
    pairs = ((name.strip(), setting.strip()) for name, _, setting in found)
    return {name: _safe(name, setting) for name, setting in pairs if name in _PAINT}


def _is_type_setting(name: str) -> bool:
    """Say whether an attribute only concerns text, which a logo cannot have."""
    return name.startswith(("font", "text-", "letter-", "word-", "writing-", "line-"))


def _safe(name: str, value: str) -> str:
    if "url(" in _LOCAL.sub("", value) or "\\" in value:
        raise LogoError(
            f"Het logo verwijst in {name} naar iets buiten zichzelf.",
            "Haal verwijzingen uit het logo.",
        )
    return value


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
