"""The sandbox in which document templates run: plain values in, Markdown with tokens out.

Everything a template prints is escaped for Markdown; only tokens and ready Markdown pass as is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.exceptions import TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment

from vmreport.errors import ContentError, Place, Problem
from vmreport.markup.escaping import escape_markdown

__all__ = ["Ready", "make_environment", "render_template"]

LARGEST_OUTPUT = 5_000_000
"""Characters of Markdown a template may make; more is a runaway loop."""


class Ready(str):
    """Markdown that a function made on purpose: a token, or text already escaped."""

    __slots__ = ()


def _finalize(value: object) -> str:
    if isinstance(value, Ready):
        return value
    if value is None:
        message = "een waarde die er niet is (None) zou gedrukt worden"
        raise TemplateError(message)
    return escape_markdown(str(value))


def make_environment(folders: Sequence[Path]) -> ImmutableSandboxedEnvironment:
    """Give the environment; templates are looked up in `folders`, the first that has one wins."""
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        finalize=_finalize,
        autoescape=False,  # the output is Markdown; finalize escapes for it
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{*",  # {# starts an anchor in our Markdown
        comment_end_string="*}",
    )
    environment.globals = {
        name: environment.globals[name] for name in ("range",) if name in environment.globals
    }
    return environment


def render_template(
    environment: ImmutableSandboxedEnvironment, name: str, values: Mapping[str, object]
) -> str:
    """Give the Markdown of the template `name`.

    Raises ContentError naming template, line and what is missing.
    """
    try:
        text = environment.get_template(name).render(**values)
    except TemplateNotFound as error:
        what = f"Het sjabloon '{error.name}' is er niet."
        raise _problem(name, None, what, "Kies een document dat vmreport kent.") from error
    except TemplateSyntaxError as error:
        what = f"Het sjabloon is niet te lezen: {error.message}."
        hint = "Herstel de regel in het sjabloon."
        raise _problem(error.name or name, error.lineno, what, hint) from error
    except (TemplateError, TypeError, OverflowError, RecursionError) as error:
        where, line = _where(error, name)
        what = f"Het sjabloon kan niet gevuld worden: {error}."
        raise _problem(where, line, what, "Controleer de naam op deze regel.") from error
    if len(text) > LARGEST_OUTPUT:
        what = f"Het sjabloon maakt te veel tekst ({len(text)} tekens)."
        raise _problem(name, None, what, "Controleer de herhalingen in het sjabloon.")
    return text


def _where(error: Exception, name: str) -> tuple[str, int | None]:
    """Give template and line of the innermost template frame of a traceback."""
    found: tuple[str, int | None] = (name, None)
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = (Path(file).name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _problem(file: str, line: int | None, what: str, hint: str) -> ContentError:
    return ContentError([Problem("E530", Place(file, row=line), what, hint)])
