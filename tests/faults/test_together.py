"""A batch is one publication: all figures are read and decided upon before the first report."""

from __future__ import annotations

import pytest

from support import batch_jobs
from support.batch_runs import (
    Watcher,
    assert_whole,
    canary,
    codes,
    contents,
    dossiers,
    expected,
    journal_lines,
    run,
)
from vmreport.batch.together import Decision, Together
from vmreport.errors import DisclosureError, Place, Problem


class Deciding:
    """Decides, and remembers upon what; hides in the second report what the first one says."""

    def __init__(self, *problems: Problem) -> None:
        self.seen: list[dict[str, object]] = []
        self._problems = problems
        self.together = Together(batch_jobs.READ, self)

    def __call__(self, found):
        self.seen.append(dict(found))
        cells = ((2023, str(found.get("d0000", "")).partition(" ")[0], "x"),)
        return Decision({"d0001": cells}, self._problems)


def test_all_figures_are_read_before_anything_is_made(tmp_path):
    deciding, watcher = Deciding(), Watcher()
    reports = dossiers(tmp_path / "in", 3)
    run(reports, tmp_path / "out", together=deciding.together, watcher=watcher)
    assert deciding.seen == [{f"d{n:04}": canary(n) for n in range(3)}]
    assert watcher.read_so_far == (3, 3)
    hidden = batch_jobs.made_of(canary(1) + "\n" + canary(0).partition(" ")[0])
    assert contents(tmp_path / "out" / "d0001") == hidden
    for other in (0, 2):
        assert contents(tmp_path / "out" / f"d{other:04}") == expected(other)


def test_the_same_set_is_decided_upon_once(tmp_path):
    first, second = Deciding(), Deciding()
    reports = dossiers(tmp_path / "in", 3)
    run(reports, tmp_path / "out", together=first.together)
    whole = contents(tmp_path / "out" / "d0001")
    for path in (tmp_path / "out" / "d0001").iterdir():
        path.unlink()
    watcher = Watcher()
    run(reports, tmp_path / "out", resume=True, together=second.together, watcher=watcher)
    assert second.seen == []
    assert [key for key, *_ in watcher.told] == ["d0001"]
    assert contents(tmp_path / "out" / "d0001") == whole


def test_another_set_is_decided_upon_anew_and_only_what_differs_is_made(tmp_path):
    deciding = Deciding()
    reports = dossiers(tmp_path / "in", 4)
    run(reports[1:], tmp_path / "out", together=deciding.together)
    watcher = Watcher()
    run(reports, tmp_path / "out", resume=True, together=deciding.together, watcher=watcher)
    assert len(deciding.seen) == 2
    assert sorted(key for key, *_ in watcher.told) == ["d0000", "d0001"]


def test_what_cannot_be_made_safe_stops_everything(tmp_path):
    problem = Problem("E801", Place("d0000"), "dit is af te leiden", "verberg meer")
    reports = dossiers(tmp_path / "in", 2)
    with pytest.raises(DisclosureError, match="E801"):
        run(reports, tmp_path / "out", together=Deciding(problem).together)
    assert assert_whole(tmp_path / "out", 2, complete=False) == 0


def test_a_dossier_that_cannot_be_read_is_not_published_and_not_counted(tmp_path):
    deciding = Deciding()
    reports = dossiers(tmp_path / "in", 3, {0: "lees-input", 2: "lees-kill|1"})
    run(reports, tmp_path / "out", together=deciding.together)
    assert [sorted(found) for found in deciding.seen] == [["d0001", "d0002"]]
    assert codes(tmp_path / "out") == {"d0000": ["E299"]}
    assert not (tmp_path / "out" / "d0000").exists()
    assert (tmp_path / "out" / "d0002").exists()


def test_the_journal_holds_no_figures_that_were_read(tmp_path):
    run(dossiers(tmp_path / "in", 2), tmp_path / "out", together=Deciding().together)
    [line] = [line for line in journal_lines(tmp_path / "out") if line["event"] == "hidden"]
    assert set(line) == {"event", "set", "cells"}
    assert list(line["cells"]) == ["d0001"]
