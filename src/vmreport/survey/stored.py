"""A survey that was read, kept for another process of the same program and the same dossier.

A batch reads all figures before it makes anything; what was read need not be read again. The file
holds every figure, hidden ones too: it never lies with the output, and goes when its report is
made. It is a pickle, so only for who wrote it.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from vmreport.errors import Problem
from vmreport.survey.codebook import Codebook
from vmreport.survey.model import Survey

__all__ = ["restore", "store"]

_SIZE = hashlib.sha256().digest_size


def store(survey: Survey, problems: Iterable[Problem], path: Path) -> None:
    """Write a survey, and what was said of it while it was read; raises OSError."""
    parts = (
        tuple(survey.indicators),
        dict(survey.areas),
        dict(survey.observations),
        survey.editions,
        tuple(problems),
    )
    data = pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)
    path.write_bytes(hashlib.sha256(data).digest() + data)


def restore(path: Path, codebook: Codebook) -> tuple[Survey, tuple[Problem, ...]] | None:
    """Give what was stored, with the indicators of `codebook`; None unless it is there, whole."""
    try:
        stored = path.read_bytes()
    except OSError:
        return None
    data = stored[_SIZE:]
    if hashlib.sha256(data).digest() != stored[:_SIZE]:
        return None
    codes, areas, observations, editions, problems = pickle.loads(data)  # noqa: S301 - we wrote it
    survey = Survey(
        indicators=MappingProxyType({code: codebook.indicators[code] for code in codes}),
        areas=MappingProxyType(areas),
        observations=MappingProxyType(observations),
        editions=editions,
        partitions=codebook.partitions,
        mixtures=codebook.mixtures,
    )
    return survey, problems
