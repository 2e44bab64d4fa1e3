"""What a check of a finished file gives: findings with a named rule, what was and was not checked.

The words are Dutch: a municipality reads them. How a rule is checked belongs in its own module.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from vmreport.errors import Level
from vmreport.verify.rules import RULES, Rule

__all__ = ["Finding", "Findings", "NotChecked", "Report", "shortened"]

_MOST = 20
"""So many findings of one rule are told one by one; the rest is counted."""
_LONGEST = 60


def shortened(text: str) -> str:
    """Give the start of a text on one line, to recognise it by."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a file where a rule does not hold."""

    rule: str
    """Id of the rule, such as `word.taal`."""
    level: Level
    where: str
    """The place in words a reader can find: a page, a heading, the words themselves."""
    what: str
    hint: str

    def __str__(self) -> str:
        """Give the printed line."""
        where = f" {self.where}:" if self.where else ""
        return f"{self.rule}{where} {self.what} -> {self.hint}"

    def as_dict(self) -> dict[str, str]:
        """Give the same as data, for `--json`."""
        return {
            "rule": self.rule,
            "level": self.level.value,
            "where": self.where,
            "what": self.what,
            "hint": self.hint,
        }


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not be checked, and why."""

    rule: Rule
    why: str


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome for one file."""

    file: str
    findings: tuple[Finding, ...] = ()
    checked: tuple[Rule, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    unreadable: str = ""
    """Why the file could not be read; empty when it could."""

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that make the file fail."""
        return tuple(item for item in self.findings if item.level is Level.PROBLEM)

    @property
    def notices(self) -> tuple[Finding, ...]:
        """The findings worth knowing that do not make the file fail."""
        return tuple(item for item in self.findings if item.level is Level.NOTICE)

    @property
    def clean(self) -> bool:
        """Whether the file was read and nothing makes it fail."""
        return not self.unreadable and not self.faults

    def lines(self) -> tuple[str, ...]:
        """Give the report as plain Dutch lines."""
        if self.unreadable:
            return (f"{self.file}: niet te lezen. {self.unreadable}",)
        lines = [f"{self.file}: {self._verdict()}"]
        lines += [f"  FOUT    {item}" for item in self.faults]
        lines += [f"  let op  {item}" for item in self.notices]
        for why in dict.fromkeys(item.why for item in self.not_checked):
            titles = [item.rule.title for item in self.not_checked if item.why == why]
            lines.append(f"  Niet gecontroleerd: {'; '.join(titles)}. {why}")
        return tuple(lines)

    def _verdict(self) -> str:
        wrong = len(self.faults)
        faults = "in orde" if not wrong else "1 fout" if wrong == 1 else f"{wrong} fouten"
        noticed = f", {len(self.notices)} keer let op" if self.notices else ""
        return f"{faults}{noticed} ({len(self.checked)} punten gecontroleerd)"

    def as_dict(self) -> dict[str, object]:
        """Give the report as data, for `--json`."""
        return {
            "file": self.file,
            "ok": self.clean,
            "unreadable": self.unreadable or None,
            "findings": [item.as_dict() for item in self.findings],
            "checked": [{"rule": rule.id, "title": rule.title} for rule in self.checked],
            "not_checked": [
                {"rule": item.rule.id, "title": item.rule.title, "why": item.why}
                for item in self.not_checked
            ],
        }


@dataclass(slots=True)
class Findings:
    """A collector handed down through the checks of one file.

    A rule counts as checked when its check ran, whether or not it found something.
    """

    items: list[Finding] = field(default_factory=list)
    _checked: list[str] = field(default_factory=list)
    _skipped: list[NotChecked] = field(default_factory=list)

    def ran(self, *rules: str) -> None:
        """Note that `rules` are being checked. Raises KeyError for a rule that is not in RULES."""
        self._checked += [RULES[rule].id for rule in rules if rule not in self._checked]

    def skipped(self, rules: Iterable[str], why: str) -> None:
        """Note that `rules` could not be checked."""
        self._skipped += [NotChecked(RULES[rule], why) for rule in rules]

    def fault(self, rule: str, where: str, what: str, hint: str) -> None:
        """Add something that makes the file fail."""
        self._add(Finding(rule, Level.PROBLEM, where, what, hint))

    def notice(self, rule: str, where: str, what: str, hint: str) -> None:
        """Add something worth knowing."""
        self._add(Finding(rule, Level.NOTICE, where, what, hint))

    def _add(self, finding: Finding) -> None:
        self.ran(finding.rule)
        if finding not in self.items:
            self.items.append(finding)

    def report(self, file: str) -> Report:
        """Give what was found; of one rule the first twenty places and the number of the rest."""
        shown: list[Finding] = []
        for item in self.items:
            before = sum(1 for other in shown if other.rule == item.rule)
            if before < _MOST:
                shown.append(item)
            elif before == _MOST:
                more = sum(1 for other in self.items if other.rule == item.rule) - _MOST
                what = f"nog {more} keer hetzelfde."
                shown.append(Finding(item.rule, item.level, "", what, item.hint))
        checked = tuple(RULES[rule] for rule in RULES if rule in self._checked)
        return Report(file, tuple(shown), checked, tuple(self._skipped))
