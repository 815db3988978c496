#!/bin/sh
# Everything: the quick checks, then every test, on SQLite and PostgreSQL, in a browser too where there is one.
# With CI set, a test that was skipped is a failure. PYTHON names the interpreter of .venv.
set -eu
sh tools/check.sh
echo "== tests"
report=$(mktemp)
trap 'rm -f "$report"' EXIT
status=0
"$PYTHON" -m pytest -n auto --dist worksteal --junit-xml="$report" -o junit_family=xunit2 "$@" || status=$?
[ "$status" -eq 0 ] || exit "$status"
skipped=$(sed -n 's/.*<testsuite [^>]*skipped="\([0-9]*\)".*/\1/p' "$report")
if [ "${skipped:-0}" -gt 0 ] && [ -n "${CI:-}" ]; then
  echo "$skipped tests were skipped: in CI that is a failure"
  exit 1
fi
