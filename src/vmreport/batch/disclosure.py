"""A batch as one publication: what each report hides so that the others do not give it away.

How that is found out belongs in `analysis.disclosure`; this reads the dossiers for it and puts the
answer in the terms of a batch. Source: risks B5, product page on the disclosure rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vmreport.batch.together import Cells, Decision, Together
from vmreport.batch.warming import ready_to_read
from vmreport.errors import Place, Problems

if TYPE_CHECKING:
    from vmreport.analysis.disclosure.cells import Sheet

__all__ = ["MODULE", "ONE_PUBLICATION", "WARMING", "decide", "read_sheet"]

MODULE = __name__
WARMING = (ready_to_read,)
"""For workers that read figures and do nothing else."""


def read_sheet(_payload: None, source: Path, _target: Path, figures: Path | None = None) -> Sheet:
    """Give what the documents of a dossier print and hide, with the hidden numbers.

    What was read is kept in `figures`, for when the report is made.

    Raises what `loading.sheet_of` raises.
    """
    from vmreport.loading import sheet_of

    return sheet_of(source, figures)


def decide(found: Mapping[str, object]) -> Decision:
    """Give what each report must hide besides; E801 and E802 for what cannot be made safe."""
    from vmreport.analysis import notices
    from vmreport.analysis.disclosure.cells import Sheet
    from vmreport.analysis.disclosure.together import protect_together

    sheets = {key: sheet for key, sheet in found.items() if isinstance(sheet, Sheet)}
    if len(sheets) < 2:
        return Decision()  # each report has protected itself
    together = protect_together(sheets)
    problems = Problems()
    for key, leaks in together.leaks.items():
        for leak in leaks:
            notices.leaks(problems, leak, sheets[key], Place(key))
    hide: dict[str, Cells] = {
        key: tuple(sorted((cell.edition, cell.area, cell.indicator) for cell in cells))
        for key, cells in together.hide.items()
    }
    return Decision(hide, tuple(dict.fromkeys(problems.blocking)))


ONE_PUBLICATION = Together(f"{__name__}:read_sheet", decide)
