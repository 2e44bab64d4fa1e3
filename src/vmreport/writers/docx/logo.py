"""The logo as a picture in the line: decoration, because the organisation stands beside it."""

from __future__ import annotations

import io

from PIL import Image

from vmreport.writers.docx.figures import picture
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import Element
from vmreport.writers.ooxml.rasterise import rasterise, size

__all__ = ["logo_picture"]


def logo_picture(session: Session) -> Element:
    """Give the house's logo; a drawing gets a PNG beside it for who cannot show drawings."""
    logo = session.house.logo
    if logo.media_type == "image/svg+xml":
        wide, high = size(logo.data)
        png = session.add_picture("png", rasterise(logo.data, logo.width))
        svg = session.add_picture("svg", logo.data)
    else:
        wide, high = Image.open(io.BytesIO(logo.data)).size
        png, svg = session.add_picture("png", logo.data), ""
    height = logo.width * high / wide
    return picture(session, (logo.width, height), png, svg=svg, alt=logo.alt)
