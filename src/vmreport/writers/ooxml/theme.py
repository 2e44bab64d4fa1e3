"""The theme part: two fonts and twelve colours, nothing else of what Word puts there.

Word needs a theme for its colour palette and for new charts. It is always written anew, so that
no picture, extension or file path of a template can travel along.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from vmreport.writers.house_style import HouseStyle
from vmreport.writers.ooxml.xml import Element, element, qn, serialise

__all__ = ["THEME_COLOURS", "Theme", "house_theme", "read_theme", "theme_part"]

THEME_COLOURS = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)


@dataclass(frozen=True, slots=True)
class Theme:
    """Fonts and colours; a colour is six hexadecimal digits, in the order of THEME_COLOURS."""

    heading_font: str
    text_font: str
    colours: tuple[str, ...]


def house_theme(house: HouseStyle) -> Theme:
    """Give the fonts and colours of a house style."""
    colours = house.colours
    palette = (
        colours.ink,
        "#ffffff",
        colours.grey,
        colours.tint,
        colours.house,
        colours.favourable,
        colours.unfavourable,
        colours.light_grey,
        colours.favourable_tint,
        colours.unfavourable_tint,
        colours.house,
        colours.grey,
    )
    family = house.fonts.family
    return Theme(family, family, tuple(part.removeprefix("#").upper() for part in palette))


def read_theme(root: Element) -> Theme:
    """Take fonts and colours out of a theme part; a missing colour becomes black."""
    scheme = dict.fromkeys(THEME_COLOURS, "000000")
    for place in THEME_COLOURS:
        colour = root.find(f".//{qn('a:clrScheme')}/{qn('a:' + place)}/*")
        if colour is not None:
            scheme[place] = colour.get("lastClr") or colour.get("val") or "000000"
    fonts = [
        latin.get("typeface", "") if latin is not None else ""
        for latin in (
            root.find(f".//{qn('a:' + kind)}/{qn('a:latin')}")
            for kind in ("majorFont", "minorFont")
        )
    ]
    return Theme(fonts[0], fonts[1], tuple(scheme[place] for place in THEME_COLOURS))


def _font(kind: str, typeface: str) -> Element:
    return element(
        f"a:{kind}",
        element("a:latin", typeface=typeface),
        element("a:ea", typeface=""),
        element("a:cs", typeface=""),
    )


def _placeholder_fill() -> Element:
    return element("a:solidFill", element("a:schemeClr", val="phClr"))


def _format_scheme() -> Element:
    """The three fills, lines, effects and backgrounds that the schema asks for, all plain."""
    lines = [
        element("a:ln", _placeholder_fill(), element("a:prstDash", val="solid"), w=width)
        for width in (6350, 12700, 19050)
    ]
    effects = [element("a:effectStyle", element("a:effectLst")) for _ in range(3)]
    return element(
        "a:fmtScheme",
        element("a:fillStyleLst", *(_placeholder_fill() for _ in range(3))),
        element("a:lnStyleLst", *lines),
        element("a:effectStyleLst", *effects),
        element("a:bgFillStyleLst", *(_placeholder_fill() for _ in range(3))),
        name="Office",
    )


def theme_part(theme: Theme) -> bytes:
    """Give `word/theme/theme1.xml`."""
    colours = [
        element(f"a:{place}", element("a:srgbClr", val=colour))
        for place, colour in zip(THEME_COLOURS, theme.colours, strict=True)
    ]
    root = etree.Element(qn("a:theme"), nsmap={"a": qn("a:theme")[1:].split("}")[0]})
    root.set("name", "vmreport")
    root.append(
        element(
            "a:themeElements",
            element("a:clrScheme", *colours, name="vmreport"),
            element(
                "a:fontScheme",
                _font("majorFont", theme.heading_font),
                _font("minorFont", theme.text_font),
                name="vmreport",
            ),
            _format_scheme(),
        )
    )
    return serialise(root)
