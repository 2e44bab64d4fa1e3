#!/usr/bin/env bash
# Makes the virtual environment $2 with $1, with a pip new enough for hashed requirements.
set -euo pipefail
python="$1"; venv="$2"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "vmreport heeft Python 3.11 of nieuwer nodig; $python is ouder." >&2; exit 6; }
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
