"""Document templates at work: plain values in, Markdown with tokens out, faults with their place.

Everything a template prints is escaped for Markdown; only tokens and ready Markdown pass as is.
What a template may not do stands in `sandbox`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import CodeType

from jinja2 import BaseLoader, BytecodeCache, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError, TemplateNotFound
from jinja2.loaders import split_template_path

from vmreport.compose.sandbox import LARGEST_OUTPUT, Ready, SafeEnvironment
from vmreport.errors import ContentError, Place, Problem, VmReportError
from vmreport.markup.escaping import escape_markdown

__all__ = ["Ready", "make_environment", "render_template", "template_texts"]

_LARGEST_TEMPLATE = 500_000
_MOST_COMPILED = 500
_TEMPLATE_FAULTS = (
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)


_SYNTAX = (
    (r"No (?:filter|test) named '([\w. ]+)'", "het filter of de toets '{0}' bestaat niet"),
    (
        r"Encountered unknown tag '(\w+)'\. .*looking for .*'(end\w+)'",
        "'{0}' kan hier niet; eerst '{1}'",
    ),
    (r"Encountered unknown tag '(\w+)'", "de opdracht '{0}' bestaat niet"),
    (
        r"Unexpected end of template",
        "er ontbreekt een afsluiting, zoals {{% endif %}} of {{% endfor %}}",
    ),
    (
        r"Expected an expression, got 'end of (?:print )?statement(?: block)?'",
        "hier ontbreekt een waarde",
    ),
    (r"unexpected '(.+)'", "'{0}' staat hier verkeerd"),
    (r"expected token '(.+)', got '(.+)'", "hier wordt '{0}' verwacht, maar er staat '{1}'"),
)


class _Folders(BaseLoader):
    """Looks a template up in folders, the first that has it wins; nothing outside them."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)
        self.texts: dict[str, str] = {}
        """What was read, by template name."""

    def get_source(self, environment: object, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Give the text, and the place as messages name it: the template's own name."""
        del environment
        for folder in self.folders:
            path = folder.joinpath(*split_template_path(template))
            if not path.is_file() or folder.resolve() not in path.resolve().parents:
                continue
            if path.stat().st_size > _LARGEST_TEMPLATE:
                raise TemplateSyntaxError("het bestand is te groot", 1, template, template)
            try:
                text = path.read_bytes().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                message = "het bestand is geen tekst in UTF-8"
                raise TemplateSyntaxError(message, 1, template, template) from error
            self.texts[template] = text
            return text, template, lambda: True
        raise TemplateNotFound(template)

    def is_shipped(self, template: str) -> bool:
        """Whether the last folder, that of vmreport itself, is where a template comes from."""
        parts = split_template_path(template)
        return not any(folder.joinpath(*parts).is_file() for folder in self.folders[:-1])


class _Compiled(BytecodeCache):
    """Templates as they were compiled for an earlier document, by name and text."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket its code when the same text was compiled before."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a bucket."""
        if bucket.code is None:
            return
        if len(self._codes) >= _MOST_COMPILED:
            self._codes.clear()
        self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


def template_texts(environment: SafeEnvironment) -> Mapping[str, str]:
    """Give the templates that an environment read, by name."""
    loader = environment.loader
    return loader.texts if isinstance(loader, _Folders) else {}


def _finalize(value: object) -> str:
    if isinstance(value, Ready):
        return value
    if callable(value):
        message = "een functie zonder haakjes zou gedrukt worden"
        raise TemplateError(message)
    if value is None:
        message = "een waarde die er niet is (None) zou gedrukt worden"
        raise TemplateError(message)
    return escape_markdown(str(value))


def make_environment(folders: Sequence[Path]) -> SafeEnvironment:
    """Give the environment of one document; the first of `folders` that has a template wins."""
    return SafeEnvironment(
        loader=_Folders(folders),
        finalize=_finalize,
        autoescape=False,  # the output is Markdown; finalize escapes for it
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        comment_start_string="{*",  # {# starts an anchor in our Markdown
        comment_end_string="*}",
        bytecode_cache=_COMPILED,
    )


def render_template(environment: SafeEnvironment, name: str, values: Mapping[str, object]) -> str:
    """Give the Markdown of the template `name`.

    Raises ContentError (E530) naming template, line and what is missing.
    """
    try:
        return _rendered(environment, name, values)
    except TemplateNotFound as error:
        where, line = _where(error, name)
        what = f"Het sjabloon '{error.name}' is er niet."
        hint = "Zet het bestand in huisstijl/documenten, of gebruik een deel dat er wel is."
        raise _problem(where, line, what, hint) from error
    except TemplateSyntaxError as error:
        what = f"Het sjabloon is niet te lezen: {_dutch(error.message or '')}."
        hint = "Herstel de regel in het sjabloon."
        raise _problem(error.name or name, error.lineno, what, hint) from error
    except SecurityError as error:
        where, line = _where(error, name)
        what = f"Dit mag een sjabloon niet: {error}."
        raise _problem(
            where, line, what, "Gebruik alleen wat in docs/sjablonen.md staat."
        ) from error
    except TemplateError as error:
        where, line = _where(error, name)
        what = f"Het sjabloon kan niet gevuld worden: {error}."
        raise _problem(where, line, what, "Controleer de naam op deze regel.") from error
    except VmReportError:
        raise
    except _TEMPLATE_FAULTS as error:
        where, line = _where(error, name)
        loader = environment.loader
        if isinstance(loader, _Folders) and loader.is_shipped(where):
            raise  # our own template: a fault of vmreport, not of the municipality
        what = f"Het sjabloon gebruikt hier iets op een manier die niet kan ({_kind(error)})."
        raise _problem(where, line, what, "Kijk in docs/sjablonen.md hoe het wel kan.") from error


def _rendered(environment: SafeEnvironment, name: str, values: Mapping[str, object]) -> str:
    pieces: list[str] = []
    size = 0
    for piece in environment.get_template(name).generate(**environment.counted(values)):
        size += len(piece)
        if size > LARGEST_OUTPUT:
            what = f"Het sjabloon maakt te veel tekst (meer dan {LARGEST_OUTPUT} tekens)."
            raise _problem(name, None, what, "Controleer de herhalingen in het sjabloon.")
        pieces.append(piece)
    return "".join(pieces)


def _dutch(message: str) -> str:
    """Give Jinja's most frequent objections in Dutch; others stay as they are."""
    for pattern, words in _SYNTAX:
        found = re.match(pattern, message)
        if found:
            return words.format(*found.groups())
    return message.rstrip(".")


def _kind(error: BaseException) -> str:
    match error:
        case RecursionError():
            return "het roept zichzelf steeds weer aan"
        case MemoryError():
            return "het wordt te groot"
        case _:
            return str(error).partition("\n")[0][:120] or type(error).__name__


def _where(error: BaseException, name: str) -> tuple[str, int | None]:
    """Give template and line of the innermost template frame of a traceback."""
    found: tuple[str, int | None] = (name, None)
    traceback = error.__traceback__
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = (file, traceback.tb_lineno)
        traceback = traceback.tb_next
    return found


def _problem(file: str, line: int | None, what: str, hint: str) -> ContentError:
    return ContentError([Problem("E530", Place(file, row=line), what, hint)])
