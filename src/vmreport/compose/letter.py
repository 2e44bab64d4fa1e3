"""The letter to the council: what a form asks for, filled with facts and findings.

Which fields and headings there are belongs in `letter_form`; the prose under a heading in the
template parts `delen/brief/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vmreport.advice.model import Recommendation
from vmreport.compose.advice import AdviceWriter
from vmreport.compose.environment import Ready
from vmreport.compose.letter_form import FormField, FormHeading
from vmreport.compose.material import Material
from vmreport.compose.views import PointView
from vmreport.document.blocks import AdvisorText, Block, ListItem, NumberedList, Origin, Paragraph
from vmreport.document.inlines import Text
from vmreport.errors import Place, Problems
from vmreport.narrative.numbers import format_date

__all__ = [
    "LetterHeadView",
    "LetterHeadingView",
    "LetterView",
    "LetterWriter",
    "arguments",
    "goals",
    "letter_view",
]


@dataclass(frozen=True, slots=True)
class LetterHeadView:
    """One line of the letter head."""

    label: str
    waarde: str


@dataclass(frozen=True, slots=True)
class LetterHeadingView:
    """One heading with its own words and the template parts that stand under it."""

    titel: str
    anker: str
    tekst: str
    delen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The letter as its template sees it."""

    soort: str
    onderwerp: str
    velden: tuple[LetterHeadView, ...]
    koppen: tuple[LetterHeadingView, ...]
    aanhef: str
    afsluiting: tuple[str, ...]
    meest: int
    """How many points of the summary and how many recommendations it may name."""
    vervolg: str
    """What `[raad.extra]` says under `Vervolg`."""


def letter_view(material: Material, problems: Problems) -> LetterView:
    """Give the letter; a required fact that the dossier does not give goes to `problems` (E446)."""
    form = material.form
    fields = ((field, _field_text(material, field)) for field in form.fields)
    return LetterView(
        soort=form.name,
        onderwerp=material.filled(form.subject),
        velden=tuple(
            LetterHeadView(field.label, text)
            for field, text in fields
            if _there(text, field, field.label, problems)
        ),
        koppen=tuple(_headings(material, problems)),
        aanhef=material.filled(form.salutation),
        afsluiting=tuple(map(material.filled, form.closing)),
        meest=form.points,
        vervolg=_extra(material).get("Vervolg", ""),
    )


def _headings(material: Material, problems: Problems) -> Iterator[LetterHeadingView]:
    for number, heading in enumerate(material.form.headings, start=1):
        text = _extra(material).get(heading.source, "") if heading.source else heading.text
        if heading.parts or _there(text, heading, heading.title, problems):
            filled = material.filled(text) if not heading.source else text
            title = material.filled(heading.title)
            yield LetterHeadingView(title, Ready(f"brief-{number}"), filled, heading.parts)


def _field_text(material: Material, field: FormField) -> str:
    if not field.source:
        return material.filled(field.text)
    return _facts(material).get(field.source, "")


def _facts(material: Material) -> Mapping[str, str]:
    """Give every fact of the dossier that a field may print, by the name forms use."""
    dossier, council = material.dossier, material.dossier.council
    return {
        **_extra(material),
        "datum": format_date(dossier.date),
        "portefeuillehouder": council.portfolio_holder,
        "vergaderdatum": format_date(council.meeting_date) if council.meeting_date else "",
        "zaaknummer": council.case_number,
        "gevraagd": council.request,
        "opsteller": dossier.author.organisation,
        "contact": dossier.author.contact,
        "status": material.status,
    }


def _extra(material: Material) -> Mapping[str, str]:
    return material.dossier.council.extra or {}


def _there(text: str, item: FormField | FormHeading, name: str, problems: Problems) -> bool:
    if not text.strip() and item.required:
        what = f"De raadsbrief vraagt om '{name}', maar '{item.source}' is niet ingevuld."
        hint = f"Vul het in bij [raad] of [raad.extra] in dossier.toml ({item.place} vraagt erom)."
        problems.problem("E446", Place("dossier.toml", column=f"raad.{item.source}"), what, hint)
    return bool(text.strip())


def goals(material: Material) -> tuple[str, ...]:
    """Give the goals of the recommendations, in the words of the advisor."""
    return tuple(item.goal.text for item in material.advice.recommendations if item.goal)


def arguments(material: Material, advice: AdviceWriter) -> tuple[PointView, ...]:
    """Give each recommendation with the first finding it rests on."""
    found = ((item, advice.finding(item)) for item in material.advice.recommendations)
    return tuple(PointView(item.title, text) for item, text in found if text)


class LetterWriter:
    """Makes the lists of a letter that carry the advisor's words."""

    def __init__(self, material: Material, advice: AdviceWriter) -> None:
        self.material = material
        self.advice = advice
        self.say = material.phrases.say

    def requests(self, most: int) -> NumberedList | None:
        """Give what is asked of the council, as decisions: of the report and of `most` advices.

        The opening that every request shares is left off, because the heading says it.
        """
        whole = self.material.dossier.council.request
        items = [ListItem((self._decision(whole),))] if whole else []
        chosen = self.material.advice.recommendations[:most]
        found = [self._request(item) for item in chosen if item.request]
        items += [ListItem(blocks) for blocks in found if blocks]
        return NumberedList(tuple(items)) if items else None

    def _decision(self, text: str) -> Paragraph:
        return Paragraph((Text(self._without_opening(text)),), Origin.ADVISOR)

    def _request(self, item: Recommendation) -> tuple[Block, ...]:
        text = self.advice.request(item)
        blocks = text.blocks if isinstance(text, AdvisorText) else ()
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)][:1]
        return tuple(self._cut(paragraph) for paragraph in paragraphs)

    def _cut(self, paragraph: Paragraph) -> Paragraph:
        first, *rest = paragraph.text
        if not isinstance(first, Text):
            return paragraph
        return replace(paragraph, text=(Text(self._without_opening(first.text)), *rest))

    def _without_opening(self, text: str) -> str:
        opening = self.say("papier.gevraagd_begin")
        short = text.removeprefix(opening).lstrip()
        return short[:1].upper() + short[1:] if short != text else text
