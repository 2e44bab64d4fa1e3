"""The list of rules agrees with the code and with the page made from it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from vmreport.analysis.rules import RULES, rules_page

ROOT = Path(__file__).resolve().parents[3]


def test_the_rules_page_is_the_one_made_from_the_list():
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == rules_page()


def test_running_the_module_prints_the_page(capsys, monkeypatch):
    monkeypatch.delitem(__import__("sys").modules, "vmreport.analysis.rules")
    runpy.run_module("vmreport.analysis.rules", run_name="__main__")
    assert capsys.readouterr().out == rules_page()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_a_function_that_names_its_source(rule):
    assert rule.text.endswith(".")
    assert "Source:" in (rule.function.__doc__ or "")
    assert rule.path.startswith("vmreport.analysis.")


def test_ids_names_and_functions_are_unique():
    for values in (
        [rule.id for rule in RULES],
        [rule.name for rule in RULES],
        [rule.path for rule in RULES],
    ):
        assert len(set(values)) == len(values)
