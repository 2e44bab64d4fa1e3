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
    pool,
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


class Seeing:
    """An executor that sees what it is given, and the files kept for it, before it hands it on."""

    def __init__(self, work, spoil):
        self._pool, self._spoil, self.given = pool()(work), spoil, []
        self.takes, self.wait = self._pool.takes, self._pool.wait
        self.renew, self.stop = self._pool.renew, self._pool.stop

    def submit(self, task):
        if not task.light:
            there = task.kept is not None and task.kept.exists()
            self.given.append((task.key, there, task.kept))
            if there:
                self._spoil(task.kept)
        self._pool.submit(task)


def _seen(reports, out, spoil=lambda _: None, **others):
    found = []

    def seeing(work):
        found.append(Seeing(work, spoil))
        return found[0]

    result = run(reports, out, executor=seeing, **others)
    return found[0].given, result


def test_a_report_goes_on_from_what_was_read_which_lies_outside_the_output(tmp_path):
    out = tmp_path / "out"
    reports = dossiers(tmp_path / "in", 4, {1: "lees-input", 2: "kill|1", 3: "lees-kill|1"})
    given, _ = _seen(reports, out, together=Deciding().together)
    assert sorted((key, there) for key, there, _ in given) == [
        ("d0000", True),
        ("d0001", False),
        ("d0002", True),
        ("d0002", True),
        ("d0003", True),
    ]
    paths = {kept for _, _, kept in given}
    assert len(paths) == 4
    assert not any(path.is_relative_to(out) for path in paths)
    assert not any(path.parent.exists() for path in paths)
    assert contents(out / "d0000") == expected(0)


def test_what_was_read_is_what_a_report_is_made_from(tmp_path):
    def spoil(path):
        path.write_text("anders\n", "utf-8")

    _seen(dossiers(tmp_path / "in", 1), tmp_path / "out", spoil, together=Deciding().together)
    made = batch_jobs.made_of(f"anders\n{canary(0)}\n")
    assert contents(tmp_path / "out" / "d0000") == made


def test_what_was_read_and_is_gone_is_read_again(tmp_path):
    reports = dossiers(tmp_path / "in", 2)
    _, result = _seen(
        reports, tmp_path / "out", lambda path: path.unlink(), together=Deciding().together
    )
    assert result.complete


def test_a_batch_that_reads_nothing_first_keeps_nothing(tmp_path):
    given, _ = _seen(dossiers(tmp_path / "in", 1), tmp_path / "out")
    assert given == [("d0000", False, None)]


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
