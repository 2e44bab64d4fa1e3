"""The review of a recommendation, from its fields: status, day, and the fingerprint of the figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from vmreport.advice.model import Review, ReviewStatus
from vmreport.advice.readers.fields import FieldValue
from vmreport.errors import Place, Problems
from vmreport.fingerprints import digits_of
from vmreport.months import MONTHS

__all__ = ["read_review"]

_FIELDS = ("Status", "Beoordeeld op", "Cijfers")
_ISO = re.compile(r"(?P<year>20[0-9]{2})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})")
_DUTCH = re.compile(
    r"(?P<day>[0-9]{1,2})[-/. ]+(?P<month>[0-9]{1,2}|[a-z]+)[-/. ]+(?P<year>20[0-9]{2})"
)
_FEWEST = 8
"""Digits of a fingerprint that are enough; with all of them `check` can say which figures changed."""


def read_review(fields: Mapping[str, FieldValue], where: Place, problems: Problems) -> Review:
    """Give the review; what is wrong in a field is E355. Without fields it is a draft."""
    given = [fields[name] for name in _FIELDS if name in fields]
    return Review(
        status=_status(fields.get("Status"), problems),
        reviewed_on=_day(fields.get("Beoordeeld op"), problems),
        figures=_figures(fields.get("Cijfers"), problems),
        written=bool(given),
        place=given[0].place if given else where,
    )


def _status(value: FieldValue | None, problems: Problems) -> ReviewStatus:
    if value is None:
        return ReviewStatus.DRAFT
    known = [status.value for status in ReviewStatus]
    words = value.text.casefold()
    if words in known:
        return ReviewStatus(words)
    close = get_close_matches(words, known, n=1)
    meant = f"Bedoelde u {close[0]}? " if close else ""
    what = f"Status is {value.text}; dat kan niet."
    problems.problem("E355", value.place, what, f"{meant}Kies uit {', '.join(known)}.")
    return ReviewStatus.DRAFT


def _day(value: FieldValue | None, problems: Problems) -> date | None:
    if value is None:
        return None
    text = value.text.casefold().replace("\u00a0", " ")
    match = _ISO.fullmatch(text) or _DUTCH.fullmatch(text)
    try:
        if match is not None:
            month = match["month"]
            number = int(month) if month.isdecimal() else MONTHS.index(month) + 1
            return date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        pass  # said below: no such month or day
    what = f"Beoordeeld op is {value.text}; dat is geen datum."
    problems.problem("E355", value.place, what, "Schrijf dag, maand en jaar, zoals 14-5-2024.")
    return None


def _figures(value: FieldValue | None, problems: Problems) -> str:
    if value is None:
        return ""
    digits = digits_of(value.text)
    if len(digits) < _FEWEST:
        what = f"Cijfers is {value.text}; dat is geen kenmerk."
        hint = "Neem het kenmerk over dat vmreport check bij deze aanbeveling noemt."
        problems.problem("E355", value.place, what, hint)
        return ""
    return digits
