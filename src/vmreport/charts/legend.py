"""The line of signs over a chart that says what they stand for, and the marks it shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from vmreport.charts.canvas import Anchor, Canvas, Spot, Type
from vmreport.charts.lettering import Style
from vmreport.document.charts import LegendEntry
from vmreport.document.inlines import Tone

__all__ = ["Key", "lay_keys", "verdict_keys", "verdict_type"]

_GAP = 5.0
_SIGN_GAP = 1.6


@dataclass(frozen=True, slots=True)
class Key:
    """A sign of `width` mm, painted with its left middle at a spot, and its words."""

    width: float
    paint: Callable[[Canvas, Spot], None]
    text: str


def lay_keys(canvas: Canvas, keys: Sequence[Key], top: float, room: float) -> float:
    """Set keys beside each other from the left edge, on as many lines as needed.

    Gives the height taken in mm, 0 without keys.
    """
    lettering = canvas.small(canvas.theme.ink)
    pitch = lettering.line + 1.2
    x, y = 0.0, top
    for key in keys:
        lead = key.width + _SIGN_GAP
        width = canvas.measure(key.text, lettering)
        if x and x + lead + width > room:
            x, y = 0.0, y + pitch
        lines = canvas.wrap(key.text, room - lead, lettering)
        middle = y + pitch / 2
        key.paint(canvas, (x, middle))
        for index, line in enumerate(lines):
            canvas.lines((line,), (x + lead, middle + index * lettering.line), lettering)
        y += (len(lines) - 1) * lettering.line
        x += lead + (width if len(lines) == 1 else room) + _GAP
    return y + pitch - top if keys else 0.0


def verdict_type(canvas: Canvas, tone: Tone) -> Type:
    """Give the lettering of a verdict's sign: larger than text where the sign must stand out."""
    theme = canvas.theme
    if tone is Tone.NO_DIFFERENCE:
        return canvas.text(theme.grey)
    colour = theme.ink if tone is Tone.UNKNOWN else theme.verdict(tone)
    return Type(theme.text_pt * 1.15, colour, Style.SEMIBOLD)


def verdict_keys(
    canvas: Canvas, entries: Sequence[LegendEntry], *, plain: Sequence[Tone] = ()
) -> list[Key]:
    """Give the keys of verdict classes: sign on its tint (no tint for `plain` tones), words."""
    keys = []
    for entry in entries:
        sign = canvas.measure(entry.sign, verdict_type(canvas, entry.tone))
        bare = entry.tone in plain
        width = max(2.6 if bare else 4.8, sign + (0.0 if bare else 2.0))
        paint = partial(_paint_verdict, entry, width, bare=bare)
        keys.append(Key(width, paint, entry.text))
    return keys


def _paint_verdict(
    entry: LegendEntry, width: float, canvas: Canvas, at: Spot, *, bare: bool
) -> None:
    x, y = at
    if not bare:
        edge = canvas.theme.light_grey if entry.tone is Tone.UNKNOWN else ""
        tint = canvas.theme.verdict_tint(entry.tone)
        canvas.box((x, y - 2.0), width, 4.0, tint, edge, 0.15)
    sign = verdict_type(canvas, entry.tone)
    canvas.lines((entry.sign,), (x + width / 2, y), sign, Anchor.MIDDLE)
