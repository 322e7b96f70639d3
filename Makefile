# Firstbell. `make` lists what there is.
PYTHON ?= python3
BIN := .venv/bin
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-header --no-emit-options

.PHONY: help
help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

.PHONY: setup
setup: .venv/ready  ## a virtual environment in .venv with everything in it

.venv/ready: requirements/develop.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/develop.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: demo
demo: setup  ## a force area on real schools and invented people, last night's incidents, and what became of every child
	@FIRSTBELL_HOME=$${FIRSTBELL_HOME:-var/demo} $(BIN)/firstbell demo

.PHONY: pages
pages: setup  ## the same, and its pages at http://localhost:8000 until Control-C
	@FIRSTBELL_HOME=$${FIRSTBELL_HOME:-var/demo} $(BIN)/firstbell demo --serve

.PHONY: test
test: setup  ## every test, or those of TESTS="tests/rulebook tests/methods"
	@$(BIN)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(TESTS)

.PHONY: spark
spark: setup  ## the same weights on Spark, where Java is: fetches it first
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/spark.txt
	@$(BIN)/pytest tests/methods/test_linkage_weights.py

.PHONY: check lint types contracts migrations
check: lint types contracts migrations  ## lint, types, contracts, migrations

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup
	@$(BIN)/mypy

contracts: setup
	@$(BIN)/lint-imports --no-logo

migrations: setup
	@$(BIN)/python -m django makemigrations --check --dry-run --settings firstbell.config.settings

.PHONY: lock
lock:  ## renew requirements/*.txt from pyproject.toml
	@$(LOCK) --output-file requirements/run.txt pyproject.toml
	@$(LOCK) --extra develop --output-file requirements/develop.txt pyproject.toml
	@$(LOCK) --extra develop --extra spark --constraint requirements/develop.txt --output-file requirements/spark.txt pyproject.toml

.PHONY: assets
assets:  ## compile frontend/ into the pages' styles and scripts (Node 20)
	@cd frontend && npm install --no-package-lock --silent && npm run --silent assets

.PHONY: rulebook
rulebook: setup  ## print docs/rulebook anew from the tables that the tests run
	@$(BIN)/python tests/rulebook/write.py
