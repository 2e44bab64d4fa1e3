"""Checks the few CSS rules of a house style: they parse, fetch nothing and keep the PDF tagged.

Source: design/risks.md H01, H14; design/accessibility.md section 5.
"""

from __future__ import annotations

from typing import Any

import tinycss2

from vmreport.errors import Place, Problems

__all__ = ["check_css"]

_FORBIDDEN_RULES = ("import", "font-face", "charset", "namespace", "color-profile")
_FORBIDDEN_PROPERTIES = {
    "opacity": "Gebruik een lichtere kleur in plaats van doorzichtigheid.",
    "filter": "Laat het weg.",
    "mix-blend-mode": "Laat het weg.",
    "content": "Een huisstijl voegt geen woorden toe.",
    "text-transform": "Hoofdletters veranderen de tekst die wordt voorgelezen.",
    "display": "Een huisstijl verbergt of herschikt geen inhoud.",
    "visibility": "Een huisstijl verbergt geen inhoud.",
}
_FORBIDDEN_VALUES = {("position", "fixed"), ("position", "running")}


def check_css(text: str, file: str, problems: Problems) -> bool:
    """Say whether `text` can be used; every objection is added with its line."""
    before = len(problems.blocking)
    if "</" in text or "<!" in text:
        row = text[: text.index("<")].count("\n") + 1
        what = "Hier staat HTML in een stijlblad."
        problems.problem("E412", Place(file, row=row), what, "Laat alleen CSS staan.")
        return False
    _check_rules(
        tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), file, problems
    )
    return len(problems.blocking) == before


def _check_rules(rules: list[Any], file: str, problems: Problems) -> None:
    for rule in rules:
        place = Place(file, row=rule.source_line)
        if rule.type == "error":
            what = f"Deze CSS is niet te lezen: {rule.message}."
            problems.problem("E412", place, what, "Herstel of verwijder de regel.")
        elif rule.type == "at-rule" and rule.lower_at_keyword in _FORBIDDEN_RULES:
            what = f"De regel @{rule.lower_at_keyword} mag niet in een huisstijl."
            hint = "Zet alles in dit ene bestand; er wordt niets opgehaald."
            problems.problem("E413", place, what, hint)
        elif rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content:
            _check_rules(
                tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True),
                file,
                problems,
            )
        elif rule.content is not None:
            _check_declarations(rule.content, file, problems)


def _check_declarations(content: list[Any], file: str, problems: Problems) -> None:
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    for item in parsed:
        place = Place(file, row=item.source_line)
        if item.type == "error":
            what = f"Deze CSS is niet te lezen: {item.message}."
            problems.problem("E412", place, what, "Herstel of verwijder de regel.")
        elif item.type == "declaration":
            _check_declaration(item, place, problems)
        elif item.content is not None:
            _check_declarations(item.content, file, problems)


def _check_declaration(item: Any, place: Place, problems: Problems) -> None:
    name = item.lower_name
    if name in _FORBIDDEN_PROPERTIES:
        what = f"De eigenschap {name} mag niet in een huisstijl."
        problems.problem("E413", place, what, _FORBIDDEN_PROPERTIES[name])
    for token in _tokens(item.value):
        if token.type == "url" or (token.type == "function" and token.lower_name in {"url", "src"}):
            what = "Deze regel haalt een bestand op (url)."
            hint = "Gebruik kleuren en lijnen; alleen het logo is een bestand."
            problems.problem("E413", place, what, hint)
        word = getattr(token, "lower_value", None) or getattr(token, "lower_name", None)
        if (name, word) in _FORBIDDEN_VALUES:
            what = f"De waarde {word} van {name} mag niet in een huisstijl."
            hint = "De inhoud zou dan op elke bladzijde terugkomen."
            problems.problem("E413", place, what, hint)


def _tokens(values: list[Any]) -> list[Any]:
    found = []
    for value in values:
        found.append(value)
        found.extend(_tokens(getattr(value, "arguments", None) or []))
        found.extend(_tokens(getattr(value, "content", None) or []))
    return found
