"""What the advisor is told when a report does not succeed: a problem per kind of fault."""

from __future__ import annotations

import errno
import os

from vmreport.batch.model import Fault, Limits, Outcome
from vmreport.errors import Place, Problem, in_dutch

__all__ = ["blocked", "explain", "kept_aside", "unreadable"]

_AGAIN = "Start de batch opnieuw met --resume; blijft het misgaan, meld dit dan aan de makers."


def explain(outcome: Outcome, limits: Limits) -> tuple[Problem, ...]:
    """Give the problems of a task that failed."""
    if outcome.fault is None or outcome.fault is Fault.INPUT:
        return outcome.problems
    code, what, hint = _words(outcome.fault, outcome.detail, limits)
    return (Problem(code, Place(outcome.key), what, hint),)


def _words(fault: Fault, detail: str, limits: Limits) -> tuple[str, str, str]:
    match fault:
        case Fault.DIED:
            return (
                "E830",
                "Het programma dat dit rapport maakte, is plotseling gestopt.",
                _AGAIN,
            )
        case Fault.TIME:
            return (
                "E831",
                f"Dit rapport was na {limits.seconds:.0f} seconden nog niet klaar.",
                "Geef met --timeout meer tijd, of maak het rapport kleiner.",
            )
        case Fault.MEMORY:
            return (
                "E832",
                f"Dit rapport heeft meer dan {limits.megabytes} MB geheugen nodig.",
                "Geef met --geheugen meer ruimte, of maak het rapport kleiner.",
            )
        case Fault.CHANGED:
            return (
                "E833",
                "De bestanden van dit dossier zijn tijdens de batch veranderd.",
                "Laat de bestanden met rust en start de batch opnieuw met --resume.",
            )
        case Fault.ENVIRONMENT | Fault.DISK:
            return _environment(detail)
        case Fault.DAMAGED:
            return "E836", "Wat er gemaakt is, is niet heel aangekomen.", _AGAIN
        case Fault.INTERNAL | Fault.INPUT:
            return "E835", f"Dit is een fout in vmreport ({detail}).", _AGAIN


def _environment(detail: str) -> tuple[str, str, str]:
    """Give in Dutch what the system said, where we know what it means."""
    known = in_dutch(detail or os.strerror(errno.ENOSPC))
    if known is None:
        return "E834", f"De computer werkt niet mee: {detail}", _AGAIN
    what, hint = known
    shown = f" ({detail})" if detail else ""
    what = f"De computer werkt niet mee: {what}{shown}."
    return "E834", what, f"{hint.capitalize()} en ga verder met --resume."


def blocked(key: str) -> Problem:
    """Give the problem of a place that is taken by a link or a file."""
    what = f"Op de plaats van de map {key} staat een bestand of een verwijzing."
    return Problem("E825", Place(key), what, "Haal het weg en start opnieuw met --resume.")


def kept_aside(key: str, folder: str) -> str:
    """Give the line of the overview on a folder that was not ours."""
    return f"In de map {key} stonden andere of gewijzigde bestanden; die staan nu in {folder}."


def unreadable(key: str, error: OSError) -> Problem:
    """Give the problem of a dossier whose files cannot be read."""
    what = f"Een bestand van dit dossier is niet te lezen ({error.strerror})."
    return Problem("E834", Place(key), what, "Controleer de rechten op de map en de bestanden.")
