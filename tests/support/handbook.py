"""Reads a chapter of the Handleiding and does what it tells the reader to do, step by step.

What a chapter may hold, for the reader and for us alike:

| in the chapter | what is done |
|---|---|
| a block `console` | the lines with `$` are run; what follows must be what is printed |
| a block with a language and a path, such as `toml mijn-dossier/huisstijl/tokens.toml` | written there |
| a block `toml wijzig mijn-dossier/dossier.toml` | these keys get these values in that file |
| a block `toml onderaan mijn-dossier/dossier.toml` | put at the end of that file |
| `<!-- proef: formulier PAD -->` and a table | the Word form is filled in as the table says |
| `<!-- proef: werkblad PAD BLAD [RIJ] -->` and a table | a row of the sheet is filled in |
| `<!-- proef: cijfers NAAM -->` and a table | each placeholder gives the words beside it |
| `<!-- proef: kopieer VAN NAAR -->`, `weg PAD`, `logo PAD`, `voorbeeld NAAM [DOCUMENT]`, `dossier` | as it says |

In what is printed a line `...` stands for any lines and `…` within a line for any words. The moving
bar of a terminal is left out. A block `console uitkomst=3` must end with that exit code.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

from support.filled_forms import fill_form, fill_sheet
from vmreport.assets import styles_root
from vmreport.cli import main
from vmreport.pipeline import write_sample

__all__ = ["FOLDER", "Block", "Order", "Played", "chapters", "play", "steps"]

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "handleiding"
PRACTICE = FOLDER / "oefening"
_FENCE = re.compile(r"^ *```(?P<info>[^\n]*)\n(?P<body>.*?)^ *```$", re.MULTILINE | re.DOTALL)
_ORDER = re.compile(r"^ *<!-- proef: (?P<words>[^\n]+) -->$", re.MULTILINE)
_TABLE = re.compile(r"(?:^ *\|[^\n]*\n)+", re.MULTILINE)
_PROGRESS = re.compile(r"^\S+: .+ \(\d+/\d+\)$")


@dataclass(frozen=True)
class Block:
    """A fenced block."""

    chapter: str
    line: int
    language: str
    words: tuple[str, ...]
    """What stands behind the language."""
    text: str

    @property
    def place(self) -> str:
        return f"{self.chapter}:{self.line}"


@dataclass(frozen=True)
class Order:
    """A comment that says what the reader does outside our programs."""

    chapter: str
    line: int
    words: tuple[str, ...]
    table: tuple[tuple[str, ...], ...] = ()
    """The table under it, without its header."""


@dataclass(frozen=True)
class Played:
    """What a command printed, and what the chapter says it prints."""

    place: str
    command: str
    code: int
    expected_code: int
    printed: tuple[str, ...]
    expected: tuple[str, ...]

    def fits(self) -> bool:
        return self.code == self.expected_code and _fits(self.printed, self.expected)


def chapters() -> tuple[Path, ...]:
    """Give the chapters in order."""
    return tuple(sorted(FOLDER.glob("*.md")))


def steps(path: Path) -> tuple[Block | Order, ...]:
    """Give blocks and orders of a chapter, in order."""
    text = path.read_text("utf-8")
    found: list[tuple[int, Block | Order]] = []
    for match in _FENCE.finditer(text):
        language, *words = match["info"].split() or [""]
        line = text.count("\n", 0, match.start()) + 1
        block = Block(path.name, line, language, tuple(words), dedent(match["body"]))
        found.append((match.start(), block))
    for match in _ORDER.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        words = tuple(shlex.split(match["words"]))
        found.append((match.start(), Order(path.name, line, words, _table(text, match.end()))))
    return tuple(step for _, step in sorted(found, key=lambda pair: pair[0]))


def _table(text: str, start: int) -> tuple[tuple[str, ...], ...]:
    match = _TABLE.search(text, start)
    if match is None:
        return ()
    rows = [row.strip().strip("|").split(" | ") for row in match[0].splitlines()]
    return tuple(tuple(cell.strip().replace("`", "") for cell in row) for row in rows[2:])


def play(path: Path, folder: Path, *, without: frozenset[str] = frozenset()) -> Iterator[Played]:
    """Do in `folder` what a chapter says and give what each command printed.

    Commands in `without`, such as `build`, are left out.
    """
    for name in PRACTICE.iterdir():
        shutil.copyfile(name, folder / name.name)
    said = ""
    with contextlib.chdir(folder):
        for step in steps(path):
            if isinstance(step, Order):
                _obey(step, said)
            elif step.language == "console":
                for played in _run(step, without):
                    said = "\n".join(played.printed)
                    yield played
            elif step.words[:1] == ("wijzig",):
                _change(Path(step.words[1]), step)
            elif step.words[:1] == ("onderaan",):
                with Path(step.words[1]).open("a", encoding="utf-8") as file:
                    file.write("\n" + step.text)
            elif step.words:
                target = Path(step.words[0])
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(step.text, "utf-8")


def _obey(order: Order, said: str) -> None:
    match order.words:
        case ["formulier", form]:
            fill_form(Path(form), [(where, _looked_up(what, said)) for where, what in order.table])
        case ["werkblad", book, sheet, *row]:
            fill_sheet(Path(book), sheet, order.table, int(row[0]) if row else None)
        case ["cijfers", name]:
            _compare_figures(name, order.table)
        case ["logo", path]:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(styles_root() / "houses" / "voorbeeldstad" / "logo.svg", path)
        case ["kopieer", source, target]:
            Path(target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
        case ["weg", path]:
            Path(path).unlink()
        case ["voorbeeld", name, *documents]:
            root = write_sample(name, Path("voorbeelden") / name)
            _choose(root / "dossier.toml", documents)
        case ["dossier"]:
            first = FOLDER / "02-eerste-concept.md"
            for _ in play(first, Path.cwd(), without=frozenset({"build", "check", "verify"})):
                pass
        case _:
            message = f"{order.chapter}:{order.line}: onbekende proef: {order.words}"
            raise AssertionError(message)


def _looked_up(what: str, said: str) -> str:
    """Give what a reader fills in who looks for it in what was last printed."""
    if what != "het kenmerk uit de melding":
        return what
    match = re.search(r"bij Cijfers: ([0-9a-f-]+)", said)
    assert match is not None, said
    return match[1]


def _choose(path: Path, documents: list[str]) -> None:
    """Ask for fewer documents than the sample does, so that a check takes little time."""
    if documents:
        text = re.sub(
            r"(?m)^documenten = .*$", f"documenten = {documents}", path.read_text("utf-8")
        )
        path.write_text(text.replace("'", '"'), "utf-8")


def _compare_figures(name: str, table: tuple[tuple[str, ...], ...]) -> None:
    """Put every placeholder in a sentence of a sample and look for its words in the report."""
    root = write_sample(name, Path("cijfers") / name)
    said = [f"Regel {number}: {call}!" for number, (call, _) in enumerate(table)]
    (root / "duiding.md").write_text("# Conclusies\n\n" + "\n\n".join(said), "utf-8")
    code, printed = _vmreport(["outline", str(root), "--document", "raadsrapport"])
    assert code == 0, printed
    shown = printed.replace("\u00a0", " ")
    for number, (call, words) in enumerate(table):
        assert f"Regel {number}: {words}!" in shown, call


def _run(block: Block, without: frozenset[str]) -> Iterator[Played]:
    codes = [int(word.partition("=")[2]) for word in block.words if word.startswith("uitkomst=")]
    for part in re.split(r"^(?=\$ )", block.text, flags=re.MULTILINE):
        if not part:
            continue
        command, *expected = part.splitlines()
        program, *arguments = shlex.split(command.removeprefix("$ "))
        assert program == "vmreport", f"{block.place}: {command}"
        if arguments[0] in without:
            continue
        code, printed = _vmreport(arguments)
        while expected and not expected[-1]:
            expected.pop()
        yield Played(
            block.place,
            command,
            code,
            codes[0] if codes else 0,
            tuple(line for line in printed.splitlines() if not _PROGRESS.match(line)),
            tuple(expected),
        )


def _vmreport(arguments: list[str]) -> tuple[int, str]:
    out = io.StringIO()
    width = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "80"
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = main(arguments)
    finally:
        os.environ.pop("COLUMNS")
        if width is not None:
            os.environ["COLUMNS"] = width
    return code, out.getvalue()


def _fits(printed: tuple[str, ...], expected: tuple[str, ...]) -> bool:
    """Whether the printed lines are the expected ones, with `...` and `…` standing for anything."""
    if not expected:
        return not printed
    first, rest = expected[0], expected[1:]
    if first == "...":
        return any(_fits(printed[start:], rest) for start in range(len(printed) + 1))
    if not printed:
        return False
    pattern = ".*".join(map(re.escape, first.split("…")))
    return re.fullmatch(pattern, printed[0]) is not None and _fits(printed[1:], rest)


def _change(path: Path, block: Block) -> None:
    """Give the keys of a block of TOML their new value where the file has them, also behind a #."""
    wanted = tomllib.loads(block.text)
    lines = path.read_text("utf-8").splitlines()
    section = ""
    written = dict[str, dict[str, str]]()
    for line in block.text.splitlines():
        if line.startswith("["):
            section = line.strip("[] ")
        elif " = " in line:
            written.setdefault(section, {})[line.partition(" = ")[0]] = line
    for name, keys in written.items():
        for key, new in keys.items():
            _set(lines, name, key, new, block.place)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    made = tomllib.loads(path.read_text("utf-8"))
    for name, keys in wanted.items():
        assert {key: made[name][key] for key in keys} == keys, block.place


def _set(lines: list[str], section: str, key: str, new: str, place: str) -> None:
    """Replace the line of a key in its section; a key the file does not show comes at the top."""
    header = None
    for number, line in enumerate(lines):
        if match := re.match(r"(?:# )?\[(?P<name>\w+)\]", line):
            if header is not None:
                break
            header = number if match["name"] == section else None
        elif header is not None and re.match(rf"(?:# )?{re.escape(key)} = ", line):
            lines[number] = new
            lines[header] = lines[header].removeprefix("# ")
            return
    assert header is not None, f"{place}: er is geen [{section}]"
    lines.insert(header + 1, new)
