"""`vmreport new`: a folder with everything to fill in, there whole or not at all.

What the files say belongs in `forms`; reading them back in `dossier`, `survey` and `advice`.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from vmreport.errors import UsageError
from vmreport.publishing import flush

__all__ = ["new_dossier"]

_CODE = re.compile(r"GM[0-9]{4}|PV[0-9]{2}")


def new_dossier(target: Path, code: str, edition: int, name: str = "") -> tuple[Path, ...]:
    """Write a dossier to fill in and give its files, in the order in which to use them.

    Without `name` the official name of the code is used. Raises UsageError for a code that is none,
    an unknown code without a name, and a folder that is not empty; then nothing is written.
    """
    from vmreport.forms.dossier_files import dossier_files
    from vmreport.survey.areas import municipality_name
    from vmreport.survey.codebook import load_codebook
    from vmreport.survey.readers.columns import CANONICAL

    if not _CODE.fullmatch(code):
        raise UsageError(
            f"{code} is geen code van een gemeente of provincie. "
            "Schrijf de CBS-code: GM met vier cijfers (GM0546) of PV met twee (PV20)."
        )
    called = " ".join(name.split()) or municipality_name(code)
    if not called:
        raise UsageError(f"De naam bij {code} is niet bekend. Geef hem mee met --naam.")
    if not called.isprintable():
        raise UsageError("In de naam staat een onzichtbaar teken. Typ hem opnieuw.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise UsageError(f"{target} bestaat al en is niet leeg. Kies een andere map.")
    themes = tuple(theme.name for theme in load_codebook().themes)
    files = dossier_files(code=code, name=called, edition=edition, themes=themes, columns=CANONICAL)
    _write(target, files)
    return tuple(target / name for name in files)


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside the target first, then move the finished folder into place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".vmreport-", dir=target.parent))
    try:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
            flush(path)
        folder.chmod(0o755)
        if target.exists():
            target.rmdir()
        folder.rename(target)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
