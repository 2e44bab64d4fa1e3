"""The logo as a picture in the line: decoration, because the organisation stands beside it."""

from __future__ import annotations

import io

from PIL import Image

from vmreport.writers.docx.figures import picture
from vmreport.writers.docx.rasterise import rasterise, size
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import Element

__all__ = ["logo_picture"]


def logo_picture(session: Session, *, share: float = 1.0, words: bool = True) -> Element:
    """Give the house's logo, `share` of its width; a drawing gets a PNG beside it.

    Without `words` it is decoration: the paper says in words who it is from.
    """
    logo = session.house.logo
    if logo.media_type == "image/svg+xml":
        wide, high = size(logo.data)
        png = session.add_picture("png", rasterise(logo.data, logo.width))
        svg = session.add_picture("svg", logo.data)
    else:
        wide, high = Image.open(io.BytesIO(logo.data)).size
        png, svg = session.add_picture("png", logo.data), ""
    width = logo.width * share
    return picture(
        session, (width, width * high / wide), png, svg=svg, alt=logo.alt if words else ""
    )
