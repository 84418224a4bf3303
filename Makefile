# The few commands anyone needs. `make demo` and `make test` are all a newcomer has to know.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup demo test proof lint bench docs image

setup: $(VENV)/.installed

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "wirkt needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: requirements/base.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/base.txt -r requirements/build.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.tested-with: requirements/dev.txt $(VENV)/.installed
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

demo: setup
	@WIRKT_HOME=$(CURDIR)/var/demo $(BIN)/wirkt sample
	@WIRKT_HOME=$(CURDIR)/var/demo WIRKT_BASE_URL=http://127.0.0.1:$(PORT) exec $(BIN)/wirkt serve --bind 127.0.0.1:$(PORT)

test: setup $(VENV)/.tested-with
	@deploy/test-packages
	$(MAKE) --no-print-directory lint
	$(BIN)/pytest -m "not proof"

proof: setup $(VENV)/.tested-with
	@deploy/test-packages
	$(BIN)/pytest -m proof

lint: $(VENV)/.tested-with
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup $(VENV)/.tested-with
	$(BIN)/wirkt bench search
	$(BIN)/wirkt bench import
	$(BIN)/wirkt bench web

# The tests of docs/ are the manual's proof: examples that parse, settings that exist.
docs: setup $(VENV)/.tested-with
	$(BIN)/pytest tests/docs tests/search/test_query_language.py

image:
	docker build --file deploy/Dockerfile --tag wirkt .
