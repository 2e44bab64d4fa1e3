#!/usr/bin/env bash
# Installs the wheel in a new environment, without network and without the checkout on the path, and
# runs a smoke set of the tests there. $1 is a Python that has the dependencies and hatchling.
set -euo pipefail
python="$(command -v "$1")"
root="$(cd "$(dirname "$0")/.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

cd "$root"
"$python" -m hatchling build -t wheel -d "$work/dist"

# A new environment that sees the dependencies of $1, but none of its .pth files: no checkout.
"$python" -m venv "$work/venv"
fresh="$work/venv/bin/python"
site="$("$fresh" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
"$python" -c 'import site; print("\n".join(site.getsitepackages()))' > "$site/dependencies.pth"
"$fresh" -m pip install --quiet --no-index --no-deps "$work"/dist/*.whl

mkdir "$work/run"
cp -r tests pyproject.toml "$work/run"
cd "$work/run"
unset PYTHONPATH
"$fresh" - <<'CHECK'
from pathlib import Path
import sys
import vmreport
from vmreport.assets import asset_root
package = Path(vmreport.__file__).parent
assert package.is_relative_to(sys.prefix), f"not the wheel: {package}"
assert asset_root() == package / "_assets", asset_root()
CHECK
"$work/venv/bin/vmreport" --version
"$work/venv/bin/vmreport" demo "$work/demo" --help >/dev/null
"$fresh" -m pytest -q -p no:cacheprovider tests/unit/cli tests/unit/samples tests/parity/test_example.py
