#!/usr/bin/env bash
# Builds the wheel, installs it alone beside the dependencies of $1, and runs tests with no src/ in sight.
set -euo pipefail
cd "$(dirname "$0")/.."
python="$1"
[ "${python#/}" = "$python" ] && python="$PWD/$python"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$work" .
"$python" -m venv --without-pip "$work/venv"
dependencies=$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
packages=$("$work/venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])')
echo "$dependencies" > "$packages/dependencies.pth"
"$python" -m pip install --quiet --no-deps --target "$packages" "$work"/vmreport-*.whl
mkdir "$work/run"
cp -r tests pyproject.toml "$work/run/"
cd "$work/run"
"$work/venv/bin/python" -c 'import vmreport; assert "/venv/" in vmreport.__file__, vmreport.__file__'
"$work/venv/bin/python" -m pytest -q -n 2 -p no:cacheprovider \
  tests/unit/document tests/unit/compose tests/unit/narrative tests/unit/writers tests/unit/samples
