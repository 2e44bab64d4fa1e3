"""Traces of people and computers in a text: paths, persons as authors, open ends.

Only patterns; where the texts come from is the business of the checks of each format.
Source: risks.md C1, C2; AVG.
"""

from __future__ import annotations

import re

__all__ = ["find_path", "foreign_target", "is_person", "open_ends"]

_PATHS = re.compile(
    r"(?<![A-Za-z])[A-Za-z]:[\\/](?![\\/])[^\s\"'<>|*?]+"  # H:\team\… and C:/Users/…
    r"|\\\\[\w.$-]+\\[^\s\"'<>|*?]+"  # \\server\share
    r"|\bfile:/[^\s\"'<>]*"
    r"|(?<![\w/.:])/(?:home|Users|root|tmp|var|opt|mnt|srv|usr|private|Volumes|Applications)/"
    r"[^\s\"'<>]+"
    r"|~/[\w.-]+/[^\s\"'<>]*",
    re.IGNORECASE,
)
_WEB = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?:gemeente|provincie|regio|rijk|ministerie|politie|veiligheidshuis|veiligheidsregio|"
    r"stichting|vereniging|co[oö]peratie|centrum|adviesgroep|groep|bureau|onderzoek\w*|instituut|"
    r"dienst|afdeling|griffie|raad|college|universiteit|hogeschool|advies|adviseurs|publiek|"
    r"omgevingsdienst|waterschap|ggd|ccv|cbs|vng|i&o|ipsos|team|samenwerking\w*|"
    r"b\.?\s?v\.?|n\.?\s?v\.?|v\.?o\.?f\.?)(?!\w)",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"\b[A-Z]\.(?:\s?[A-Z]\.)*\s+(?:[a-z'’]+\s+){0,3}[A-Z][\w'’-]+")
_TITLES = re.compile(r"\b(?:drs|dr|mr|ir|ing|prof|dhr|mevr|mw)\.?\s", re.IGNORECASE)
_FULL_NAME = re.compile(
    r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:van|de|den|der|het|'t|ten|ter|te|op|in|la|el|al|von|el-|bin))*"
    r"(?:\s+[A-ZÀ-Þ][\w'’-]+){1,2}"
)
_REVERSED = re.compile(r"[A-ZÀ-Þ][\w'’-]+,\s*(?:[A-ZÀ-Þ][\w.'’-]*\s*)+.*")
_ACCOUNT = re.compile(r"[a-z][a-z0-9]*(?:[._-][a-z0-9]+)+", re.IGNORECASE)
_SIGN_IN = re.compile(r"\S+@\S+|[\w-]+\\\S+")
_PROGRAMS = frozenset(
    {
        "python-docx",
        "microsoft office user",
        "admin",
        "administrator",
        "beheerder",
        "user",
        "gebruiker",
        "owner",
        "eigenaar",
        "anonymous",
        "unknown",
        "onbekend",
        "root",
        "windows user",
    }
)
_OPEN = re.compile(
    r"\bTODO\b|\bTBD\b|\bXXX+\b|\bPM\s+invullen\b|\[\s*(?:invullen|nog in te vullen|naam|datum|xx+)\b"
    r"|\[\[|\]\]|\{\{|\}\}|\blorem ipsum\b|\?\?\?",
    re.IGNORECASE,
)


def find_path(text: str) -> str:
    r"""Give the first path of a computer or share in `text`, or an empty string.

    >>> find_path(r"zie H:\Team\cijfers.xlsx"), find_path("https://hetccv.nl/home/x en/of")
    ('H:\\Team\\cijfers.xlsx', '')
    """
    found = _PATHS.search(_unquoted(text))
    return found.group() if found else ""


def _unquoted(text: str) -> str:
    """Undo the doubled backslashes of Word's field codes, but keep those of a share."""
    return re.sub(r"(?<=[\w:])\\\\(?=\w)", r"\\", text)


def foreign_target(target: str) -> bool:
    """Say whether a link leads anywhere but to the web or a mailbox."""
    return not _WEB.match(target.strip())


def is_person(name: str) -> bool:
    """Say whether a name in the properties is that of a person or an account.

    A guess for lack of a register: words that only organisations have decide first, then the
    forms of personal names and accounts. `vmreport verify --organisatie` makes it certain.

    >>> is_person("J. de Vries"), is_person("Gemeente De Bilt"), is_person("Het CCV")
    (True, False, False)
    """
    plain = " ".join(name.split())
    if plain.casefold() in _PROGRAMS or _SIGN_IN.fullmatch(plain):
        return True
    if _ORGANISATION.search(plain):
        return False
    if _INITIALS.search(plain) or _TITLES.search(plain) or _REVERSED.fullmatch(plain):
        return True
    return bool(_FULL_NAME.fullmatch(plain) or _ACCOUNT.fullmatch(plain))


def open_ends(text: str) -> str:
    """Give the first sign that a text is not finished, or an empty string."""
    found = _OPEN.search(text)
    return found.group() if found else ""
