"""Block rules for markdown-it: `::: name` containers, the fields inside `velden`, block tokens.

They only mark where things stand; whether a container is known or allowed is the reader's matter.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from vmreport.markup.tokens import block_numbers

__all__ = ["block_token", "container"]

_FENCE = re.compile(r":{3,}[ \t]*(.*?)[ \t]*$")
_FIELD = re.compile(r"[ \t]*(?P<label>[^\s:].*?)::(?:[ \t]+|$)")


def block_token(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read a line that holds only block tokens."""
    del end_line
    numbers = block_numbers(_line(state, start_line))
    if not numbers:
        return False
    if not silent:
        token = state.push("block_token", "", 0)
        token.map = [start_line, start_line + 1]
        token.meta["numbers"] = numbers
        state.line = start_line + 1
    return True


def container(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read `::: name arguments` down to the `:::` that closes it."""
    match = _FENCE.match(_line(state, start_line))
    if match is None:
        return False
    if silent:
        return True
    if not match.group(1):
        state.push("container_stray", "", 0).map = [start_line, start_line + 1]
        state.line = start_line + 1
        return True
    closing = _closing_line(state, start_line + 1, end_line)
    last = end_line if closing is None else closing
    opening = state.push("container_open", "", 1)
    opening.info = match.group(1)
    opening.map = [start_line, last]
    opening.meta["closed"] = closing is not None
    old_parent, old_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    if match.group(1).split()[0].casefold() == "velden":
        _fields(state, start_line + 1, last)
    else:
        state.md.block.tokenize(state, start_line + 1, last)
    state.push("container_close", "", -1)
    state.parentType, state.lineMax = old_parent, old_end
    state.line = last if closing is None else last + 1
    return True


def _fields(state: StateBlock, start_line: int, end_line: int) -> None:
    """Read `Label:: content`; the content runs on to the next label."""
    starts = _field_lines(state, start_line, end_line)
    state.md.block.tokenize(state, start_line, starts[0][0] if starts else end_line)
    ends = [*(line for line, _ in starts), end_line][1:]
    for (line, match), end in zip(starts, ends, strict=True):
        opening = state.push("field_open", "", 1)
        opening.info = match.group("label").strip()
        opening.map = [line, end]
        old = state.bMarks[line], state.tShift[line], state.sCount[line], state.lineMax
        state.bMarks[line] += match.end()
        state.tShift[line], state.sCount[line], state.lineMax = 0, state.blkIndent, end
        state.md.block.tokenize(state, line, end)
        state.bMarks[line], state.tShift[line], state.sCount[line], state.lineMax = old
        state.push("field_close", "", -1)


def _field_lines(
    state: StateBlock, start_line: int, end_line: int
) -> list[tuple[int, re.Match[str]]]:
    found: list[tuple[int, re.Match[str]]] = []
    depth = 0
    for line in range(start_line, end_line):
        fence = _FENCE.match(_line(state, line))
        if fence is not None:
            depth += 1 if fence.group(1) else -1
        elif depth == 0:
            raw = state.src[state.bMarks[line] : state.eMarks[line]]
            match = _FIELD.match(raw)
            if match is not None:
                found.append((line, match))
    return found


def _closing_line(state: StateBlock, start_line: int, end_line: int) -> int | None:
    depth = 1
    for line in range(start_line, end_line):
        match = _FENCE.match(_line(state, line))
        if match is None:
            continue
        depth += 1 if match.group(1) else -1
        if depth == 0:
            return line
    return None


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
