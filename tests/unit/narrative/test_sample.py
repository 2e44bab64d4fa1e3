"""The golden text: every kind of sentence, to be read by a person who knows Dutch.

Rewrite it with `VMREPORT_ACCEPT=1` and read the difference aloud.
"""

from __future__ import annotations

import os
from pathlib import Path

from support.narrative_sample import sample

GOLDEN = Path(__file__).parents[2] / "cases" / "narrative" / "sample.txt"


def test_every_kind_of_sentence_reads_as_agreed():
    text = sample()
    if os.environ.get("VMREPORT_ACCEPT"):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")
