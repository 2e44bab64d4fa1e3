"""What the commands show: messages as lines or JSON, and how far the work is. No work of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from vmreport.errors import Problem, Problems
from vmreport.stopping import stoppable

if TYPE_CHECKING:
    from vmreport.pipeline import Progress

__all__ = ["as_json_text", "check_as_json", "count_of", "say_all", "say_notices", "shown_progress"]


def as_json_text(*, problems: Sequence[Problem], ok: bool = True, **more: object) -> str:
    """Give a result as JSON text: whether it went well, the messages, and what else there is."""
    data = {"ok": ok, "problems": [problem.as_dict() for problem in problems], **more}
    return json.dumps(data, ensure_ascii=False, indent=2)


@contextmanager
def shown_progress(title: str) -> Iterator[Progress]:
    """Show steps as a moving bar in a terminal, as plain lines elsewhere."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield stoppable(
            lambda done, total, step: console.print(
                f"{title}: {step} ({done}/{total})", highlight=False, soft_wrap=True
            )
        )
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(title, total=None)

        def show(done: int, total: int, step: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{title}: {step}")

        yield stoppable(show)


def check_as_json(found: Problems) -> str:
    """Give the outcome of `check` as JSON: each message with its fingerprint, and what was accepted."""
    from vmreport.dossier.accepting import fingerprint_of

    problems = [
        {**item.as_dict(), "fingerprint": fingerprint_of(item) or None} for item in found.items
    ]
    accepted = [
        {
            **item.problem.as_dict(),
            "fingerprint": fingerprint_of(item.problem),
            "reason": item.reason,
        }
        for item in found.accepted
    ]
    data = {"ok": not found.blocking, "problems": problems, "accepted": accepted}
    return json.dumps(data, ensure_ascii=False, indent=2)


def say_all(found: Problems, *, blocks: bool = False) -> None:
    """Show all messages and how many of them are errors, and what the advisor accepted.

    With `blocks` the lines are added that accept what can be accepted.
    """
    from vmreport.dossier.accepting import acceptance_block, fingerprint_of

    for item in found.items:
        fingerprint = fingerprint_of(item)
        click.echo(f"{item}  [kenmerk {fingerprint}]" if fingerprint else str(item))
    if found.accepted:
        click.echo("\nGeaccepteerd in dossier.toml:")
    for accepted in found.accepted:
        problem = accepted.problem
        click.echo(f"  {problem.code} {problem.where}  {problem.what}  (reden: {accepted.reason})")
    open_items = [item for item in found.items if fingerprint_of(item)]
    if blocks and open_items:
        click.echo("\nZet wat zo moet blijven onderaan in dossier.toml en schrijf de reden erbij:")
        for item in dict.fromkeys(open_items):
            click.echo(f"\n{acceptance_block(item)}")
    elif open_items:
        click.echo(
            "\nMoet iets met een kenmerk zo blijven? Met vmreport check --accepteren ziet u de regels "
            "voor dossier.toml."
        )
    if found.accepted or open_items or found.blocking:
        click.echo()
    wrong, notices = len(found.blocking), len(found.notices)
    if wrong:
        click.echo(
            f"{count_of(wrong, 'fout', 'fouten')} en {count_of(notices, 'let op', 'let op')}."
        )
        click.echo("Herstel de fouten; er is niets gemaakt.")
    else:
        click.echo(f"In orde, met {count_of(notices, 'punt', 'punten')} om op te letten.")


def say_notices(notices: Sequence[Problem]) -> None:
    """Show messages beside the result, on standard error."""
    for item in notices:
        click.echo(str(item), err=True)


def count_of(number: int, one: str, many: str) -> str:
    """Give a number with its word: `1 rij`, `2 rijen`."""
    return f"{number} {one if number == 1 else many}"
