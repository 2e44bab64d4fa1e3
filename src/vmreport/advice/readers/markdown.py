"""The advisor's three Markdown files: aanbevelingen.md, duiding.md and kwalitatief.md.

Here files become sections; what a recommendation holds belongs in `recommendations`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from vmreport.advice.model import Interpretation, Recommendation, Voice, VoiceKind
from vmreport.advice.readers.markdown_drafts import markdown_drafts
from vmreport.advice.readers.plain_words import plain_words
from vmreport.advice.readers.recommendations import check_recommendations
from vmreport.advice.readers.sections import Lines, Section, split_sections
from vmreport.advice.readers.text_file import read_text_file
from vmreport.advice.readers.wording import also_at, wording
from vmreport.errors import Place, Problems

__all__ = ["read_interpretation", "read_markdown_recommendations", "read_qualitative"]

_OWN_THEMES = {"samenvatting": "samenvatting", "conclusies": "conclusies"}


def read_markdown_recommendations(
    path: Path | None, *, root: Path, area: str, problems: Problems
) -> tuple[Recommendation, ...]:
    """Give the recommendations of aanbevelingen.md."""
    lines = _lines(path, root, area, problems)
    if lines is None:
        return ()
    return check_recommendations(markdown_drafts(lines, problems), problems)


def read_interpretation(
    path: Path | None,
    *,
    root: Path,
    area: str,
    theme_ids: Mapping[str, str],
    problems: Problems,
    status: str,
) -> tuple[Interpretation, ...]:
    """Give the interpretation per theme of duiding.md."""
    lines = _lines(path, root, area, problems)
    if lines is None:
        return ()
    intro, sections = split_sections(lines, 1)
    _report_intro(intro, wording(lines.file).themes, problems)
    found: dict[str, Interpretation] = {}
    for section in sections:
        theme = _theme(section, theme_ids, problems)
        if not theme:
            continue
        if theme in found:
            problems.problem(
                "E341",
                section.place,
                f"Het thema {section.title} staat er twee keer ({also_at(found[theme].place)}).",
                "Zet alle tekst onder één kop.",
            )
        elif section.body.is_blank:
            _report_empty(section, status, problems)
        else:
            source = section.body.source(f"duiding.{theme}")
            found[theme] = Interpretation(theme, source, section.place)
    return tuple(found.values())


def read_qualitative(
    path: Path | None, *, root: Path, area: str, problems: Problems, status: str
) -> tuple[Voice, ...]:
    """Give what residents and professionals say, from kwalitatief.md."""
    lines = _lines(path, root, area, problems)
    if lines is None:
        return ()
    intro, sections = split_sections(lines, 1)
    _report_intro(intro, wording(lines.file).voices, problems)
    voices: list[Voice] = []
    seen: dict[VoiceKind, Place] = {}
    for section in sections:
        kind = _voice_kind(section, problems)
        if kind is None:
            continue
        if kind in seen:
            problems.problem(
                "E343",
                section.place,
                f"De kop {section.title} staat er twee keer ({also_at(seen[kind])}).",
                "Zet alle tekst onder één kop.",
            )
            continue
        seen[kind] = section.place
        voices += _voices(kind, section, status, problems)
    return tuple(voices)


def _voices(kind: VoiceKind, section: Section, status: str, problems: Problems) -> list[Voice]:
    intro, parts = split_sections(section.body, 2)
    if intro.is_blank and not parts:
        _report_empty(section, status, problems)
    filled = [] if intro.is_blank else [("", intro, section.place)]
    for part in parts:
        if part.body.is_blank:
            _report_empty(part, status, problems)
        else:
            filled.append((plain_words(part.title, part.place, problems), part.body, part.place))
    return [
        Voice(kind, title, body.source(f"stem.{kind.value}.{number}"), place)
        for number, (title, body, place) in enumerate(filled, start=1)
    ]


def _lines(path: Path | None, root: Path, area: str, problems: Problems) -> Lines | None:
    if path is None:
        return None
    file = read_text_file(path, root=root, area=area, problems=problems)
    return Lines(file.name, file.lines, file.first_line) if file is not None else None


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _theme(section: Section, theme_ids: Mapping[str, str], problems: Problems) -> str:
    known = {_folded(name): theme for name, theme in theme_ids.items()} | _OWN_THEMES
    written = _folded(section.title)
    if written in known:
        return known[written]
    close = get_close_matches(written, known, n=1)
    meant = f"Bedoelde u {close[0]}? " if close else ""
    problems.problem(
        "E340",
        section.place,
        f"Onbekend thema: {section.title or '(leeg)'}.",
        f"{meant}Bekend zijn {', '.join(sorted(set(known.values())))}.",
    )
    return ""


def _voice_kind(section: Section, problems: Problems) -> VoiceKind | None:
    known = [kind.value for kind in VoiceKind]
    written = _folded(section.title)
    if written in known:
        return VoiceKind(written)
    close = get_close_matches(written, known, n=1)
    meant = f"Bedoelde u # {close[0].capitalize()}? " if close else ""
    problems.problem(
        "E343",
        section.place,
        f"Onbekende kop: # {section.title or '(leeg)'}.",
        f"{meant}Gebruik # Inwoners en # Professionals, met daaronder ## en een titel.",
    )
    return None


def _report_intro(intro: Lines, hint: str, problems: Problems) -> None:
    if not intro.is_blank:
        what = "Boven de eerste kop staat tekst die nergens bij hoort."
        problems.problem("E342", intro.words_place(), what, hint)


def _report_empty(section: Section, status: str, problems: Problems) -> None:
    what = f"Onder de kop {section.title or '(leeg)'} staat geen tekst."
    if status == "definitief":
        problems.problem("E336", section.place, what, "Schrijf de tekst of verwijder de kop.")
    else:
        hint = "De kop komt zo niet in het rapport; schrijf de tekst of verwijder de kop."
        problems.notice("W336", section.place, what, hint)
