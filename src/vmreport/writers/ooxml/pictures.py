"""The logo as the files an Office program wants: a PNG, and the drawing where there is one."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image

from vmreport.writers.house_style import Logo
from vmreport.writers.ooxml.rasterise import rasterise, size

__all__ = ["LogoFiles", "logo_files"]


@dataclass(frozen=True, slots=True)
class LogoFiles:
    """A logo for every program, and how many times as wide as high it is."""

    png: bytes
    svg: bytes
    """Empty when the logo is not a drawing."""
    ratio: float


def logo_files(logo: Logo) -> LogoFiles:
    """Give the files of a logo."""
    if logo.media_type == "image/svg+xml":
        wide, high = size(logo.data)
        return LogoFiles(rasterise(logo.data, logo.width), logo.data, wide / high)
    with Image.open(io.BytesIO(logo.data)) as image:
        wide, high = image.size
    return LogoFiles(logo.data, b"", wide / high)
