"""The names of all Word styles the writer uses, and which block wears which.

Word names: built-in styles by the name Word stores (English; Word itself shows them in Dutch),
our own in Dutch as they stand in the style gallery. No style ids: a Dutch Word changes those.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from vmreport.document.blocks import (
    Block,
    BulletList,
    Callout,
    CalloutKind,
    Contents,
    Cover,
    FieldList,
    Figure,
    Heading,
    KeyFigures,
    NumberedList,
    Paragraph,
    ParagraphRole,
    Quote,
    Table,
)
from vmreport.document.inlines import Tone

__all__ = [
    "BLOCK_STYLES",
    "CALLOUT_STYLES",
    "HEADING_STYLES",
    "ROLE_STYLES",
    "TONE_STYLES",
    "CharacterStyle",
    "ParagraphStyle",
    "StyleName",
    "TableStyle",
]


class ParagraphStyle(StrEnum):
    """Paragraph styles by name."""

    NORMAL = "Normal"
    BODY = "Body Text"
    LEAD = "VM Conclusie"
    SMALL = "VM Klein"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    HEADING_4 = "heading 4"
    TITLE = "Title"
    SUBTITLE = "Subtitle"
    COVER_LOGO = "VM Omslag logo"
    COVER_ART = "VM Omslag beeld"
    COVER_ORGANISATION = "VM Omslag organisatie"
    COVER_DATE = "VM Omslag datum"
    COVER_LINE = "VM Omslag regel"
    BULLET_1 = "List Bullet"
    BULLET_2 = "List Bullet 2"
    BULLET_3 = "List Bullet 3"
    NUMBER_1 = "List Number"
    NUMBER_2 = "List Number 2"
    NUMBER_3 = "List Number 3"
    CONTINUE_1 = "List Continue"
    CONTINUE_2 = "List Continue 2"
    CONTINUE_3 = "List Continue 3"
    QUOTE = "Quote"
    SPEAKER = "VM Spreker"
    FIELD = "VM Veld"
    FIELD_TEXT = "VM Veldtekst"
    EXPLANATION = "VM Kader"
    EXPLANATION_TITLE = "VM Kader titel"
    WARNING = "VM Let op"
    WARNING_TITLE = "VM Let op titel"
    REQUEST = "VM Verzoek"
    REQUEST_TITLE = "VM Verzoek titel"
    KEY_FIGURE = "VM Kerncijfer"
    KEY_COMPARISON = "VM Kerncijfer vergelijking"
    KEY_NOTE = "VM Kerncijfer marge"
    CAPTION = "caption"
    FIGURE = "VM Figuur"
    SOURCE = "VM Bron"
    TABLE_HEAD = "VM Tabelkop"
    TABLE_HEAD_NUMBER = "VM Tabelkop getal"
    TABLE_TEXT = "VM Tabeltekst"
    TABLE_NUMBER = "VM Tabelgetal"
    CONTENTS_TITLE = "TOC Heading"
    CONTENTS_1 = "toc 1"
    CONTENTS_2 = "toc 2"
    CONTENTS_3 = "toc 3"
    HEADER = "header"
    FOOTER = "footer"
    HEADER_WIDE = "VM Koptekst liggend"
    FOOTER_WIDE = "VM Voettekst liggend"
    FOOTNOTE = "footnote text"
    SECTION_END = "VM Sectie-einde"


class CharacterStyle(StrEnum):
    """Character styles by name."""

    STRONG = "Strong"
    EMPHASIS = "Emphasis"
    LINK = "Hyperlink"
    FOOTNOTE_MARK = "footnote reference"
    TOPIC = "VM Onderwerp"
    NUMBER = "VM Nummer"
    FIELD_LABEL = "VM Veldnaam"
    KEY_VALUE = "VM Waarde"
    KEY_WORDS = "VM Waarde in woorden"
    FAVOURABLE = "VM Gunstiger"
    UNFAVOURABLE = "VM Ongunstiger"
    DIFFERENT = "VM Anders"
    NO_DIFFERENCE = "VM Geen verschil"
    UNKNOWN = "VM Niet te zeggen"


class TableStyle(StrEnum):
    """Table styles by name."""

    NORMAL = "Normal Table"
    TABLE = "VM Tabel"


StyleName = ParagraphStyle | CharacterStyle | TableStyle

HEADING_STYLES = (
    ParagraphStyle.HEADING_1,
    ParagraphStyle.HEADING_2,
    ParagraphStyle.HEADING_3,
    ParagraphStyle.HEADING_4,
)

ROLE_STYLES: Mapping[ParagraphRole, ParagraphStyle] = {
    ParagraphRole.BODY: ParagraphStyle.BODY,
    ParagraphRole.LEAD: ParagraphStyle.LEAD,
    ParagraphRole.SMALL: ParagraphStyle.SMALL,
}

CALLOUT_STYLES: Mapping[CalloutKind, tuple[ParagraphStyle, ParagraphStyle]] = {
    CalloutKind.EXPLANATION: (ParagraphStyle.EXPLANATION_TITLE, ParagraphStyle.EXPLANATION),
    CalloutKind.WARNING: (ParagraphStyle.WARNING_TITLE, ParagraphStyle.WARNING),
    CalloutKind.REQUEST: (ParagraphStyle.REQUEST_TITLE, ParagraphStyle.REQUEST),
}
"""Style of the title and of the text, per kind of callout."""

TONE_STYLES: Mapping[Tone, CharacterStyle] = {
    Tone.FAVOURABLE: CharacterStyle.FAVOURABLE,
    Tone.UNFAVOURABLE: CharacterStyle.UNFAVOURABLE,
    Tone.DIFFERENT: CharacterStyle.DIFFERENT,
    Tone.NO_DIFFERENCE: CharacterStyle.NO_DIFFERENCE,
    Tone.UNKNOWN: CharacterStyle.UNKNOWN,
}

BLOCK_STYLES: Mapping[type[Block], StyleName] = {
    Cover: ParagraphStyle.TITLE,
    Heading: ParagraphStyle.HEADING_1,
    Paragraph: ParagraphStyle.BODY,
    BulletList: ParagraphStyle.BULLET_1,
    NumberedList: ParagraphStyle.NUMBER_1,
    Quote: ParagraphStyle.QUOTE,
    FieldList: ParagraphStyle.FIELD,
    Callout: ParagraphStyle.EXPLANATION,
    KeyFigures: ParagraphStyle.KEY_FIGURE,
    Table: TableStyle.TABLE,
    Figure: ParagraphStyle.FIGURE,
    Contents: ParagraphStyle.CONTENTS_TITLE,
}
"""The leading style of each block with a look of its own (not AdvisorText, not Sheet; SpokenNotes look
like an explanation)."""
