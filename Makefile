# Two commands are law: `make demo` and `make test`. Everything they need is installed here:
# Python packages into .venv, system libraries with apt (apt.txt) when something is missing.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUT ?= build
INJECTIONS ?= 250
COUNT ?= 342
HIERARCHIES ?= 20000

.PHONY: help system venv check test demo wheel-test sabotage disclosure bench bench-quick faults batch-342 accept handleiding lock clean

help:
	@printf 'make demo      build both sample dossiers into $(OUT)/\n'
	@printf 'make test      run all tests\n'
	@printf 'make check     formatter, linter, types, layers\n'
	@printf 'make disclosure  $(HIERARCHIES) generated towns against exact arithmetic\n'
	@printf 'make sabotage  plant faults and expect the named checks to catch them\n'
	@printf 'make bench     every goal of speed side by side, into docs/performance.md; bench-quick: once\n'
	@printf 'make faults    break batches at $(INJECTIONS) random moments\n'
	@printf 'make batch-342 make a letter for $(COUNT) made-up municipalities, and measure it\n'
	@printf 'make accept    store what the pages of the visual tests look like now\n'
	@printf 'make handleiding  renew pictures, practice files and lists of the Handleiding\n'
	@printf 'make lock      renew the pinned requirements\n'

system:
	@bash scripts/system_packages.sh

$(VENV)/.run: requirements/run.txt pyproject.toml | system
	@bash scripts/make_venv.sh "$(PYTHON)" "$(VENV)"
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	@touch $@

venv: $(VENV)/.test

check: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

node_modules/.word: package.json package-lock.json scripts/word_validator.sh
	@bash scripts/word_validator.sh
	@mkdir -p node_modules && touch $@

test: $(VENV)/.test node_modules/.word
	bash scripts/wheel_test.sh "$(BIN)/python"
	$(BIN)/python -m pytest -n 2 --dist worksteal -q

wheel-test: $(VENV)/.test
	bash scripts/wheel_test.sh "$(BIN)/python"

demo: $(VENV)/.run
	$(BIN)/vmreport demo $(OUT)/voorbeelden

disclosure: $(VENV)/.test
	VMREPORT_HIERARCHIES=$(HIERARCHIES) $(BIN)/python -m pytest -q -s -p no:randomly tests/property/test_disclosure.py

sabotage: $(VENV)/.test
	$(BIN)/python tests/sabotage.py

accept: $(VENV)/.test
	VMREPORT_ACCEPT=1 $(BIN)/python -m pytest -q tests/visual/test_pages.py

handleiding: $(VENV)/.test
	PYTHONPATH=tests $(BIN)/python -m support.make_practice
	PYTHONPATH=tests $(BIN)/python -m support.make_indicator_list
	PYTHONPATH=tests $(BIN)/python scripts/handleiding.py

bench: $(VENV)/.test
	$(BIN)/python benchmarks/goals.py --write
	$(BIN)/python benchmarks/phases.py

bench-quick: $(VENV)/.test
	$(BIN)/python benchmarks/goals.py --quick

faults: $(VENV)/.test
	VMREPORT_INJECTIONS=$(INJECTIONS) $(BIN)/python -m pytest -q -n 2 tests/faults

batch-342: $(VENV)/.test
	$(BIN)/python benchmarks/country.py --count $(COUNT) --out $(OUT)/batch-342

lock: $(VENV)/.test
	bash scripts/lock.sh "$(BIN)/python"

clean:
	rm -rf $(OUT) dist node_modules .mypy_cache .ruff_cache .pytest_cache

.PHONY: locale
locale: $(VENV)/.test
	cd src/vmreport/data/locale/nl/LC_MESSAGES && $(abspath $(BIN))/pybabel -q compile --input-file messages.po --output-file messages.mo --locale nl
