"""One document kind and one report's material make a Document.

The template holds the prose, the material the blocks; this puts the metadata around them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from vmreport import __version__
from vmreport.compose.environment import make_environment, render_template, template_texts
from vmreport.compose.functions import template_values
from vmreport.compose.kinds import DocumentKind
from vmreport.compose.material import Material
from vmreport.compose.template_lines import at_template_lines
from vmreport.compose.trail import Trace, Trail, watched
from vmreport.document.blocks import Numbering, Origin
from vmreport.document.tree import Document, Metadata
from vmreport.errors import ContentError, Problems
from vmreport.markup.reader import read_markdown
from vmreport.markup.tokens import Tokens
from vmreport.narrative.numbers import whole_number
from vmreport.narrative.phrases import terms

__all__ = ["GENERATOR", "compose"]

GENERATOR = f"vmreport {__version__}"
LANGUAGE = "nl-NL"


def compose(
    kind: DocumentKind,
    material: Material,
    folders: Sequence[Path],
    traces: list[Trace] | None = None,
) -> Document:
    """Give the document; templates are looked up in `folders`, the dossier's own first.

    Where its figures come from is added to `traces`; without it, nobody keeps track.

    Raises ContentError when a template or a text in it is wrong; everything at once where that
    is possible.
    """
    if traces is None:
        trail = Trail(kind.name)
        material = replace(material, trail=trail)
    else:
        analysis = watched(material.analysis)
        trail = Trail(kind.name, analysis)
        material = replace(material, analysis=analysis, trail=trail)
    tokens = Tokens()
    problems = Problems()
    values = template_values(kind, material, tokens, problems)
    environment = make_environment(folders)
    markdown = render_template(environment, kind.template, values)
    blocks = read_markdown(
        markdown,
        file=kind.template,
        problems=problems,
        origin=Origin.FIXED,
        tokens=tokens,
        numbering=Numbering.CHAPTER if kind.numbered else Numbering.NONE,
    )
    if problems.blocking:
        templates = template_texts(environment)
        raise ContentError(at_template_lines(problems.items, markdown, kind.template, templates))
    material.problems.extend(problems.notices)
    trail.finish(blocks)
    if traces is not None:
        traces += trail.traces
    return Document(metadata(kind, material), LANGUAGE, terms(material.phrases), blocks)


def metadata(kind: DocumentKind, material: Material) -> Metadata:
    """Give what stands in the file properties and on every page."""
    dossier = material.dossier
    status = material.status
    named = f"{material.title(kind)} – {dossier.name}"
    subject = material.filled(kind.subject)
    if kind.pages:
        most = whole_number(kind.pages.most)
        subject = material.phrases.say("papier.grens", onderwerp=subject, aantal=most)
    return Metadata(
        title=f"{named} ({status})" if status else named,
        organisation=dossier.author.organisation,
        subject=subject,
        keywords=(*kind.keywords, dossier.name),
        date=material.dated(kind),
        status=status,
        banner=dossier.banner,
        running_title=f"{material.filled(kind.short_title)} – {dossier.name}",
        generator=GENERATOR,
        letterhead=kind.letterhead,
    )
