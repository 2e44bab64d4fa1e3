"""What the advisor is told about reviews: not done, without figures, done on earlier figures.

In a draft these are notices; a final dossier with one of them is not made. Source: issue 4, item 8;
risks R33.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from vmreport.advice.model import Recommendation, Review, ReviewStatus
from vmreport.compose.material import Material
from vmreport.compose.review import Judged, ReviewState, dossier_review, review_of
from vmreport.errors import Place
from vmreport.narrative.numbers import format_date

__all__ = ["list_unreviewed", "with_reviews"]

_FINAL, _REVIEWED, _DRAFT = (
    ReviewStatus.FINAL.value,
    ReviewStatus.REVIEWED.value,
    ReviewStatus.DRAFT.value,
)
_IN_DOSSIER = Place("dossier.toml")


def with_reviews(material: Material) -> Material:
    """Give the material with how every review is printed, and the status it may have.

    A dossier that calls itself reviewed while a recommendation is not, or figures changed since, is
    printed as a draft; one that calls itself final gets problems: E751 (figures changed), E752
    (figures not named), E753 (still a draft), E757 (figures of the dossier changed).
    """
    status = material.dossier.status
    reviews = {item.id: review_of(material, item) for item in material.advice.recommendations}
    for item in material.advice.recommendations:
        _check(material, item, reviews[item.id])
    whole = dossier_review(material) if status != _DRAFT else None
    if whole is not None:
        _check_dossier(material, whole)
    sound = all(judged.state is ReviewState.CURRENT for judged in reviews.values())
    stale = whole is not None and whole.state is ReviewState.STALE
    if status == _REVIEWED and (stale or not sound):
        material = replace(material, dossier=replace(material.dossier, status=_DRAFT))
    return replace(material, reviews=_printed(material, reviews))


def _printed(material: Material, reviews: Mapping[str, Judged]) -> Mapping[str, str]:
    """Give the words for each recommendation; none when final, or when nobody filled them in."""
    items = material.advice.recommendations
    if material.dossier.status == _FINAL or not any(item.review.written for item in items):
        return {}
    return {item.id: _words(material, item.review, reviews[item.id]) for item in items}


def _words(material: Material, review: Review, judged: Judged) -> str:
    say = material.phrases.say
    if judged.state is ReviewState.NONE:
        return say("review.concept")
    status = say(f"review.{review.status.value}")
    if review.reviewed_on is not None:
        day = format_date(review.reviewed_on)
        status = say("review.op", status=status, datum=day)
    match judged.state:
        case ReviewState.STALE:
            return say("review.eerdere_cijfers", status=status)
        case ReviewState.UNBOUND:
            return say("review.zonder_cijfers", status=status)
        case _:
            return status


def _check(material: Material, item: Recommendation, judged: Judged) -> None:
    final = material.dossier.status == _FINAL
    review, name = item.review, f"Aanbeveling {item.id}"
    match judged.state:
        case ReviewState.STALE:
            what = f"{name} is beoordeeld op eerdere cijfers.{_changes(judged)}"
            hint = f"Beoordeel haar opnieuw en zet daarna bij Cijfers: {judged.fingerprint}."
            _say(material, "751", review.place, what, hint, final=final)
        case ReviewState.UNBOUND:
            what = f"{name} is {review.status.value}, maar er staat niet bij op welke cijfers."
            hint = f"Zet bij Cijfers: {judged.fingerprint}. Verandert een cijfer, dan valt dat op."
            _say(material, "752", review.place, what, hint, final=final)
        case ReviewState.NONE if material.dossier.status != _DRAFT:
            what = f"{name} is nog concept, en het dossier is {material.dossier.status}."
            hint = (
                f"Zet na uw beoordeling Status op gereviewd en bij Cijfers: {judged.fingerprint}. Of zet "
                "status in dossier.toml op concept."
            )
            _say(material, "753", review.place, what, hint, final=final)


def _check_dossier(material: Material, judged: Judged) -> None:
    final = material.dossier.status == _FINAL
    if judged.state is ReviewState.STALE:
        what = f"Het dossier is beoordeeld op eerdere cijfers.{_changes(judged)}"
        hint = f'Beoordeel het opnieuw en zet daarna onder [dossier]: cijfers = "{judged.fingerprint}".'
        _say(material, "757", _IN_DOSSIER, what, hint, final=final)
    elif judged.state is ReviewState.UNBOUND:
        status = material.dossier.status
        what = f"Het dossier is {status}, maar er staat niet bij op welke cijfers."
        hint = f'Zet onder [dossier]: cijfers = "{judged.fingerprint}". Verandert een cijfer, dan valt dat op.'
        material.problems.notice("W756", _IN_DOSSIER, what, hint)


def _say(
    material: Material, number: str, where: Place, what: str, hint: str, *, final: bool
) -> None:
    if final:
        material.problems.problem(f"E{number}", where, what, hint)
    else:
        material.problems.notice(f"W{number}", where, what, hint)


def _changes(judged: Judged) -> str:
    return f" Veranderd: {'; '.join(judged.changed)}." if judged.changed else ""


def list_unreviewed(material: Material) -> None:
    """Say which recommendations nobody reviewed, each with its fingerprint (W754): only for `check`."""
    items = material.advice.recommendations
    open_items = [item for item in items if item.review.status is ReviewStatus.DRAFT]
    if not open_items or material.dossier.status != _DRAFT:
        return
    fingerprints = "; ".join(
        f"{item.id} ({review_of(material, item).fingerprint})" for item in open_items
    )
    hint = (
        "Is een aanbeveling nagelezen? Zet dan bij haar Status op gereviewd, bij Beoordeeld op de dag "
        "en bij Cijfers het kenmerk dat hier tussen haakjes staat."
    )
    where = Place(open_items[0].place.file)
    material.problems.notice("W754", where, f"Nog niet beoordeeld: {fingerprints}.", hint)
