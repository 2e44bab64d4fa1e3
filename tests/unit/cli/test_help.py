"""Help and usage messages: Dutch, exit code 2 when the command was not understood, at once."""

from __future__ import annotations

import re
import time

import pytest

from support.command_line import start, vm

COMMANDS = ("batch", "demo", "new", "import", "check", "build", "outline", "verify")
ENGLISH = re.compile(
    r"\b(?:usage|options?|commands?|show|exit|help (?!$)|message|version|error|invalid|"
    r"missing|required|try|for|the|is not|does|exist|file|path|directory|value|one of|such|no|"
    r"default|unexpected|extra|got|takes|requires|did you mean|or|and|multiple)\b",
    re.IGNORECASE,
)
NAMES = re.compile(
    r"--?[a-z-]+|'[^']*'|\[?pdf\|docx\|html\]?|vmreport \w+|^  \w+ {2,}|[\w.]+\.toml"
)


def english(text: str) -> list[str]:
    """Give the English words in a message; names of options and commands may be English."""
    return ENGLISH.findall("\n".join(NAMES.sub(" ", line) for line in text.splitlines()))


def test_the_word_list_finds_english():
    assert english("Usage: vmreport [OPTIONS] COMMAND\nError: Missing argument") != []
    assert english("Gebruik: vmreport [OPTIES]\n  build    Maak de documenten.") == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_dutch(capsys, command):
    ran = vm(capsys, *([command] if command else []), "--help")
    assert ran.code == 0
    assert ran.out.startswith("Gebruik: vmreport")
    assert english(ran.out) == []


def test_help_lists_every_command(capsys):
    listed = re.findall(r"^  (\w+) {2,}\S", vm(capsys, "--help").out, re.MULTILINE)
    assert sorted(listed) == sorted(COMMANDS)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Gebruik"),
        (("bestaatniet",), "De opdracht 'bestaatniet' bestaat niet."),
        (("buidl",), "bestaat niet"),
        (("build",), "Er ontbreekt een argument 'DOSSIER'."),
        (("build", "/nergens/x"), "Map '/nergens/x' bestaat niet."),
        (
            ("build", "--format", "xls", "."),
            "'xls' is niet een van 'pdf', 'docx', 'html', 'xlsx', 'pptx'.",
        ),
        (("build", "--format"), "hoort een waarde"),
        (("build", "--forma", "pdf", "."), "Bedoelde u '--format'?"),
        (("build", ".", ".", "."), "Dit is te veel"),
        (("check", "--nope", "."), "De optie '--nope' bestaat niet."),
        (("check", __file__), "is een bestand"),
        (("outline", "."), "Er ontbreekt een optie '--document'."),
        (("import",), "Er ontbreekt een argument 'BESTAND...'."),
        (("import", "/nergens.csv", "--out", "x.csv"), "bestaat niet"),
        (("demo", __file__), "is een bestand"),
        (("verify",), "Er ontbreekt een argument"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else "",
)
def test_a_wrong_call_is_said_in_dutch_and_gives_2(capsys, arguments, said):
    ran = vm(capsys, *arguments)
    assert ran.code == 2
    assert said in ran.err + ran.out
    assert english(ran.err) == []


def test_the_version_is_said_in_dutch(capsys):
    from vmreport import __version__

    ran = vm(capsys, "--version")
    assert (ran.code, ran.out) == (0, f"vmreport, versie {__version__}\n")


@pytest.mark.parametrize("language", ["en_US.UTF-8", "de_DE.UTF-8", "C"])
def test_messages_are_dutch_whatever_the_machine_speaks(language):
    process = start("bestaatniet", LANG=language, LC_ALL=language, LANGUAGE="en")
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "Fout: De opdracht 'bestaatniet' bestaat niet." in err


def test_help_comes_at_once():
    """Help loads no library for reading figures, drawing or writing."""
    begin = time.perf_counter()
    process = start("--help", PYTHONPROFILEIMPORTTIME="1")
    _, err = process.communicate(timeout=60)
    loaded = {line.rpartition("|")[2].strip() for line in err.splitlines() if "|" in line}
    assert {"pandas", "matplotlib", "weasyprint", "lxml", "docx", "jinja2"} & loaded == set()
    assert time.perf_counter() - begin < 5
