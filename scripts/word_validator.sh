#!/usr/bin/env bash
# Installs Microsoft's Word validator for the tests into node_modules, as package-lock.json pins it.
# Not `npm ci`: the lock holds only the platforms a machine can see.
# Without node 18 or newer, or when npm cannot reach its registry, the tests skip it and say why.
set -euo pipefail
cd "$(dirname "$0")/.."
major="$(node --version 2>/dev/null | sed -E 's/^v([0-9]+).*/\1/' || true)"
if [ -z "$major" ] || [ "$major" -lt 18 ] || ! command -v npm >/dev/null; then
  echo "Geen node 18 of nieuwer met npm: de tests slaan de Word-controle van Microsoft over." >&2
  exit 0
fi
npm install --silent --no-save --ignore-scripts --no-audit --no-fund ||
  echo "npm lukte niet: de tests slaan de Word-controle van Microsoft over." >&2
