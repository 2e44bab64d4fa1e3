#!/usr/bin/env bash
# Renews requirements/*.txt: exact versions with hashes, no index addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { "$1" -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate "${@:2}" pyproject.toml; }
compile "$1" --output-file requirements/run.txt requirements/build.in
compile "$1" --extra cluster --extra verify --extra test --extra dev --output-file requirements/test.txt requirements/build.in
