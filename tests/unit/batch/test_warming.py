"""What a worker does before its first report: in a process of its own, as caches are for ever."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

from support.documents import document_of, example_document
from vmreport.document.blocks import Heading
from vmreport.document.inlines import Text
from vmreport.errors import Problems
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import load_house_style
from vmreport.writers.pdf import write_pdf

HEAD = f"""
import os, sys
sys.path[:0] = {[path for path in sys.path if path]!r}
from vmreport.batch.warming import WARMING
from vmreport.batch.worker import NEEDED

def threads():
    return len(os.listdir("/proc/self/task"))
"""
ALONE = """
for step in WARMING:
    step()
    assert threads() == 1, step
"""
PRACTISED = """
from support.documents import document_of, example_document
from vmreport.document.blocks import Heading
from vmreport.document.inlines import Text
from vmreport.errors import Problems
from vmreport.writers.docx import write_docx
from vmreport.writers.house_style import load_house_style
from vmreport.writers.ooxml.rasterise import rasterise
from vmreport.writers.pdf import write_pdf
import hashlib, json
from vmreport.writers.pdf.engine import sheets, source
from weasyprint.text.ffi import ffi

assert len(WARMING) == NEEDED + 1
for step in WARMING:
    step()
style = load_house_style("ccv", Problems())
letter = document_of(Heading(1, (Text("Brief"),), "brief"), letterhead=True)

def drawn():
    return rasterise.cache_info().misses, len(sheets._READ)

before, kinds = drawn(), {kind for kind in ffi._parsed_types if not kind.startswith("__")}
assert kinds == set(source._KINDS)
made = [
    hashlib.sha256(data).hexdigest()
    for paper in (letter, example_document())
    for data in (write_docx(paper, style), write_pdf(paper, style).data)
]
assert drawn() == before
after = {kind for kind in ffi._parsed_types if not kind.startswith("__")}
assert after == set(source._KINDS), after ^ set(source._KINDS)
print(json.dumps(made))
"""


def _run(script: str) -> str:
    ended = subprocess.run(
        [sys.executable, "-c", HEAD + script], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_a_warm_process_has_one_thread_and_can_be_copied():
    _run(ALONE)


def test_a_paper_like_the_practised_ones_finds_all_of_it_done():
    style = load_house_style("ccv", Problems())
    letter = document_of(Heading(1, (Text("Brief"),), "brief"), letterhead=True)
    made = [
        hashlib.sha256(data).hexdigest()
        for paper in (letter, example_document())
        for data in (write_docx(paper, style), write_pdf(paper, style).data)
    ]
    assert json.loads(_run(PRACTISED)) == made, "and has the bytes of one that nobody practised"
