"""What can go wrong, as data: problems with a place and a hint, the error tree, exit codes.

VmReportError
├── UsageError            the command was called in a way it does not know         exit 2
├── InputError            the advisor's files are wrong; holds all problems        exit 3
├── HouseStyleError       tokens, styles or reference.docx are incomplete          exit 3
├── ContentError          the composed document breaks an invariant                exit 3
├── DisclosureError       publication would disclose a protected cell              exit 4
├── EnvironmentFault      broken installation, font, library or disk               exit 6
│   └── AssetsNotFoundError   templates/ or styles/ are not where they belong      exit 6
├── WriterError           a writer met something it must not meet                  exit 70
└── ImpossibleError       a bug in vmreport; asks for a report                     exit 70
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from types import MappingProxyType

from vmreport.pickling import pickled_by_values

__all__ = [
    "Accepted",
    "AssetsNotFoundError",
    "ContentError",
    "DisclosureError",
    "EnvironmentFault",
    "ExitCode",
    "HouseStyleError",
    "ImpossibleError",
    "InputError",
    "Level",
    "Place",
    "Problem",
    "Problems",
    "UsageError",
    "VmReportError",
    "WriterError",
    "in_dutch",
]


_DISCLOSURE_CODES = frozenset({"E801", "E802"})
"""A protected figure that can be worked out, or stands in an earlier publication."""


_SYSTEM: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        errno.ENOSPC: ("de schijf is vol", "maak ruimte vrij"),
        errno.EDQUOT: ("uw ruimte op de schijf is op", "maak ruimte vrij"),
        errno.EFBIG: ("het bestand wordt te groot voor deze schijf", "kies een andere schijf"),
        errno.EROFS: ("op deze schijf mag niet geschreven worden", "kies een andere map"),
        errno.EACCES: ("u hebt geen rechten op deze map of dit bestand", "controleer de rechten"),
        errno.EPERM: ("u hebt geen rechten op deze map of dit bestand", "controleer de rechten"),
    }
)
"""What an operating system says in English that an advisor can do something about."""


def in_dutch(said: str) -> tuple[str, str] | None:
    """Give in Dutch what the system said about a disk or file, and what to do; None if unknown.

    >>> in_dutch("OSError in publishing.py:32: No space left on device")
    ('de schijf is vol', 'maak ruimte vrij')
    """
    return next((words for number, words in _SYSTEM.items() if os.strerror(number) in said), None)


class ExitCode(IntEnum):
    """The exit codes of the command line, as product.md fixes them."""

    OK = 0
    USAGE = 2
    INPUT = 3
    DISCLOSURE = 4
    PARTIAL = 5
    ENVIRONMENT = 6
    INTERNAL = 70
    INTERRUPTED = 130
    TERMINATED = 143


class Level(StrEnum):
    """How serious a finding about the input is: a problem stops the build, a notice does not."""

    PROBLEM = "problem"
    NOTICE = "notice"


@pickled_by_values
@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, and as far as known sheet, row and column."""

    file: str
    sheet: str = ""
    row: int | None = None
    """1-based line, spreadsheet row or paragraph of a Word file; a table's header is row 1."""
    column: str = ""
    """A column name, for settings a key, or for text the 1-based character position."""
    words: str = ""
    """The first words there. Word shows no paragraph numbers; with these a paragraph is found."""

    def __str__(self) -> str:
        """Give `bestand:rij:kolom`, leaving out what is not known; in a Word file `alinea 12`."""
        file = f"{self.file}[{self.sheet}]" if self.sheet else self.file
        parts = [file]
        if self.row is not None:
            paragraph = self.file.casefold().endswith(".docx")
            number = f"alinea {self.row}" if paragraph else str(self.row)
            parts.append(f"{number} ({self.words})" if self.words else number)
        if self.column:
            is_key = self.file.casefold().endswith(".toml")
            parts.append(self.column if self.row is not None or is_key else f"kolom {self.column}")
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing the advisor must know: a code, a place, what is wrong, what to do (Dutch)."""

    code: str
    where: Place
    what: str
    hint: str
    level: Level = Level.PROBLEM
    about: str = ""
    """The advisor's words it is about; when they change it is another problem. Empty: `what`."""

    def __str__(self) -> str:
        """Give the printed form of product.md section 2."""
        return f"{self.code} {self.where}  {self.what}  -> {self.hint}"

    def as_dict(self) -> dict[str, str | int | None]:
        """Give the same as data, for `--json`."""
        return {
            "code": self.code,
            "level": self.level.value,
            "file": self.where.file,
            "sheet": self.where.sheet or None,
            "row": self.where.row,
            "column": self.where.column or None,
            "words": self.where.words or None,
            "what": self.what,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class Accepted:
    """A problem the advisor accepted, and why."""

    problem: Problem
    reason: str


@dataclass(slots=True)
class Problems:
    """A collector handed down through reading and checking, so that everything is said at once."""

    items: list[Problem] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    """What was taken out of `items` because the advisor accepted it, with the reason."""

    def problem(self, code: str, where: Place, what: str, hint: str, *, about: str = "") -> None:
        """Add something that stops the build."""
        self.items.append(Problem(code, where, what, hint, about=about))

    def notice(self, code: str, where: Place, what: str, hint: str, *, about: str = "") -> None:
        """Add something worth knowing that does not stop the build."""
        self.items.append(Problem(code, where, what, hint, Level.NOTICE, about))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add all of `problems`."""
        self.items.extend(problems)

    @property
    def blocking(self) -> tuple[Problem, ...]:
        """The items that stop the build, in order of discovery."""
        return tuple(item for item in self.items if item.level is Level.PROBLEM)

    @property
    def notices(self) -> tuple[Problem, ...]:
        """The items that do not stop the build."""
        return tuple(item for item in self.items if item.level is Level.NOTICE)

    @property
    def exit_code(self) -> ExitCode:
        """What a command ends with: disclosure only when the files themselves are in order."""
        if not self.blocking:
            return ExitCode.OK
        disclosed = all(item.code in _DISCLOSURE_CODES for item in self.blocking)
        return ExitCode.DISCLOSURE if disclosed else ExitCode.INPUT

    def raise_if_blocking(self) -> None:
        """Raise with everything collected when something stops the build.

        Raises DisclosureError when only the disclosure rules do, else InputError.
        """
        match self.exit_code:
            case ExitCode.OK:
                return
            case ExitCode.DISCLOSURE:
                raise DisclosureError(self.items)
            case _:
                raise InputError(self.items)


class VmReportError(Exception):
    """Anything vmreport says in its own words; carries an exit code."""

    exit_code: ExitCode = ExitCode.INTERNAL


class UsageError(VmReportError):
    """The command was called in a way it does not know."""

    exit_code = ExitCode.USAGE


class _ProblemsError(VmReportError):
    """An error that is a list of problems."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class InputError(_ProblemsError):
    """The advisor's files are wrong; holds every problem found."""

    exit_code = ExitCode.INPUT


class HouseStyleError(_ProblemsError):
    """Tokens, styles or reference.docx of a house style are incomplete or unsafe."""

    exit_code = ExitCode.INPUT


class ContentError(_ProblemsError):
    """The composed document breaks an invariant of the model (no alt text, heading jump...)."""

    exit_code = ExitCode.INPUT


class DisclosureError(_ProblemsError):
    """The publication would disclose a protected cell."""

    exit_code = ExitCode.DISCLOSURE


class EnvironmentFault(VmReportError):  # noqa: N818 - EnvironmentError is a builtin
    """The installation, a font, a library or the disk is not as it must be."""

    exit_code = ExitCode.ENVIRONMENT


class AssetsNotFoundError(EnvironmentFault):
    """templates/ or styles/ are not where they belong."""


class WriterError(VmReportError):
    """A writer met something it must not meet; names format and anchor."""

    exit_code = ExitCode.INTERNAL


class ImpossibleError(VmReportError):
    """A bug in vmreport: please report this, with version and place."""

    exit_code = ExitCode.INTERNAL
