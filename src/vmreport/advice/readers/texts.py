"""Interpretation and qualitative findings: lines under headings, whatever file they came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

from vmreport.advice.model import Interpretation, Voice, VoiceKind
from vmreport.advice.readers.plain_words import plain_words
from vmreport.advice.readers.sections import Lines, Section, split_sections
from vmreport.advice.readers.wording import also_at, wording
from vmreport.errors import Place, Problems

__all__ = ["read_interpretation", "read_qualitative"]

_OWN_THEMES = {"samenvatting": "samenvatting", "conclusies": "conclusies"}


def read_interpretation(
    lines: Lines, *, theme_ids: Mapping[str, str], problems: Problems, status: str
) -> tuple[Interpretation, ...]:
    """Give the interpretation per theme; `theme_ids` by lower-case id and name."""
    intro, sections = split_sections(lines, 1)
    _report_intro(intro, wording(lines.file).themes, problems)
    found: dict[str, Interpretation] = {}
    empty: list[Section] = []
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
            empty.append(section)
        else:
            source = section.body.source(f"duiding.{theme}")
            found[theme] = Interpretation(theme, source, section.place)
    _report_empty(empty, status, problems)
    return tuple(found.values())


def read_qualitative(lines: Lines, *, problems: Problems, status: str) -> tuple[Voice, ...]:
    """Give what residents and professionals say."""
    intro, sections = split_sections(lines, 1)
    _report_intro(intro, wording(lines.file).voices, problems)
    voices: list[Voice] = []
    empty: list[Section] = []
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
        voices += _voices(kind, section, empty, problems)
    _report_empty(empty, status, problems)
    return tuple(voices)


def _voices(
    kind: VoiceKind, section: Section, empty: list[Section], problems: Problems
) -> list[Voice]:
    """Give the texts of one kind; headings without text are added to `empty`."""
    intro, parts = split_sections(section.body, 2)
    if intro.is_blank and not parts:
        empty.append(section)
    filled = [] if intro.is_blank else [("", intro, section.place)]
    for part in parts:
        if part.body.is_blank:
            empty.append(part)
        else:
            filled.append((plain_words(part.title, part.place, problems), part.body, part.place))
    return [
        Voice(kind, title, body.source(f"stem.{kind.value}.{number}"), place)
        for number, (title, body, place) in enumerate(filled, start=1)
    ]


def _folded(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())


def _names(known: Mapping[str, str]) -> list[str]:
    """Give a name in words of every theme; an id such as `kernbeleid.1.uitgaan` says nothing."""
    words: dict[str, str] = {}
    for name, theme in known.items():
        if name != theme or theme not in words:
            words[theme] = name
    return sorted(words.values())


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
        f"{meant}Bekend zijn {', '.join(_names(known))}.",
    )
    return ""


def _voice_kind(section: Section, problems: Problems) -> VoiceKind | None:
    known = [kind.value for kind in VoiceKind]
    written = _folded(section.title)
    if written in known:
        return VoiceKind(written)
    close = get_close_matches(written, known, n=1)
    meant = f"Bedoelde u {close[0].capitalize()}? " if close else ""
    problems.problem(
        "E343",
        section.place,
        f"Onbekende kop: {section.title or '(leeg)'}.",
        f"{meant}{wording(section.place.file).voice_headings}",
    )
    return None


def _report_intro(intro: Lines, hint: str, problems: Problems) -> None:
    if not intro.is_blank:
        what = "Boven de eerste kop staat tekst die nergens bij hoort."
        problems.problem("E342", intro.words_place(), what, hint)


def _report_empty(sections: list[Section], status: str, problems: Problems) -> None:
    """Report headings without text; those of a form, where they are given, in one notice."""
    if status != "definitief" and sections and sections[0].place.file.casefold().endswith(".docx"):
        names = ", ".join(dict.fromkeys(section.title for section in sections))
        hint = (
            "Zonder tekst komt een kop niet in het rapport; schrijf de tekst of verwijder de kop."
        )
        problems.notice("W336", sections[0].place, f"Nog geen tekst onder: {names}.", hint)
        return
    for section in sections:
        what = f"Onder de kop {section.title or '(leeg)'} staat geen tekst."
        if status == "definitief":
            problems.problem("E336", section.place, what, "Schrijf de tekst of verwijder de kop.")
        else:
            hint = "De kop komt zo niet in het rapport; schrijf de tekst of verwijder de kop."
            problems.notice("W336", section.place, what, hint)
