"""Every file of a new dossier, by name: forms, settings, guide. Bytes only; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import Template

from vmreport.assets import templates_root
from vmreport.dossier.model import unset_date
from vmreport.forms.excel_form import excel_form
from vmreport.forms.guide import guide
from vmreport.forms.word_forms import (
    interpretation_form,
    qualitative_form,
    recommendations_form,
)

__all__ = ["dossier_files"]


def dossier_files(
    *, code: str, name: str, edition: int, themes: Sequence[str], columns: Sequence[str]
) -> Mapping[str, bytes]:
    """Give the files of a dossier to fill in, by their path in the folder.

    `themes` are the names of the chapters of the survey, `columns` those of the table of figures.
    The same input gives the same bytes.
    """
    kind = "Provincie" if code.startswith("PV") else "Gemeente"
    subtitle = f"Veiligheidsmonitor {edition} · {kind}: {name} ({code})"
    values = {
        "code": code,
        "naam": name.replace("\\", "\\\\").replace('"', '\\"'),
        "editie": str(edition),
        "volgend": str(edition + 1),
        "later": str(edition + 4),
        "datum": unset_date(edition).isoformat(),
    }
    return {
        "zo-werkt-het.docx": guide(subtitle),
        "dossier.toml": _filled("dossier.toml", values),
        "indicatoren.csv": (";".join(columns) + "\r\n").encode("utf-8-sig"),
        "aanbevelingen.docx": recommendations_form(subtitle),
        "duiding.docx": interpretation_form(subtitle, themes),
        "kwalitatief.docx": qualitative_form(subtitle),
        "formulieren/aanbevelingen.xlsx": excel_form(subtitle),
        "formulieren/lokale_vragen.toml": _filled("lokale_vragen.toml", values),
    }


def _filled(name: str, values: Mapping[str, str]) -> bytes:
    text = (templates_root() / "formulieren" / name).read_text(encoding="utf-8")
    return Template(text).substitute(values).encode("utf-8")
