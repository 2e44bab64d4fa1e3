"""From the folder to the `Dossier`: read dossier.toml, check it, say everything that is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from vmreport.dossier.accepting import report_unacceptable
from vmreport.dossier.files import find_files
from vmreport.dossier.messages import report_invalid, report_syntax
from vmreport.dossier.model import (
    Acceptance,
    AreaChange,
    AreaCombination,
    AreaRules,
    Author,
    Comparisons,
    Council,
    Dossier,
    DossierReview,
    Planning,
    Research,
    Rules,
    Woo,
    Writing,
    unset_date,
)
from vmreport.dossier.schema import DossierFile
from vmreport.dossier.toml_lines import KeyPath, key_lines, line_of
from vmreport.errors import Place, Problems
from vmreport.markup.source import SourceText
from vmreport.markup.text_rules import cleaned, decode_text
from vmreport.markup.unfinished import report_unfinished

__all__ = ["load_dossier"]

_FILE = "dossier.toml"
_MAX_BYTES = 1_000_000
_USABLE = ("E110", "E111", "E112", "E113", "E745")
"""Problems after which the settings can still be used to check the other files."""


def load_dossier(root: Path, problems: Problems) -> Dossier | None:
    """Give what dossier.toml says and which files there are; None when it cannot be read.

    Everything wrong is added to `problems` (codes E101 to E113). When only files are wrong or
    texts unfinished the dossier still comes back, so that the rest can be checked too.
    """
    text = _read_text(root, problems)
    if text is None:
        return None
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        report_syntax(error, text, _FILE, problems)
        return None
    lines = key_lines(text)
    before = len(problems.blocking)
    values = _clean(raw, (), lines, problems)
    try:
        file = DossierFile.model_validate(values)
    except ValidationError as error:
        report_invalid(error, lines, _FILE, problems)
        return None
    previous = file.vergelijken.vorige_editie
    if previous is not None and previous >= file.dossier.editie:
        problems.problem(
            "E106",
            Place(_FILE, row=line_of(("vergelijken", "vorige_editie"), lines)),
            f"vorige_editie is {previous}; dat is niet voor editie {file.dossier.editie}.",
            "Noem een eerdere editie, of laat de regel weg.",
        )
    if file.dossier.datum == unset_date(file.dossier.editie):
        problems.notice(
            "W114",
            Place(_FILE, row=line_of(("dossier", "datum"), lines)),
            f"De datum is nog {file.dossier.datum.isoformat()}, zoals vmreport new die invulde.",
            "Vul de datum in die op het document moet komen.",
        )
    texts = tuple(_texts(values, (), lines))
    report_unfinished(texts, file.dossier.status, problems, code="113")
    where = Place(_FILE, row=line_of(("bestanden", "indicatoren"), lines))
    accepted = _accepted(file, lines)
    report_unacceptable(accepted, problems)
    dossier = replace(_dossier(root, file, where, texts, problems), accepted=accepted)
    found = problems.blocking[before:]
    return dossier if all(item.code in _USABLE for item in found) else None


def _read_text(root: Path, problems: Problems) -> str | None:
    path = root / _FILE
    place = Place(_FILE)
    if not path.is_file():
        problems.problem(
            "E101",
            place,
            f"In de map {root.name} staat geen bestand {_FILE}.",
            "Kies de map van een dossier, of maak er een met vmreport new.",
        )
        return None
    try:
        data = path.read_bytes()
    except OSError:
        problems.problem("E101", place, f"{_FILE} kan niet gelezen worden.", "Sluit het bestand.")
        return None
    decoded = decode_text(data) if len(data) <= _MAX_BYTES else None
    if decoded is None or decoded.encoding != "utf-8":
        problems.problem(
            "E101",
            place,
            f"{_FILE} is geen gewoon tekstbestand in UTF-8.",
            "Open het in Kladblok en bewaar het met codering UTF-8.",
        )
        return None
    return decoded.text.replace("\r\n", "\n")


def _clean(
    value: object, path: KeyPath, lines: Mapping[KeyPath, int], problems: Problems
) -> object:
    """Give the same value with every text trimmed and in order; faults are reported."""
    match value:
        case str():
            where = Place(_FILE, row=line_of(path, lines), column=path[-1] if path else "")
            return cleaned(value, code="E108", where=where, problems=problems).strip()
        case list():
            return [
                _clean(item, _of_item(path, number, item), lines, problems)
                for number, item in enumerate(value)
            ]
        case dict():
            return {
                str(key): _clean(item, (*path, str(key)), lines, problems)
                for key, item in value.items()
            }
        case _:
            return value


def _of_item(path: KeyPath, number: int, item: object) -> KeyPath:
    """Give the path of an item of a list: a table has its own lines, a value those of its key."""
    return (*path, str(number)) if isinstance(item, dict) else path


def _texts(value: object, path: KeyPath, lines: Mapping[KeyPath, int]) -> Iterator[SourceText]:
    """Yield every text value with the line of its key."""
    match value:
        case str():
            yield SourceText(value, _FILE, line_of(path, lines), key="")
        case list():
            for number, item in enumerate(value):
                yield from _texts(item, _of_item(path, number, item), lines)
        case dict():
            for key, item in value.items():
                yield from _texts(item, (*path, str(key)), lines)
        case _:
            pass


def _dossier(
    root: Path,
    file: DossierFile,
    where: Place,
    texts: tuple[SourceText, ...],
    problems: Problems,
) -> Dossier:
    table, rules, council = file.dossier, file.regels, file.raad
    named = file.bestanden.indicatoren
    return Dossier(
        root=root,
        area=table.gemeente,
        name=table.naam,
        edition=table.editie,
        date=table.datum,
        status=table.status,
        review=DossierReview(table.beoordeeld_op, table.cijfers),
        documents=tuple(table.documenten),
        house_style=table.huisstijl,
        banner=table.banner,
        author=Author(file.opsteller.organisatie, file.opsteller.contact, file.opsteller.website),
        comparisons=Comparisons(
            file.vergelijken.land, file.vergelijken.regio, file.vergelijken.vorige_editie
        ),
        rules=Rules(
            rules.significantie,
            rules.minimum_n,
            rules.maximale_marge,
            rules.minimum_aantal,
            rules.minimale_ruimte,
            rules.decimaalteken,
            rules.codestijl,
            rules.gebiedsniveau,
        ),
        council=Council(
            council.portefeuillehouder,
            council.vergaderdatum,
            council.zaaknummer,
            council.gevraagd,
            dict(council.extra) or None,
        ),
        research=_research(file),
        files=find_files(root, tuple(named) if named is not None else None, where, problems),
        key_figures=tuple(file.kerncijfers.indicatoren),
        attach_figures=table.cijfers_bijvoegen,
        planning=Planning(
            file.plan.jaar, file.plan.tot_en_met, file.plan.peildatum, tuple(file.plan.trekkers)
        ),
        areas=_areas(file),
        woo=_woo(file),
        writing=Writing(file.tekst.leesbaarheid, file.tekst.zinslengte),
        texts=texts,
    )


def _areas(file: DossierFile) -> AreaRules:
    table = file.gebieden
    return AreaRules(
        changes=tuple(
            AreaChange(item.datum, item.naar, tuple(item.van), tuple(item.deel_van), item.bron)
            for item in table.wijziging
        ),
        combinations=tuple(
            AreaCombination(item.naam, tuple(item.gebieden), item.reden)
            for item in table.samenvoegen
        ),
        other_names={name: tuple(others) for name, others in table.andere_namen.items()} or None,
    )


def _accepted(file: DossierFile, lines: Mapping[KeyPath, int]) -> tuple[Acceptance, ...]:
    return tuple(
        Acceptance(
            row.code,
            row.kenmerk,
            row.reden,
            Place(_FILE, row=line_of(("accepteren", str(number)), lines)),
        )
        for number, row in enumerate(file.accepteren)
    )


def _woo(file: DossierFile) -> Woo:
    table = file.woo
    return Woo(
        category=table.categorie,
        category_of=dict(table.categorie_van) or None,
        document_type=table.documentsoort,
        theme=table.thema,
        publisher=table.uitgever,
        responsible=table.verantwoordelijke,
        valid_from=table.geldig_vanaf,
    )


def _research(file: DossierFile) -> Research:
    table = file.onderzoek
    return Research(
        fieldwork=table.veldwerk,
        sample=table.steekproef,
        response=table.respons,
        questionnaire=table.vragenlijst,
        weighting=table.weging,
        margins=table.marges,
        breaks=table.breuken,
        client=table.opdrachtgever,
        bureau=table.bureau,
        data_version=table.dataversie,
    )
