"""Writes the reference.docx of house styles anew from their tokens.

`python -m vmreport.writers.docx ccv voorbeeldstad`; what was changed in Word is lost.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from vmreport.assets import styles_root
from vmreport.errors import Problems
from vmreport.writers.docx.reference import build_reference
from vmreport.writers.house_style import load_house_style


def main(houses: Iterable[str]) -> None:
    """Write reference.docx into the folder of each house."""
    problems = Problems()
    for name in houses:
        house = load_house_style(name, problems)
        problems.raise_if_blocking()
        (styles_root() / "houses" / name / "reference.docx").write_bytes(build_reference(house))


if __name__ == "__main__":
    main(sys.argv[1:])
