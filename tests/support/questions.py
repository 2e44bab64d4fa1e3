"""Figures of questions with several answers, counted from people; and surveys that know it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from support.surveys import make_survey
from vmreport.survey.codebook import load_codebook
from vmreport.survey.model import Area, Survey

__all__ = ["JUDGED", "POLICE", "police_rows", "police_survey"]

POLICE = (
    "politie_buurt_tevreden",
    "politie_buurt_neutraal",
    "politie_buurt_ontevreden",
    "politie_buurt_geen_oordeel",
)
JUDGED = tuple(f"{code}_oordeel" for code in POLICE[:3])


def police_rows(
    people: Mapping[str, tuple[int, int, int, int]],
    codes: Iterable[str] = (*POLICE, *JUDGED),
    year: int = 2025,
) -> str:
    """Give the figures of wards and of GM0001, their town, from how many gave each answer."""
    totals = tuple(map(sum, zip(*people.values(), strict=True)))
    rows = []
    for area, counts in {"GM0001": totals, **people}.items():
        judged = sum(counts[:3])
        for code in codes:
            answer = (*JUDGED, "").index(code) if code in JUDGED else POLICE.index(code)
            n = judged if code in JUDGED else sum(counts)
            share = 100 * counts[answer] / n
            rows.append(f"{year} {area} {code} {share:.1f} n={n} k={counts[answer]}")
    return "\n".join(rows)


def police_survey(rows: str, areas: Iterable[Area] = ()) -> Survey:
    """Give a survey with the questions of the shipped codebook."""
    codebook = load_codebook()
    survey = make_survey(rows, codebook.indicators.values(), areas)
    return replace(survey, partitions=codebook.partitions, mixtures=codebook.mixtures)
