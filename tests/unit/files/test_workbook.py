"""A workbook is read without the library of numbers that openpyxl writes with."""

import subprocess
import sys

from vmreport.assets import data_root

READ = """
import sys
from pathlib import Path
from vmreport.files.workbook import read_sheets
said = []
sheets = list(read_sheets(Path(sys.argv[1]).read_bytes(), "voortgang.xlsx", lambda *fault: said.append(fault)))
assert sheets and not said, said
assert "numpy" not in sys.modules
import numpy
assert numpy.int64(3) == 3
import openpyxl
print(openpyxl.NUMPY, len(sheets))
"""


def test_numpy_is_not_loaded_and_still_there_for_others():
    path = data_root() / "samples" / "voorbeeldstad" / "voortgang.xlsx"
    command = [sys.executable, "-c", READ, str(path)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    assert made.stdout.split()[0] == "False", "else openpyxl itself no longer needs it hidden"
