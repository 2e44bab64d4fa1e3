"""The one markdown-it parser: which of its rules are on, and our own rules beside them.

On are also rules for things we refuse (code, images, strikethrough), so that the reader sees them
and can say so with a line. What the tokens mean belongs in `reader` and `inline_reader`.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from vmreport.markup.containers import block_token, container

__all__ = ["parse", "parse_inline"]

_MAX_NESTING = 60
_RAW_HTML = re.compile(
    r"<!--.*?-->|<!--|<[!?][A-Za-z\[]"
    r"|</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*|/)?>"
    r"|</?(?:script|style|img|svg|math|iframe|object|embed|link|meta|base|form|html|body|video"
    r"|audio|input|button|template|table|div|span|img)(?=[\s/]|$)",
    re.IGNORECASE | re.DOTALL,
)
_ACCEPTED_COMMENT = re.compile(r"<!--\s*ok:.*?-->", re.IGNORECASE | re.DOTALL)
_SPAN_LANGUAGE = re.compile(r"\{\s*lang=(\"?)([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\1\s*\}")
_TRAILING_ATTRIBUTES = re.compile(r"(?<!\\)\{(\s*(?:[#.]|[a-z]+=)[^{}]*)\}\s*$")
_CAPTION = re.compile(r"(?:Tabel)?:\s")


class _Parser(MarkdownIt):
    """Markdown-it that leaves the judgement of links to the reader, which can name the line."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the name markdown-it calls
        """Accept every address; `inline_reader` refuses what is not http(s) or mailto."""
        del url
        return True


def parse(text: str) -> SyntaxTreeNode:
    """Give the syntax tree of a text; line numbers in it are 0-based."""
    return SyntaxTreeNode(_parser().parse(text))


def parse_inline(text: str) -> SyntaxTreeNode:
    """Give the syntax tree of a text without blocks: an `inline` node below the root."""
    return SyntaxTreeNode(_parser().parseInline(text))


@cache
def _parser() -> MarkdownIt:
    parser = _Parser("js-default", {"html": False, "maxNesting": _MAX_NESTING})
    parser.disable(["code", "reference", "html_block", "html_inline"])
    parser.disable(["linkify", "replacements", "smartquotes", "text_join"])
    alternatives: RuleOptionsType = {"alt": ["paragraph", "blockquote", "list"]}
    parser.block.ruler.before("table", "vm_container", container, alternatives)
    parser.block.ruler.before("table", "vm_block_token", block_token, alternatives)
    parser.core.ruler.before("inline", "vm_attributes", _attributes)
    parser.inline.ruler.before("link", "vm_note", _note)
    parser.inline.ruler.before("link", "vm_foreign", _foreign)
    parser.inline.ruler.after("autolink", "vm_raw_html", _raw_html)
    return parser


def _note(state: StateInline, silent: bool) -> bool:
    """Read `^[text]`, a footnote where its mark stands."""
    if not state.src.startswith("^[", state.pos):
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos + 1)
    if end < 0:
        return False
    if not silent:
        _push_around(state, "note", state.pos + 2, end)
    state.pos = end + 1
    return True


def _foreign(state: StateInline, silent: bool) -> bool:
    """Read `[text]{lang=en}`."""
    if state.src[state.pos] != "[":
        return False
    end = state.md.helpers.parseLinkLabel(state, state.pos)
    language = _SPAN_LANGUAGE.match(state.src, end + 1) if end >= 0 else None
    if language is None:
        return False
    if not silent:
        _push_around(state, "foreign", state.pos + 1, end).info = language.group(2)
    state.pos = language.end()
    return True


def _push_around(state: StateInline, kind: str, start: int, end: int) -> Token:
    """Push an opening token, the inline content from start to end, and the closing token."""
    old_position, old_end = state.pos, state.posMax
    opening = state.push(f"{kind}_open", "", 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "", -1)
    state.pos, state.posMax = old_position, old_end
    return opening


def _raw_html(state: StateInline, silent: bool) -> bool:
    """See HTML where it stands, and the `<!-- ok: reason -->` mark that may stand."""
    if state.src[state.pos] != "<":
        return False
    match = _ACCEPTED_COMMENT.match(state.src, state.pos, state.posMax)
    kind = "accepted_comment"
    if match is None:
        match = _RAW_HTML.match(state.src, state.pos, state.posMax)
        kind = "raw_html"
    if match is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = match.group()
    state.pos = match.end()
    return True


def _attributes(state: StateCore) -> None:
    """Take `{#anchor ...}` off the end of headings and table captions, into the token's meta."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if inline.type != "inline":
            continue
        is_caption = opening.type == "paragraph_open" and _CAPTION.match(inline.content)
        if opening.type != "heading_open" and not is_caption:
            continue
        match = _TRAILING_ATTRIBUTES.search(inline.content)
        if match is not None:
            opening.meta["attributes"] = match.group(1)
            inline.content = inline.content[: match.start()].rstrip()
