"""One consistent set of areas from everything the rows say: names, levels and parents agree.

What one row says is read by `readers.identity`; official names and codes are in `areas`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from vmreport.errors import Problems
from vmreport.survey.areas import (
    OFFICIAL,
    AreaMention,
    known_as,
    level_of_code,
    municipality_name,
    normal_name,
    official_code,
)
from vmreport.survey.model import Area, AreaLevel
from vmreport.survey.readers.codes import Code
from vmreport.survey.readers.delivered import DeliveredRow

__all__ = ["AreaRegister", "register_areas"]

_RANK: Final[Mapping[AreaLevel, int]] = MappingProxyType(
    {
        AreaLevel.COUNTRY: 0,
        AreaLevel.COUNTRY_PART: 1,
        AreaLevel.PROVINCE: 2,
        AreaLevel.POLICE_UNIT: 2,
        AreaLevel.REGION: 3,
        AreaLevel.POLICE_DISTRICT: 3,
        AreaLevel.BASE_TEAM: 4,
        AreaLevel.MUNICIPALITY: 4,
        AreaLevel.VILLAGE: 5,
        AreaLevel.WARD: 5,
        AreaLevel.NEIGHBOURHOOD: 6,
    }
)
"""A parent has a rank at most that of its child. Equal ranks may hold each other either way: a
basisteam can cover several municipalities or a part of one, a kern several wijken or a part."""


@dataclass(frozen=True, slots=True)
class AreaRegister:
    """The areas by code, and which code each mention stands for."""

    areas: Mapping[str, Area]
    codes: Mapping[AreaMention, str]


@dataclass(slots=True)
class _Known:
    """What was said about one code, with the first row that said it."""

    name: str
    level: AreaLevel
    row: DeliveredRow
    parents: dict[str, DeliveredRow] = field(default_factory=dict)


def register_areas(
    rows: Sequence[DeliveredRow],
    out: Problems,
    other_names: Mapping[str, Sequence[str]] | None = None,
) -> AreaRegister:
    """Give the areas of all rows, in order of delivery; contradictions go to the problems.

    `other_names` holds, by the code or name that the report uses, other spellings of it.
    """
    firsts: dict[AreaMention, DeliveredRow] = {}
    for row in rows:
        firsts.setdefault(row.area, row)
    spelled = {
        normal_name(other): name for name, others in (other_names or {}).items() for other in others
    }
    codes = _codes(firsts, spelled, out)
    known: dict[str, _Known] = {}
    # An older spelling comes last, so that an area has the name that the report uses.
    for mention, row in sorted(firsts.items(), key=lambda item: _is_other(item[0], spelled)):
        code = codes[mention]
        if code not in known:
            known[code] = _Known(mention.name, mention.level, row)
            _notice_unknown(code, row, out)
        else:
            same_name = _is_other(mention, spelled)
            _same_area(code, known[code], mention, row, out, same_name=same_name)
        if mention.level is AreaLevel.MUNICIPALITY and not _is_other(mention, spelled):
            _compare_with_list(code, mention, row, out)
        if mention.parent:
            known[code].parents.setdefault(mention.parent, row)
    _one_code_per_name(known, out)
    parents = {code: _parent(code, item, known, out) for code, item in known.items()}
    _check_circles(parents, known, out)
    areas = {code: Area(code, item.name, item.level, parents[code]) for code, item in known.items()}
    return AreaRegister(MappingProxyType(areas), MappingProxyType(codes))


def _is_other(mention: AreaMention, spelled: Mapping[str, str]) -> bool:
    """Whether an area is delivered under a name that the dossier calls an older spelling."""
    return normal_name(mention.name) in spelled


def _codes(
    firsts: Mapping[AreaMention, DeliveredRow], spelled: Mapping[str, str], out: Problems
) -> dict[AreaMention, str]:
    """Give the code of each mention; a name alone gets the one code that has this name."""
    by_name: dict[tuple[AreaLevel, str], set[str]] = {}
    for mention in firsts:
        if not mention.is_named_only:
            by_name.setdefault((mention.level, normal_name(mention.name)), set()).add(mention.code)
    codes: dict[AreaMention, str] = {}
    for mention, row in firsts.items():
        used = spelled.get(normal_name(mention.name), mention.name)
        found = by_name.get((mention.level, normal_name(used)), set())
        if mention.is_named_only and len(found) > 1:
            out.problem(
                Code.TWO_NAMES,
                row.place("gebied"),
                f"'{mention.name}' heeft elders meer dan één code: {', '.join(sorted(found))}",
                "vul gebied_code in",
            )
        if mention.is_named_only:
            codes[mention] = next(iter(found)) if len(found) == 1 else used
        else:
            codes[mention] = mention.code
    return codes


def _notice_unknown(code: str, row: DeliveredRow, out: Problems) -> None:
    if level_of_code(code) is AreaLevel.MUNICIPALITY and not municipality_name(code):
        out.notice(
            Code.AREA_UNKNOWN,
            row.place("gebied_code"),
            f"gemeentecode {code} staat niet in onze lijst van 2012 tot en met 2025",
            "controleer de code; bij een nieuwe of verzonnen gemeente is geen actie nodig",
        )


def _compare_with_list(code: str, mention: AreaMention, row: DeliveredRow, out: Problems) -> None:
    """Compare the name of a municipality with our list: the best test of codes and letters.

    Source: risks A13. The name of another municipality is a problem: one of the two is wrong.
    """
    if code == mention.name:
        what = f"gemeente '{code[:40]}' staat niet in onze lijst, of met meer dan één code"
        hint = "controleer de naam, of vul gebied_code in"
        out.notice(Code.AREA_UNKNOWN, row.place("gebied"), what, hint)
        return
    if known_as(mention.name, code):
        return
    listed, other = municipality_name(code), official_code(mention.name, AreaLevel.MUNICIPALITY)
    if other:
        what = f"code {code} is van {listed}; de naam {mention.name} hoort bij {other}"
        out.problem(Code.TWO_NAMES, row.place("gebied"), what, "herstel de code of de naam")
        return
    what = f"{code} heet in onze lijst {listed}, er staat '{mention.name[:40]}'"
    hint = "controleer code en naam; het rapport gebruikt de naam uit het bestand"
    out.notice(Code.NAME_DIFFERS, row.place("gebied"), what, hint)


def _same_area(
    code: str,
    known: _Known,
    mention: AreaMention,
    row: DeliveredRow,
    out: Problems,
    *,
    same_name: bool,
) -> None:
    """Check that a code keeps its name and level; `same_name` when the dossier says it does."""
    where = f"{known.row.source.file} rij {known.row.row}"
    if not same_name and normal_name(known.name) != normal_name(mention.name):
        out.problem(
            Code.TWO_NAMES,
            row.place("gebied"),
            f"{code} heet hier '{mention.name}' en in {where} '{known.name}'",
            "gebruik één naam per code, of zet de oude naam in dossier.toml onder "
            "[gebieden.andere_namen]",
        )
    if known.level is not mention.level:
        out.problem(
            Code.TWO_LEVELS,
            row.place("niveau"),
            f"{code} is hier {mention.level.value} en in {where} {known.level.value}",
            "gebruik één niveau per code",
        )


def _one_code_per_name(known: Mapping[str, _Known], out: Problems) -> None:
    """Check that two municipalities or larger areas of one level do not share a name."""
    seen: dict[tuple[AreaLevel, str], str] = {}
    for code, item in known.items():
        key = (item.level, normal_name(item.name))
        if not item.level.is_local and key in seen:
            out.problem(
                Code.TWO_NAMES,
                item.row.place("gebied_code"),
                f"'{item.name}' heeft twee codes: {seen[key]} en {code}",
                "gebruik één code per gebied, of maak de namen verschillend",
            )
        seen.setdefault(key, code)


def _parent(code: str, item: _Known, known: Mapping[str, _Known], out: Problems) -> str:
    """Give the code of the parent: as delivered, or the one that a CBS code contains."""
    if not item.parents:
        return _parent_in_code(code, known)
    found: dict[str, DeliveredRow] = {}
    for text, row in item.parents.items():
        parent = _resolve(text, code, known)
        if parent:
            found.setdefault(parent, row)
        elif _is_official(text):
            out.notice(
                Code.PARENT_NOT_DELIVERED,
                row.place("ouder"),
                f"van de ouder '{text}' zijn geen cijfers aangeleverd",
                "geen actie nodig als u er niet mee vergelijkt",
            )
        else:
            what = f"de ouder '{text}' van {item.name} komt niet voor in de cijfers"
            hint = "herstel de code of naam, of laat de cel leeg"
            out.problem(Code.PARENT_UNKNOWN, row.place("ouder"), what, hint)
    if len(found) > 1:
        row = list(found.values())[1]
        what = f"{item.name} heeft twee ouders: {' en '.join(found)}"
        out.problem(Code.PARENT_ORDER, row.place("ouder"), what, "geef elk gebied één ouder")
    if not found:
        return ""
    parent, row = next(iter(found.items()))
    if _RANK[known[parent].level] > _RANK[item.level]:
        what = (
            f"{item.level.value} {item.name} kan niet in "
            f"{known[parent].level.value} {known[parent].name} liggen"
        )
        out.problem(Code.PARENT_ORDER, row.place("ouder"), what, "wissel ouder en gebied om")
        return ""
    return parent


def _parent_in_code(code: str, known: Mapping[str, _Known]) -> str:
    """Give the wijk or gemeente whose digits a wijk or buurt code starts with, if delivered."""
    level = level_of_code(code)
    inside: Iterable[str] = ()
    if level is AreaLevel.NEIGHBOURHOOD:
        inside = (f"WK{code[2:8]}", f"GM{code[2:6]}")
    elif level is AreaLevel.WARD:
        inside = (f"GM{code[2:6]}",)
    return next((parent for parent in inside if parent in known), "")


def _resolve(text: str, child: str, known: Mapping[str, _Known]) -> str:
    """Give the delivered area with this code or name; of several, none."""
    if text in known and text != child:
        return text
    normal = normal_name(text)
    found = [
        code for code, item in known.items() if code != child and normal_name(item.name) == normal
    ]
    if len(found) > 1:
        rank = _RANK[known[child].level]
        found = [code for code in found if _RANK[known[code].level] < rank]
        deepest = max((_RANK[known[code].level] for code in found), default=0)
        found = [code for code in found if _RANK[known[code].level] == deepest]
    return found[0] if len(found) == 1 else ""


def _is_official(text: str) -> bool:
    levels = (AreaLevel.COUNTRY, AreaLevel.COUNTRY_PART, AreaLevel.PROVINCE, AreaLevel.MUNICIPALITY)
    return (
        text in OFFICIAL
        or bool(municipality_name(text))
        or any(official_code(text, level) for level in levels)
    )


def _check_circles(parents: Mapping[str, str], known: Mapping[str, _Known], out: Problems) -> None:
    done: set[str] = set()
    for start in parents:
        path: list[str] = []
        code = start
        while code and code not in done and code not in path:
            path.append(code)
            code = parents.get(code, "")
        if code in path:
            circle = path[path.index(code) :]
            names = " in ".join(known[item].name for item in (*circle, code))
            out.problem(
                Code.PARENT_ORDER,
                known[code].row.place("ouder"),
                f"deze gebieden liggen in een kring: {names}",
                "herstel de kolom ouder",
            )
        done.update(path)
