"""Content controls around the advisor's texts: the way back from Word to the source.

A control carries the key of the text; a bookmark around it carries the same key, because
LibreOffice drops the key of a control. Source: accessibility.md section 6.4.
"""

from __future__ import annotations

from vmreport.writers.docx.fields import starts_with_properties
from vmreport.writers.docx.session import Session
from vmreport.writers.docx.wml import Element, qn, w

__all__ = ["anchor_controls", "control"]


def control(key: str, content: list[Element], session: Session) -> Element:
    """Give a control that cannot be removed while its text is free to change."""
    properties = w(
        "sdtPr",
        w("alias", val=key),
        w("tag", val=key),
        w("id", val=session.next_control()),
        w("lock", val="sdtLocked"),
    )
    return w("sdt", properties, w("sdtContent", *content))


def anchor_controls(body: Element, session: Session) -> None:
    """Put a bookmark around every control of `body` that carries a key.

    It runs from the end of the paragraph before to the start of the paragraph after: directly
    around or inside a control LibreOffice doubles it. Without such a paragraph it stands directly
    before or after the control.
    """
    for made in list(body.iterchildren(qn("w:sdt"))):
        tag = made.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        if tag is None:
            continue
        start, end = session.bookmarks.pair(f"vm {tag.get(qn('w:val'))}")
        before, after = made.getprevious(), made.getnext()
        if before is not None and before.tag == qn("w:p"):
            before.append(start)
        else:
            made.addprevious(start)
        if after is not None and after.tag == qn("w:p"):
            after.insert(1 if starts_with_properties(after) else 0, end)
        else:
            made.addnext(end)
