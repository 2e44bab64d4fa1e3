"""The shipped fonts in a page: whole for print, cut to the used characters for one file.

Also the check that every character of a document has a glyph, before anything is drawn.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from vmreport.document.outline import document_words
from vmreport.document.tree import ResolvedDocument
from vmreport.errors import ContentError, Place, Problem
from vmreport.writers.house_style import HouseStyle
from vmreport.writers.html.assets import AssetStore
from vmreport.writers.html.stylesheet import FontFace

__all__ = ["print_faces", "require_characters", "screen_faces"]
