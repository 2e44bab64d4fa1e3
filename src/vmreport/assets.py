"""Where templates/ and styles/ are: in the wheel under _assets, in a checkout at the top.

The only module that knows. Package data (codebooks, samples) is found with `data_file`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from vmreport.errors import AssetsNotFoundError

__all__ = ["asset_root", "data_root", "styles_root", "templates_root"]


def asset_root() -> Path:
    """Give the folder that holds `templates` and `styles`.

    Raises AssetsNotFoundError when neither the wheel nor the checkout has them.
    """
    package = Path(str(files("vmreport")))
    candidates = (package / "_assets", package.parents[1])
    for candidate in candidates:
        if (candidate / "templates" / "documents").is_dir() and (candidate / "styles").is_dir():
            return candidate
    looked = ", ".join(map(str, candidates))
    message = f"De sjablonen en stijlen van vmreport zijn niet gevonden (gezocht in {looked})."
    raise AssetsNotFoundError(message)


def templates_root() -> Path:
    """Give the folder of document, HTML and phrase templates."""
    return asset_root() / "templates"


def styles_root() -> Path:
    """Give the folder of base styles, house styles and fonts."""
    return asset_root() / "styles"


def data_root() -> Path:
    """Give the package data folder: codebooks, catalogues, sample dossiers."""
    return Path(str(files("vmreport"))) / "data"
