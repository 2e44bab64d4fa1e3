"""Plants faults in a copy of the project and expects the named check to catch each of them.

`make sabotage`. A check that stays green with its fault planted proves nothing: then this fails.
Each fault is one replaced text; when that text is no longer there the fault must be planted anew.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("src", "templates", "styles", "tests", "pyproject.toml", ".mypy_cache")
TYPES = "mypy"
SOURCE, WRITERS = "src/vmreport", "src/vmreport/writers"
EXAMPLE = "tests/parity/test_example.py::test_words_and_structure_are_those_of_the_model"
SURVEY = "tests/unit/analysis"


@dataclass(frozen=True)
class Fault:
    """A text in a file that is replaced, and the check that must notice."""

    name: str
    file: str
    old: str
    new: str
    check: str
    """A pytest node id, or `mypy`."""


FAULTS = (
    Fault(
        "HTML and PDF writer forget a block",
        f"{WRITERS}/html/blocks.py",
        "case Paragraph() | BulletList() | NumberedList() | Quote() | AdvisorText():",
        "case Paragraph() | BulletList() | NumberedList() | AdvisorText():",
        TYPES,
    ),
    Fault(
        "Word writer forgets a block",
        f"{WRITERS}/docx/blocks.py",
        "        case Quote():\n            return _quote(block, session)\n",
        "",
        TYPES,
    ),
    Fault(
        "HTML prints no quotes",
        "templates/html/blocks/quote.html.j2",
        "{{ inlines(block.text) }}",
        "",
        f"{EXAMPLE}[html]",
    ),
    Fault(
        "PDF leaves out the lines under a figure",
        "templates/html/blocks/figure.html.j2",
        "{% if block.notes %}",
        '{% if block.notes and mode == "screen" %}',
        f"{EXAMPLE}[pdf]",
    ),
    Fault(
        "Word drops a paragraph",
        f"{WRITERS}/docx/blocks.py",
        "return [made for block in blocks for made in _block(block, session, setting)]",
        "return [made for i, block in enumerate(blocks) if not (i == 5 and isinstance(block, "
        "Paragraph)) for made in _block(block, session, setting)]",
        f"{EXAMPLE}[docx]",
    ),
    Fault(
        "Word forgets the language of foreign words",
        f"{WRITERS}/docx/wml.py",
        "        if self.language:\n",
        "        if self.language and self.bold:\n",
        f"{EXAMPLE}[docx]",
    ),
    Fault(
        "PDF tables lose their row headers",
        "templates/html/blocks/table.html.j2",
        '{% if loop.first %}<th scope="row"',
        '{% if false %}<th scope="row"',
        f"{EXAMPLE}[pdf]",
    ),
    Fault(
        "a quarter of every page is blank",
        "styles/base/page.css",
        "@page landscape {",
        'html::after { content: ""; position: fixed; top: 0; left: 0; width: 50%; height: 50%; '
        "background: white; }\n@page landscape {",
        "tests/visual/test_pages.py::test_a_page_looks_as_accepted[without-margins]",
    ),
    Fault(
        "charts leave out the name of the margin",
        f"{SOURCE}/charts/intervals.py",
        "    if any(_bounds(point) for point in points):",
        "    if not points:",
        "tests/parity/test_chart_words.py::"
        "test_charts_of_the_samples_show_the_words_of_their_specs[voorbeeldstad]",
    ),
    Fault(
        "the signs of higher and lower are swapped",
        f"{SOURCE}/narrative/verdicts.py",
        '        case Outcome.HIGHER:\n            return phrases.say("teken.hoger")',
        '        case Outcome.HIGHER:\n            return phrases.say("teken.lager")',
        "tests/unit/narrative/test_honesty.py::"
        "test_a_verdict_has_fixed_words_and_a_sign_for_the_number",
    ),
    Fault(
        "higher is always better",
        f"{SOURCE}/analysis/significance.py",
        "(outcome is Outcome.HIGHER) == (direction is Direction.HIGHER_IS_BETTER)",
        "(outcome is Outcome.HIGHER)",
        f"{SURVEY}/test_significance.py::test_higher_becomes_favourable_only_through_the_direction",
    ),
    Fault(
        "touching intervals no longer differ",
        f"{SOURCE}/analysis/significance.py",
        "value.lower >= reference.upper or value.upper <= reference.lower",
        "value.lower > reference.upper or value.upper < reference.lower",
        f"{SURVEY}/test_significance.py::test_intervals_that_touch_or_lie_apart_differ",
    ),
    Fault(
        "the fewest answers are one fewer",
        f"{SOURCE}/analysis/suppression.py",
        "return Absence.TOO_FEW if n < minimum_n else None",
        "return Absence.TOO_FEW if n < minimum_n - 1 else None",
        f"{SURVEY}/test_suppression.py::test_minimum_n_is_the_fewest_that_may_be_printed",
    ),
    Fault(
        "numbers on too few answers are published",
        f"{SOURCE}/analysis/suppression.py",
        "    reason = reason or too_few_answers(seen.n, level, limits.minimum_n)\n",
        "",
        "tests/parity/test_hidden_numbers.py::"
        "test_numbers_that_may_not_be_published_are_nowhere[too-few]",
    ),
    Fault(
        "numbers that disclose somebody are published",
        f"{SOURCE}/analysis/suppression.py",
        "    reason = disclosure(seen, estimate, indicator.unit, level, limits.minimum_count)\n",
        "    reason = None\n",
        f"{SURVEY}/test_suppression.py",
    ),
    Fault(
        "the neighbour of a hidden cell gives it away",
        f"{SOURCE}/analysis/publication.py",
        "for key in found.hide | also_hide if",
        "for key in also_hide if",
        "tests/unit/analysis/test_analyse.py"
        "::test_one_small_ward_hides_another_through_the_whole_analysis",
    ),
    Fault(
        "whatever can be worked out is uncertain enough",
        f"{SOURCE}/analysis/disclosure/policy.py",
        "        return found / (1 + _SLACK)",
        "        return found + 1",
        f"{SURVEY}/disclosure/test_policy.py::test_answers_or_points_are_enough",
    ),
    Fault(
        "what was published before can still be hidden",
        f"{SOURCE}/analysis/disclosure/figures.py",
        "known = Known.PUBLIC if earlier or",
        "known = Known.PUBLIC if",
        f"{SURVEY}/disclosure/test_earlier.py::test_what_was_shown_before_is_no_use_to_hide",
    ),
    Fault(
        "the last answer to a question is 100 minus the others",
        f"{SOURCE}/analysis/publication.py",
        "        partitions=survey.partitions,\n",
        "",
        f"{SURVEY}/disclosure/test_questions.py::test_the_last_answer_is_not_100_minus_the_others",
    ),
    Fault(
        "answers are never looked at together",
        f"{SOURCE}/analysis/disclosure/tables.py",
        "    return links_of(wholes, values)\n",
        "    return Links((), {})\n",
        "tests/property/test_disclosure.py::test_no_answer_can_be_worked_out_from_the_others",
    ),
    Fault(
        "two shares of one answer give away who has no opinion",
        f"{SOURCE}/analysis/publication.py",
        "        mixtures=survey.mixtures,\n",
        "",
        f"{SURVEY}/disclosure/test_questions.py"
        "::test_the_two_sets_together_do_not_give_it_away_either",
    ),
    Fault(
        "answers of a set with another answer apart are taken to add up",
        f"{SOURCE}/analysis/disclosure/links.py",
        "left >= -slack and (left <= slack or bool(unknown))",
        "True",
        f"{SURVEY}/disclosure/test_links.py"
        "::test_answers_that_add_up_within_their_rounding_belong_together",
    ),
    Fault(
        "the default threshold is lowered",
        f"{SOURCE}/dossier/schema.py",
        "minimum_n: _Count = 50",
        "minimum_n: _Count = 30",
        "tests/unit/dossier",
    ),
    Fault(
        "half is rounded to even",
        f"{SOURCE}/narrative/numbers.py",
        "rounding=ROUND_HALF_UP)",
        'rounding="ROUND_HALF_EVEN")',
        "tests/property/test_numbers.py::test_rounding_is_half_away_from_zero",
    ),
    Fault(
        "tables print whole percentages",
        f"{SOURCE}/narrative/numbers.py",
        "    return 0 if unit is UnitKind.COUNT else 1\n",
        "    return 0\n",
        "tests/unit/test_published_figures.py::"
        "test_every_figure_of_the_dossier_is_in_the_tables_unchanged",
    ),
    Fault(
        "Word files carry the time of making",
        f"{WRITERS}/docx/properties.py",
        'moment = f"{metadata.date.isoformat()}T00:00:00Z"',
        'moment = str(__import__("time").time_ns())',
        "tests/reproducibility/test_same_bytes.py::"
        "test_every_block_is_the_same_in_any_surroundings[UTC-77-C]",
    ),
    Fault(
        "a set of files is published half",
        f"{SOURCE}/pipeline.py",
        "    paths = publish(finished, out)\n",
        "    paths = publish({k: v for k, v in finished.items() if k[-1] != 'x'}, out)\n",
        "tests/unit/cli/test_build.py::test_build_writes_every_format_under_its_name",
    ),
    Fault(
        "a set that cannot be placed leaves a part of it",
        f"{SOURCE}/publishing.py",
        "        for name in placed:\n",
        "        for name in ():\n",
        "tests/unit/cli/test_build.py::test_a_first_set_that_cannot_be_placed_leaves_no_part_of_it",
    ),
    Fault(
        "an acceptance survives a change of the words",
        f"{SOURCE}/dossier/accepting.py",
        '{problem.code}\\n{words}"',
        '{problem.code}"',
        "tests/unit/dossier/test_accepting.py"
        "::test_a_fingerprint_is_bound_to_the_words_and_not_to_the_place",
    ),
    Fault(
        "a review does not see a changed margin",
        f"{SOURCE}/compose/review.py",
        "(cell.value, cell.lower, cell.upper)",
        "(cell.value,)",
        "tests/unit/compose/test_review.py"
        "::test_a_changed_figure_makes_a_review_stale_and_is_named[ondergrens-20,7]",
    ),
    Fault(
        "a final dossier takes a stale review",
        f"{SOURCE}/compose/review_checks.py",
        '_say(material, "751", review.place, what, hint, final=final)',
        '_say(material, "751", review.place, what, hint, final=False)',
        "tests/unit/compose/test_review.py::test_a_final_dossier_with_a_stale_review_is_not_made",
    ),
    Fault(
        "an unknown status of OData 4 lets its number through",
        f"{SOURCE}/survey/readers/odata_v4.py",
        "            return _UNKNOWN\n",
        "            return value\n",
        "tests/unit/survey/test_input_cases.py",
    ),
    Fault(
        "a key of OData keeps the number of its version",
        f"{SOURCE}/survey/readers/odata_v3.py",
        '_SUFFIX.sub("", name)',
        "name",
        "tests/unit/survey/test_cbs_deliveries.py",
    ),
    Fault(
        "a table that CBS changed halfway is taken as whole",
        f"{SOURCE}/fetching/fetch.py",
        "    _check_unchanged(table)\n",
        "",
        "tests/unit/fetching/test_fetch.py",
    ),
    Fault(
        "a converted figure keeps its old margin",
        f"{SOURCE}/survey/conversion.py",
        "        lower=_bound(value.lower, factor, lowest, highest),\n",
        "",
        "tests/unit/survey/test_factors.py",
    ),
    Fault(
        "a figure that was not converted is compared over the break",
        f"{SOURCE}/analysis/trend.py",
        "    return Series.B if edition in converted else series_of(edition)\n",
        "    return Series.B if converted else series_of(edition)\n",
        "tests/unit/compose/test_converted.py",
    ),
)


@dataclass(frozen=True)
class Outcome:
    """What became of a fault."""

    fault: Fault
    verdict: str
    seconds: float
    output: str = ""

    @property
    def caught(self) -> bool:
        return self.verdict == "caught"


def copy_to(folder: Path) -> Path:
    """Copy the project as far as the checks need it."""
    ignored = shutil.ignore_patterns("__pycache__", ".pytest_cache")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored, symlinks=True)
        elif source.exists():
            shutil.copy2(source, folder / name)
    return folder


def run(check: Sequence[str], tree: Path) -> tuple[int, str]:
    """Run checks in a tree and give the exit code and what they said."""
    if check == (TYPES,):
        command = [sys.executable, "-m", "mypy", "--no-error-summary"]
    else:
        # The tests of the visual references leave their report in the copy.
        quiet = ["-q", "-x", "--tb=line", "-p", "no:cacheprovider", "-p", "no:randomly"]
        command = [sys.executable, "-m", "pytest", *quiet, *check]
    shared = os.environ.get("VMREPORT_SHARED", str(ROOT.parent / "shared"))
    environment = {name: value for name, value in os.environ.items() if name[:3] != "VMR"}
    environment |= {"PYTHONPATH": str(tree / "src"), "VMREPORT_SHARED": shared}
    environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def plant(fault: Fault) -> Outcome:
    """Plant one fault in a copy of its own and run its check."""
    start = time.perf_counter()

    def outcome(verdict: str, output: str = "") -> Outcome:
        return Outcome(fault, verdict, time.perf_counter() - start, output)

    with tempfile.TemporaryDirectory(prefix="vmreport-sabotage-") as folder:
        tree = copy_to(Path(folder))
        path = tree / fault.file
        text = path.read_text(encoding="utf-8")
        if text.count(fault.old) == 0:
            return outcome("NO LONGER FITS", f"not in {fault.file}: {fault.old}")
        path.write_text(text.replace(fault.old, fault.new), encoding="utf-8")
        if path.suffix == ".py":
            compile(path.read_text(encoding="utf-8"), fault.file, "exec")
        code, output = run((fault.check,), tree)
    if code == 1:
        return outcome("caught", output)
    return outcome("SURVIVED" if code == 0 else f"CHECK BROKEN ({code})", output)


def healthy(faults: Sequence[Fault]) -> str:
    """Run all checks on an untouched copy; give what they say when one fails."""
    with tempfile.TemporaryDirectory(prefix="vmreport-sabotage-") as folder:
        tree = copy_to(Path(folder))
        tests = sorted({fault.check for fault in faults} - {TYPES})
        runs = [tuple(tests)] if tests else []
        runs += [(TYPES,)] if any(fault.check == TYPES for fault in faults) else []
        for check in runs:
            code, output = run(check, tree)
            if code:
                return output
    return ""


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Give the lines of the table."""
    width = max(len(outcome.fault.name) for outcome in outcomes)
    for outcome in outcomes:
        check = outcome.fault.check.removeprefix("tests/")
        yield f"{outcome.verdict:<9} {outcome.fault.name:<{width}} {outcome.seconds:5.1f} s  {check}"


def main() -> int:
    """Plant every fault, or those whose name holds a word; 1 when one is not caught."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("word", nargs="?", default="", help="only faults with this in their name")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    chosen = [fault for fault in FAULTS if options.word in fault.name]
    with ThreadPoolExecutor(options.jobs) as pool:
        untouched = pool.submit(healthy, chosen)
        outcomes = list(pool.map(plant, chosen))
        wrong = untouched.result()
    print("\n".join(table(outcomes)))
    for outcome in outcomes:
        if not outcome.caught:
            print(f"\n{outcome.fault.name}: {outcome.verdict}\n{outcome.output[-2000:]}")
    if wrong:
        print(f"\nThe checks fail without any fault:\n{wrong[-3000:]}")
    caught = sum(outcome.caught for outcome in outcomes)
    print(f"\n{caught} of {len(outcomes)} faults caught")
    return 0 if caught == len(outcomes) and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
