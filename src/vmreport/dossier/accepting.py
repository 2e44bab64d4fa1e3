"""Messages an advisor accepts with a reason (`[[accepteren]]` in dossier.toml).

A message has a fingerprint made of its code and of the words it is about. While those words stand
there the acceptance holds; other words have another fingerprint, so that it lapses by itself. Only
messages about how a text or a plan is put can be accepted: what protects people or figures cannot.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from vmreport.dossier.model import Acceptance
from vmreport.errors import Accepted, Problem, Problems
from vmreport.fingerprints import digits_of, hash_digits

__all__ = [
    "acceptance_block",
    "can_be_accepted",
    "fingerprint_of",
    "normal_fingerprint",
    "report_obsolete",
    "report_unacceptable",
    "settle",
]

_CAN = re.compile(r"E381|W3[678][0-9]|[EW]7(?:0[1-9]|[123][0-9])")
"""Typed numbers (which have `ok` as well), doubts about advice and goals, and language."""
_SHOWN = 100
"""Characters of a text that are shown beside its fingerprint, for the reader of dossier.toml."""


def can_be_accepted(code: str) -> bool:
    """Whether a message with this code may be accepted."""
    return _CAN.fullmatch(code) is not None


def fingerprint_of(problem: Problem) -> str:
    """Give the fingerprint of a message, such as `3f9a-1c2b`; empty when it cannot be accepted.

    The place is no part of it: a text may move.
    """
    if not can_be_accepted(problem.code):
        return ""
    words = " ".join(unicodedata.normalize("NFC", problem.about or problem.what).split())
    return normal_fingerprint(hash_digits(f"{problem.code}\n{words}", 8))


def normal_fingerprint(written: str) -> str:
    """Give a fingerprint as `fingerprint_of` writes it; empty when it is none."""
    digits = digits_of(written)
    return f"{digits[:4]}-{digits[4:]}" if len(digits) == 8 else ""


def acceptance_block(problem: Problem) -> str:
    """Give the lines for dossier.toml that accept a message; the reason is left to fill in."""
    words = " ".join((problem.about or problem.what).split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()} …"
    escaped = shown.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'[[accepteren]]\ncode = "{problem.code}"\nkenmerk = "{fingerprint_of(problem)}"\n'
        f'tekst = "{escaped}"\nreden = ""'
    )


def settle(problems: Problems, accepted: Iterable[Acceptance]) -> None:
    """Move what was accepted from the messages to `problems.accepted`, with its reason."""
    reasons = {(item.code, item.fingerprint): item.reason for item in accepted}
    if not reasons:
        return
    left: list[Problem] = []
    for problem in problems.items:
        reason = reasons.get((problem.code, fingerprint_of(problem)))
        if reason is None:
            left.append(problem)
        else:
            problems.accepted.append(Accepted(problem, reason))
    problems.items[:] = left


def report_unacceptable(accepted: Iterable[Acceptance], problems: Problems) -> None:
    """Report E745: a message that cannot be accepted."""
    for item in accepted:
        if not can_be_accepted(item.code):
            what = f"Een melding {item.code} kan niet geaccepteerd worden."
            hint = (
                "Los haar op; alleen meldingen waar vmreport check een kenmerk achter zet, kunnen."
            )
            problems.problem("E745", item.place, what, hint)


def report_obsolete(accepted: Iterable[Acceptance], problems: Problems) -> None:
    """Report W746: an acceptance of what is not there, after every check was done."""
    used = {(item.problem.code, fingerprint_of(item.problem)) for item in problems.accepted}
    for item in accepted:
        if can_be_accepted(item.code) and (item.code, item.fingerprint) not in used:
            what = f"De geaccepteerde melding {item.code} met kenmerk {item.fingerprint} is er niet meer."
            hint = (
                "De tekst is veranderd of het is opgelost: verwijder dit blok. Staat de melding er "
                "weer, neem dan het nieuwe kenmerk over."
            )
            problems.notice("W746", item.place, what, hint)
