#!/bin/sh
# Everything: the quick checks, then every test, on SQLite and PostgreSQL, in a browser too where there is one.
# With CI set, a test that was skipped is a failure. PYTHON names the interpreter of .venv.
set -eu
report=$(mktemp)
compiling=
trap 'rm -f "$report"; [ -z "$compiling" ] || kill "$compiling" 2>/dev/null || true' EXIT
# What is compiled is kept: else every worker, and every process that a test starts, would compile all of it by itself. On a
# fresh clone that is done beside the checks, most of which need one core.
unset PYTHONDONTWRITEBYTECODE
if [ -z "$(find tests -name '*-pytest-*.pyc' | head -n 1)" ]; then
  "$PYTHON" -m pytest --collect-only -q >/dev/null 2>&1 &
  compiling=$!
fi
sh tools/check.sh
[ -z "$compiling" ] || wait "$compiling" || true  # what is wrong with it, the tests tell
compiling=
echo "== tests"
status=0
# One worker more than there are cores, since some tests wait for real rests; the long ones begin first (tests/conftest.py).
workers=$("$PYTHON" -c 'import os; print((os.cpu_count() or 1) + 1)')
"$PYTHON" -m pytest -n "$workers" --dist load --maxschedchunk 4 --junit-xml="$report" -o junit_family=xunit2 "$@" || status=$?
[ "$status" -eq 0 ] || exit "$status"
skipped=$(sed -n 's/.*<testsuite [^>]*skipped="\([0-9]*\)".*/\1/p' "$report")
if [ "${skipped:-0}" -gt 0 ] && [ -n "${CI:-}" ]; then
  echo "$skipped tests were skipped: in CI that is a failure"
  exit 1
fi
