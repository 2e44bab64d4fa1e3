"""What a house style is: colours, sizes, page, cover, logo, fonts. No reading, no CSS rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vmreport.charts.theme import ChartTheme

__all__ = [
    "Colours",
    "CoverArt",
    "CoverGround",
    "CoverStyle",
    "FontFamily",
    "HouseStyle",
    "Logo",
    "PageStyle",
    "RunningText",
    "Sizes",
    "TypeSize",
]


@dataclass(frozen=True, slots=True)
class Colours:
    """The palette, each as `#rrggbb` in lower case, checked on contrast when it is read."""

    ink: str
    house: str
    on_house: str
    """Text on a field of the house colour."""
    tint: str
    """A light field of the house colour, under ink."""
    grey: str
    """Text that stands back."""
    light_grey: str
    """Marks and lines that carry meaning, never text."""
    hairline: str
    """Lines without meaning."""
    favourable: str
    unfavourable: str
    favourable_tint: str
    unfavourable_tint: str


@dataclass(frozen=True, slots=True)
class TypeSize:
    """A size of type with its line, both in points."""

    size: float
    line: float


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of type in print; the HTML page keeps their proportions."""

    text: TypeSize
    small: TypeSize
    table: TypeSize
    lead: TypeSize
    heading_1: TypeSize
    heading_2: TypeSize
    heading_3: TypeSize
    title: TypeSize
    """The title on the cover."""
    figure: TypeSize
    """The large number of a key figure."""

    @property
    def note(self) -> TypeSize:
        """Between small and text: heads of tables, tables of many columns, what stands in tiles."""
        return TypeSize(
            round((self.small.size + self.text.size) / 2 - 0.25, 2),
            round((self.small.line + self.table.line) / 2, 2),
        )


class RunningText(StrEnum):
    """What may stand in the running header and footer; status and banner always do."""

    RUNNING_TITLE = "korte-titel"
    TITLE = "titel"
    ORGANISATION = "organisatie"
    NOTHING = "niets"


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The A4 page: margins in millimetres and what runs along on each page."""

    top: float
    right: float
    bottom: float
    left: float
    header: RunningText
    footer: RunningText

    @property
    def text_width(self) -> float:
        """The width between the margins of an upright page, in millimetres."""
        return 210.0 - self.left - self.right

    @property
    def landscape_width(self) -> float:
        """The width between the margins of a landscape page, in millimetres."""
        return 297.0 - self.left - self.right


class CoverGround(StrEnum):
    """The colour of the field on the cover."""

    HOUSE = "huis"
    TINT = "tint"


class CoverArt(StrEnum):
    """The drawing in the field on the cover."""

    INTERVALS = "intervallen"
    TILES = "tegels"
    NONE = "geen"


@dataclass(frozen=True, slots=True)
class CoverStyle:
    """The geometric field of the title page."""

    ground: CoverGround
    art: CoverArt


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo, already cleaned: nothing in it runs, refers or carries metadata."""

    data: bytes
    media_type: str
    """`image/svg+xml` or `image/png`."""
    alt: str
    width: float
    """Printed width in millimetres."""


@dataclass(frozen=True, slots=True)
class FontFamily:
    """The one family of the documents, as files that ship with it."""

    family: str
    regular: Path
    italic: Path
    semibold: Path
    bold: Path

    @property
    def faces(self) -> tuple[tuple[Path, int, str], ...]:
        """The files with their CSS weight and style."""
        return (
            (self.regular, 400, "normal"),
            (self.italic, 400, "italic"),
            (self.semibold, 600, "normal"),
            (self.bold, 700, "normal"),
        )


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """Everything that makes a document look like it comes from one organisation."""

    name: str
    colours: Colours
    sizes: Sizes
    page: PageStyle
    cover: CoverStyle
    fonts: FontFamily
    logo: Logo
    css: str
    """A few extra rules after the base stylesheet, already checked."""
    reference_docx: Path | None

    @property
    def chart_theme(self) -> ChartTheme:
        """The same colours and family for charts."""
        colours = self.colours
        return ChartTheme(
            ink=colours.ink,
            house=colours.house,
            tint=colours.tint,
            grey=colours.grey,
            light_grey=colours.light_grey,
            hairline=colours.hairline,
            favourable=colours.favourable,
            unfavourable=colours.unfavourable,
            favourable_tint=colours.favourable_tint,
            unfavourable_tint=colours.unfavourable_tint,
            family=self.fonts.family,
            text_pt=self.sizes.small.size,
            small_pt=self.sizes.small.size - 0.5,
            fonts=tuple(path for path, _, _ in self.fonts.faces),
        )
