#!/bin/sh
# The quick half of the tests: lint, types, house rules, content. PYTHON names the interpreter of .venv.
set -eu
bin=$(dirname "$PYTHON")
echo "== lint";        "$bin/ruff" check bot tests bench
echo "== format";      "$bin/ruff" format --check --quiet bot tests bench || { echo "run: make format"; exit 1; }
echo "== types";       "$bin/mypy" -n 2  # on two cores
echo "== house rules"; "$bin/lint-imports" --no-logo 2>/dev/null || "$bin/lint-imports"
echo "== content";     "$PYTHON" -m bot content
