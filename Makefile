# Two commands matter: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run dev check test lint types contracts browser texts bench

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

run: .venv/run ## the application, with the demonstration town, on http://localhost:8501
	BOUCLE_DEMO=$${BOUCLE_DEMO:-1} $(BIN)/python manage.py serve

dev: .venv/run ## the same, reloading when the code changes
	BOUCLE_DEMO=$${BOUCLE_DEMO:-1} $(BIN)/python manage.py serve --watch

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev
	$(BIN)/mypy

contracts: .venv/dev
	$(BIN)/lint-imports

browser: .venv/dev ## Chromium for the browser tests
	sh tests/browser/install.sh

check: lint types contracts ## the fast part
	$(BIN)/pytest -q -n auto -m "not browser and not slow"

test: lint types contracts browser ## everything
	$(BIN)/pytest -q -n auto -m "not browser"
	$(BIN)/pytest -q -m browser

bench: browser ## speed and weight, each beside its baseline; takes some minutes
	$(BIN)/python -m bench

texts: .venv/dev ## brings locales/en.po up to date with the source texts
	$(BIN)/pybabel -q extract -F locales/babel.ini -k t -k tn:1,2 -k N_ --no-location --sort-output -o locales/boucle.pot pages api locales
	$(BIN)/pybabel -q update -l en -i locales/boucle.pot -o locales/en.po --no-fuzzy-matching --ignore-obsolete --omit-header
