"""WeasyPrint is loaded without asking compilers, and without what it does not use."""

import inspect
import subprocess
import sys

import pytest
from weasyprint.pdf import fonts as weasyprint_fonts
from weasyprint.text import ffi as weasyprint_ffi

from vmreport.writers.pdf import loading

FRESH = """
import subprocess, sys
asked = []
original = subprocess.Popen
class Watched(original):
    def __init__(self, *arguments, **named):
        asked.append(arguments[0])
        super().__init__(*arguments, **named)
subprocess.Popen = Watched
"""


def fresh(code: str) -> str:
    """Run code in a Python of its own that keeps in `asked` which programs were started."""
    made = subprocess.run(
        [sys.executable, "-c", FRESH + code], capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    return made.stdout.strip()


linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is replaced")


@linux
def test_no_program_is_started_to_find_libraries():
    assert fresh("import vmreport.writers.pdf; print(asked)") == "[]"
    searched = fresh("import weasyprint; print(len(asked))")
    assert int(searched) > 0, "when WeasyPrint no longer searches, ours can go"


@linux
def test_the_search_is_as_it_was_afterwards():
    code = "import ctypes.util; before = ctypes.util.find_library; import vmreport.writers.pdf; "
    assert fresh(code + "print(ctypes.util.find_library is before)") == "True"


@linux
def test_every_library_is_known():
    source = inspect.getsource(weasyprint_ffi)
    for name in loading.LIBRARIES:
        assert f"'{name}'" in source
    assert source.count("= _dlopen(") == len(loading.LIBRARIES) + 1, "and one that may be missing"


@linux
def test_a_library_that_does_not_open_leaves_the_search_to_weasyprint():
    found = fresh(
        "import ctypes\n"
        "opened = ctypes.CDLL\n"
        "def refuse(name, *rest, **named):\n"
        "    if name and 'harfbuzz-subset' in str(name): raise OSError(name)\n"
        "    return opened(name, *rest, **named)\n"
        "ctypes.CDLL = refuse\n"
        "import vmreport.writers.pdf\n"
        "print(len(asked))"
    )
    assert int(found) > 0


def test_cutting_in_python_is_loaded_when_it_is_used():
    names = "('fontTools.subset.svg', 'fontTools.varLib.instancer')"
    loaded = f"[name for name in {names} if name in sys.modules]"
    code = (
        f"import vmreport.writers.pdf; before = {loaded}\n"
        "from weasyprint.pdf import fonts\n"
        "fonts.subset.Options(); print(before, fonts.subset.Subsetter.__module__)\n"
        "from fontTools.varLib.instancer import instantiateVariableFont as real\n"
        "print(real.__module__, fonts.instantiateVariableFont is real)\n"
    )
    assert fresh(code).splitlines() == [
        "[] fontTools.subset",
        "fontTools.varLib.instancer False",
    ]


def test_variable_fonts_reach_the_real_function():
    with pytest.raises((AttributeError, TypeError)):
        loading._instantiate(None, {"wght": 400})
    assert callable(weasyprint_fonts.instantiateVariableFont)
