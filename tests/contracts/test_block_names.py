"""One name stem per block: class, HTML template and CSS class."""

import re
from typing import get_args

import pytest

from vmreport.assets import styles_root, templates_root
from vmreport.document.blocks import Block
from vmreport.writers.html.blocks import template_stem

BLOCKS = get_args(Block)
FOLDER = templates_root() / "html" / "blocks"


def test_every_template_belongs_to_a_block_and_the_other_way_round():
    found = {path.name.removesuffix(".html.j2") for path in FOLDER.iterdir()}
    assert found == {template_stem(block) for block in BLOCKS}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.__name__)
def test_the_template_and_the_base_stylesheets_know_the_class(block):
    name = template_stem(block).replace("_", "-")
    template = (FOLDER / f"{template_stem(block)}.html.j2").read_text(encoding="utf-8")
    assert re.search(rf'class="{name}[ "{{]', template)
    sheets = [path.read_text(encoding="utf-8") for path in (styles_root() / "base").iterdir()]
    assert any(re.search(rf"\.{name}(?![\w-])", sheet) for sheet in sheets)


def test_template_stem_is_snake_case():
    assert template_stem(type("KeyFigures", (), {})) == "key_figures"


def test_templates_never_switch_escaping_off():
    for path in FOLDER.parent.rglob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert "safe" not in re.findall(r"\|\s*(\w+)", text), path.name
        assert "autoescape" not in text, path.name
        assert " style=" not in text, path.name
