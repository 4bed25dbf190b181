# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: check test lint types contracts

.venv/made: 
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Boucle needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/run: .venv/made requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/run requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev
	$(BIN)/mypy

check: lint types
	$(BIN)/pytest -q -m "not browser and not slow"

test: lint types
	$(BIN)/pytest -q
