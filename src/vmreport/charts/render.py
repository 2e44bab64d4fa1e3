"""Marks as PNG: the only place where matplotlib is used, through its object interface.

Nothing outside reaches the result: no matplotlibrc, no configuration folder, no system font, no
locale, no clock. Where marks stand is decided by the chart kinds, never here.
"""

from __future__ import annotations

import io
import json
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Literal, assert_never

from vmreport.charts.canvas import Area, Disc, Drawing, Line, Mark, Spot, Words
from vmreport.charts.lettering import MM, FontSet, font_set
from vmreport.errors import EnvironmentFault

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.path import Path as Outline
    from matplotlib.transforms import Transform

__all__ = ["png"]

_LOCK = RLock()
_PINNED: dict[str, Any] = {
    "text.parse_math": False,
    "text.usetex": False,
    "text.hinting": "none",
    "text.antialiased": True,
    "path.simplify": False,
    "path.snap": False,
    "path.sketch": None,
    "path.effects": [],
    "axes.unicode_minus": True,
}
_CIRCLE = 0.5522847498
"""Handle length of four curves that make a circle."""


def png(drawing: Drawing, dpi: int) -> bytes:
    """Write a drawing as PNG on white. Same drawing, same bytes.

    Raises EnvironmentFault when matplotlib or a font is not as it must be.
    """
    with _pinned():
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        figure = _figure(drawing, dpi)
        out = io.BytesIO()
        canvas: Any = FigureCanvasAgg(figure)
        canvas.print_png(out, metadata={"Software": None})
    return out.getvalue()


@lru_cache(maxsize=1)
def _matplotlib_settings() -> dict[Any, Any]:
    """Import matplotlib with a private configuration and give its own defaults plus ours.

    At import matplotlib reads a matplotlibrc of the working directory and lists the fonts of the
    system. The first is overridden later; against the second a list without fonts lies ready.
    """
    log = logging.getLogger("matplotlib")
    was, log.disabled = log.disabled, True
    before = os.environ.get("MPLCONFIGDIR")
    try:
        with tempfile.TemporaryDirectory(prefix="vmreport-") as folder:
            os.environ["MPLCONFIGDIR"] = folder
            empty: dict[str, object] = {
                "_version": "3.11.0",
                "__class__": "FontManager",
                "_FontManager__default_weight": "normal",
                "default_size": None,
                "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
                "afmlist": [],
                "ttflist": [],
            }
            Path(folder, "fontlist-v3.11.0.json").write_text(json.dumps(empty), encoding="ascii")
            import matplotlib as mpl
            import matplotlib.figure
    except (ImportError, OSError, ValueError, RuntimeError) as error:
        raise EnvironmentFault(
            f"De tekenbibliotheek matplotlib start niet ({error}). Installeer vmreport opnieuw "
            "en kijk of er een bestand matplotlibrc in de werkmap staat."
        ) from error
    finally:
        log.disabled = was
        if before is None:
            os.environ.pop("MPLCONFIGDIR", None)
        else:
            os.environ["MPLCONFIGDIR"] = before
    defaults = {k: v for k, v in dict.items(mpl.rcParamsDefault) if not k.startswith("backend")}
    return {**defaults, **_PINNED}


@contextmanager
def _pinned() -> Iterator[None]:
    """Draw with our settings, one drawing at a time, and leave matplotlib's as they were."""
    with _LOCK:
        settings = _matplotlib_settings()
        import matplotlib as mpl

        with mpl.rc_context(settings):
            yield


def _figure(drawing: Drawing, dpi: int) -> Figure:
    """Put the marks on a matplotlib figure in order; no axes, no layout engine."""
    from matplotlib.figure import Figure
    from matplotlib.transforms import Affine2D

    size = (drawing.width_mm / 25.4, drawing.height_mm / 25.4)
    figure = Figure(figsize=size, dpi=dpi, facecolor="white", edgecolor="none")
    to_inch = Affine2D().scale(1 / 25.4, -1 / 25.4).translate(0, size[1])
    place = to_inch + figure.dpi_scale_trans
    fonts = font_set(drawing.theme.family, drawing.theme.font_files())
    for depth, mark in enumerate(drawing.marks):
        artist = _artist(mark, place, fonts)
        artist.set_zorder(depth)
        figure.add_artist(artist)
    return figure


def _artist(mark: Mark, place: Transform, fonts: FontSet) -> Artist:
    match mark:
        case Line():
            return _line(mark, place)
        case Area(rings, fill, edge, width):
            return _patch(_polygons(rings), fill, edge, width, place)
        case Disc(centre, radius, fill, edge, width):
            return _patch(_circle(centre, radius), fill, edge, width, place)
        case Words():
            return _words(mark, place, fonts)
        case _ as never:
            assert_never(never)


def _line(mark: Line, place: Transform) -> Artist:
    from matplotlib.lines import Line2D

    cap: Literal["round", "butt"] = "round" if mark.round_ends else "butt"
    width = mark.width / MM
    return Line2D(
        [x for x, _ in mark.spots],
        [y for _, y in mark.spots],
        color=mark.colour,
        linewidth=width,
        linestyle=(0, tuple(part / MM / width for part in mark.dash)) if mark.dash else "-",
        solid_capstyle=cap,
        dash_capstyle=cap,
        solid_joinstyle="round",
        dash_joinstyle="round",
        transform=place,
    )


def _patch(outline: Outline, fill: str, edge: str, width: float, place: Transform) -> Artist:
    from matplotlib.patches import PathPatch

    return PathPatch(
        outline,
        facecolor=fill or "none",
        edgecolor=edge or "none",
        linewidth=width / MM,
        joinstyle="round",
        transform=place,
    )


def _polygons(rings: tuple[tuple[Spot, ...], ...]) -> Outline:
    from matplotlib.path import Path as Outline

    spots: list[Spot] = []
    codes: list[Any] = []
    for ring in rings:
        spots += [*ring, ring[0]]
        codes += [Outline.MOVETO, *[Outline.LINETO] * (len(ring) - 1), Outline.CLOSEPOLY]
    return Outline(spots, codes)


def _circle(centre: Spot, radius: float) -> Outline:
    from matplotlib.path import Path as Outline

    x, y = centre
    r, k = radius, radius * _CIRCLE
    spots = [
        *((x + r, y), (x + r, y + k), (x + k, y + r), (x, y + r)),
        *((x - k, y + r), (x - r, y + k), (x - r, y)),
        *((x - r, y - k), (x - k, y - r), (x, y - r)),
        *((x + k, y - r), (x + r, y - k), (x + r, y), (x + r, y)),
    ]
    codes: list[Any] = [Outline.MOVETO, *[Outline.CURVE4] * 12, Outline.CLOSEPOLY]
    return Outline(spots, codes)


def _words(mark: Words, place: Transform, fonts: FontSet) -> Artist:
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text

    style = mark.type.style
    properties = FontProperties(
        family=[fonts.family],
        style="italic" if style == "italic" else "normal",
        weight=fonts.weight(style),
        size=mark.type.size,
        fname=fonts.path(style),
    )
    return Text(
        *mark.at,
        mark.text,
        color=mark.type.colour,
        fontproperties=properties,
        horizontalalignment=mark.anchor.value,
        verticalalignment="baseline",
        rotation=mark.angle,
        rotation_mode="anchor",
        parse_math=False,
        usetex=False,
        transform=place,
    )
