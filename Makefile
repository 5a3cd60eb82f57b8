# Wadah. `make` alone lists what it can do.

PORT ?= 8000
DAYS ?= 0
ROWS ?= 10000,100000
PEOPLE ?= 50000
RUNS ?= 100
TIMES ?= 20
PYTHON ?= python3
T ?=
JOBS ?= auto

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
sum = $(shell cat $(1) | cksum | cut -d ' ' -f 1)
RUNTIME := $(VENV)/.runtime-$(call sum,requirements/runtime.txt)
DEV := $(VENV)/.dev-$(call sum,requirements/dev.txt)
PYTEST := $(BIN)/python -m pytest
SPREAD := -n $(JOBS) --maxprocesses 8 --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev setup-bed demo demo-fresh dev check format test bench bench-import bench-search bench-similar bench-digest bench-assignment bench-judging bench-desk hunt golden migration lock clean
.PHONY: check-style check-types check-layers check-templates check-catalogue

help: ## list what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

## What runs

demo: $(RUNTIME) ## a whole year of a demo agency, at http://localhost:8000 (PORT=…, DAYS=… moves its clock on)
	@$(BIN)/ideas demo --port $(PORT) --days $(DAYS)

demo-fresh: ## the same, built anew
	@rm -rf var/demo
	@$(MAKE) --no-print-directory demo

dev: $(RUNTIME) ## serve, and reload when a file changes (PORT=…)
	@$(BIN)/uvicorn ideas.app:build_app --factory --port $(PORT) \
		--reload --reload-dir ideas --reload-dir templates --reload-dir static \
		--reload-include '*.html' --reload-include '*.toml'

## What proves

check: check-style check-types check-layers check-templates check-catalogue ## linters, types, layers, templates, catalogues

check-style: $(DEV)
	@echo 'check: style'
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .

check-types: $(DEV)
	@echo 'check: types'
	@$(BIN)/mypy --no-error-summary

check-layers: $(DEV)
	@echo 'check: layers'
	@mkdir -p var
	@$(BIN)/lint-imports --no-logo >var/layers.txt 2>&1 || { cat var/layers.txt; exit 1; }

check-templates: $(DEV)
	@echo 'check: templates'
	@$(BIN)/djlint templates --lint --quiet

check-catalogue: $(DEV)
	@echo 'check: catalogue'
	@$(BIN)/ideas check

test: setup-dev setup-bed ## every check and every test; T=path runs only the tests there
ifeq ($(T),)
	@$(MAKE) --no-print-directory --jobs 2 check
	@$(PYTEST) $(SPREAD)
else
	@$(PYTEST) $(T)
endif

format: $(DEV) ## put Python in order
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

bench: setup-dev ## measure the pages beside a constant one (OPTIONS="--people 1000 …"; writes var/bench/)
	@$(BIN)/python -m tests.bench $(OPTIONS)
	@$(MAKE) --no-print-directory bench-judging

bench-judging: setup-dev ## which score finds the true winners, in panels with a planted truth (RUNS=100)
	@$(BIN)/python -m tests.bench.simulation --runs $(RUNS)

bench-desk: setup-dev setup-bed ## sixty judges saving marks at once (OPTIONS="--judges 60 --rounds 20")
	@$(BIN)/python -m tests.bench.desk $(OPTIONS)

bench-digest: setup-dev setup-bed ## a month of daily letters for PEOPLE people (PEOPLE=50000)
	@$(BIN)/python -m tests.bench.month $(PEOPLE)

bench-import: setup-dev setup-bed ## measure taking people in, beside a plain COPY (ROWS=10000,100000,1000000)
	@$(BIN)/python -m tests.bench.intake --rows $(ROWS)

bench-search: ROWS = 100000
bench-search: setup-dev setup-bed ## measure searching among so many proposals (ROWS=1000000)
	@$(BIN)/python -m tests.bench.search --rows $(ROWS)

bench-similar: setup-dev setup-bed ## measure who had it before, among 100,000 open proposals (OPTIONS="--rows 1000 --sqlite")
	@$(BIN)/python -m tests.bench.similar $(OPTIONS)

bench-assignment: setup-dev ## measure the draw of a great competition: time and memory
	@$(BIN)/python -m tests.bench.assigning

hunt: setup-dev setup-bed ## try the property tests with many new cases (TIMES=20)
	@WADAH_HUNT=$(TIMES) $(PYTEST) $(SPREAD) -q $$(grep -rl 'from hypothesis' tests --include='test_*.py')

golden: setup-dev setup-bed ## rewrite the golden files; read the difference before you commit
	@WADAH_GOLDEN=rewrite $(PYTEST) $(SPREAD) -q
	@git status --short -- tests

## What prepares

setup: $(RUNTIME) ## only what the demo needs

setup-dev: $(DEV)

setup-bed: $(DEV)
	@sh tests/bed/setup.sh

$(RUNTIME):
	@$(PYTHON) -c 'import sys; sys.exit("Wadah needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@echo 'setup: what Wadah runs on (once; a minute or two)'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@mkdir -p var
	@rm -f $(VENV)/.runtime-*
	@touch $@

$(DEV): $(RUNTIME)
	@echo 'setup: what the tests need (once; a minute or two)'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@rm -f $(VENV)/.dev-*
	@touch $@

migration: $(DEV) ## write a migration from the models: make migration m="what changes"
	@test -n "$(m)" || { echo 'say what changes: make migration m="…"'; exit 2; }
	@$(BIN)/alembic revision --autogenerate -m "$(m)"

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock: ## pin the requirements anew (needs uv; add U=--upgrade to move versions)
	@$(LOCK) $(U) requirements/runtime.in -o requirements/runtime.txt
	@$(LOCK) $(U) -c requirements/runtime.txt requirements/dev.in -o requirements/dev.txt

clean: ## remove what was made here, the demo included
	rm -rf $(VENV) var build dist *.egg-info node_modules tests/bed/oidc/node_modules \
		.mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
