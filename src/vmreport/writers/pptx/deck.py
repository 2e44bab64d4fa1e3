"""Which slides a deck has: a cover, then one for every heading of the first level.

Every slide has a title and no two have the same one, so that a listener can find the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from vmreport.document.blocks import AdvisorText, Block, Cover, Heading, Sheet, SpokenNotes
from vmreport.document.inlines import plain_text
from vmreport.errors import ContentError, Place, Problem

__all__ = ["PlannedSlide", "plan_slides", "too_full"]


@dataclass(slots=True)
class PlannedSlide:
    """One slide: what opens it, what stands on it, what is said at it."""

    opening: Cover | Heading
    blocks: list[Block] = field(default_factory=list)
    spoken: list[Block] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title in words, as a screen reader says it."""
        match self.opening:
            case Cover(title=title):
                return title
            case Heading(label=label, topic=topic, text=text):
                return " ".join(part for part in (label, topic, plain_text(text)) if part)

    @property
    def anchor(self) -> str:
        """Where messages point to."""
        return self.opening.anchor if isinstance(self.opening, Heading) else ""


def plan_slides(blocks: tuple[Block, ...]) -> tuple[PlannedSlide, ...]:
    """Deal `blocks` over slides.

    Raises ContentError when something stands before the first title (E542) and when two slides
    have the same title (E543).
    """
    slides: list[PlannedSlide] = []
    for block in _flat(blocks):
        if isinstance(block, Cover) or (isinstance(block, Heading) and block.level == 1):
            slides.append(PlannedSlide(block))
        elif not slides:
            what = "Voor de eerste kop staat tekst; op een dia zonder titel kan die niet."
            raise _error("E542", "", what, "Begin met een omslag of een kop met één hekje.")
        elif isinstance(block, SpokenNotes):
            slides[-1].spoken.extend(block.blocks)
        else:
            slides[-1].blocks.append(block)
    _check_titles(slides)
    return tuple(slides)


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks without the page and origin marks that mean nothing on a slide."""
    for block in blocks:
        if isinstance(block, Sheet | AdvisorText):
            yield from _flat(block.blocks)
        else:
            yield block


def _check_titles(slides: list[PlannedSlide]) -> None:
    seen: set[str] = set()
    for slide in slides:
        if slide.title in seen:
            what = f"Twee dia's hebben dezelfde titel: '{slide.title}'."
            raise _error("E543", slide.anchor, what, "Geef elke dia een eigen titel.")
        seen.add(slide.title)


def too_full(slide: PlannedSlide) -> ContentError:
    """Give the error for a slide whose words do not fit at a size that can be read."""
    what = f"De dia '{slide.title}' is te vol: de tekst past niet in leesbare letters."
    return _error("E544", slide.anchor, what, "Kort de tekst in of verdeel hem over twee dia's.")


def _error(code: str, anchor: str, what: str, hint: str) -> ContentError:
    return ContentError([Problem(code, Place("document", column=anchor), what, hint)])
