"""The Handleiding tells the truth: what it says to type is typed here, what it says to see is seen."""

from __future__ import annotations

import pytest

from support import handbook


@pytest.mark.parametrize("chapter", handbook.chapters(), ids=lambda path: path.stem)
def test_every_command_prints_what_the_chapter_says(chapter, tmp_path):
    for played in handbook.play(chapter, tmp_path):
        assert played.fits(), (
            f"{played.place} {played.command} ({played.code}, verwacht {played.expected_code})\n"
            f"--- gezegd\n{chr(10).join(played.printed)}\n--- verwacht\n{chr(10).join(played.expected)}"
        )
