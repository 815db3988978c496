# The front door. Each task does its own set-up: a fresh machine needs only python3 (3.11 or newer), make and git.
.DEFAULT_GOAL := help
PYTHON ?= python3
SCALE ?= 1
ROUNDS ?= 5
BIN := .venv/bin

help: ## list every task
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

run: install ## start Spotter: with BOT_TOKEN in Telegram, without it in the sandbox, whose address is printed
	@$(BIN)/python -m bot run

install: .venv/run.done ## make .venv with the locked dependencies; start nothing

test: .venv/dev.done ## everything: lint, types, house rules, content, tests on SQLite and PostgreSQL, browser
	@PYTHON=$(BIN)/python sh tools/test.sh

check: .venv/dev.done ## the quick half of the tests: lint, types, house rules, content
	@PYTHON=$(BIN)/python sh tools/check.sh

content: install ## check every exercise, workout and program under content/
	@$(BIN)/python -m bot content

format: .venv/dev.done ## let ruff tidy the code
	@$(BIN)/ruff check --fix bot tests bench && $(BIN)/ruff format bot tests bench

bench: .venv/bench.done ## measure what docs/benchmarks.md promises, in about six minutes (ROUNDS=5)
	@$(BIN)/python -m bench --rounds $(ROUNDS)

soak: .venv/dev.done ## the proofs of docs/reliability.md at full size, for hours (SCALE=0.1 for a tenth)
	@$(BIN)/python -m tools.soak $(SCALE)

mutations: .venv/dev.done ## take away what keeps each promise, and see its test turn red
	@$(BIN)/python -m tools.mutations

screenshots: .venv/dev.done ## take the pictures in docs/ anew, in Debian's chromium
	@$(BIN)/python -m tools.screenshots

lock: .venv/bin/python ## renew the locks from pyproject.toml (hashes, no addresses)
	@$(BIN)/python -m pip install --quiet uv
	@for lock in requirements requirements-dev requirements-bench; do \
	  extra=$$(test $$lock != requirements && echo "--extra $${lock#requirements-}"); \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-emit-find-links --custom-compile-command "make lock" $$extra pyproject.toml -o $$lock.txt; done

clean: ## remove .venv and caches; data/ stays
	@rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	@find bot tests bench tools -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Spotter needs Python 3.11 or newer; this is " + sys.version.split()[0])'
	@$(PYTHON) -m venv .venv || { echo "Python's venv is missing: on Debian and Ubuntu, apt-get install python3-venv"; rm -rf .venv; exit 1; }

.venv/run.done: requirements.txt | .venv/bin/python
	@echo "Installing locked dependencies into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev.done: requirements-dev.txt .venv/run.done | .venv/bin/python
	@echo "Installing the test tools into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

.venv/bench.done: requirements-bench.txt .venv/run.done | .venv/bin/python
	@echo "Installing the other bots of the benchmarks into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.txt
	@touch $@

.PHONY: help run install test check content format bench soak mutations screenshots lock clean
