# Denggao. `make run` and `make test` set a fresh machine up by themselves.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# The first that runs: a version manager's python3 may refuse the version in .python-version.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do \
	$$p -c "" 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# What mypy reads; ruff reads everything.
TYPED := bootstrap.py command workers benchmarks tests tools
FAST := -m "not walk and not slow"
# For every platform at once, and without the address of any index.
PIN := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-annotate --custom-compile-command "make lock"

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

run: ## set up, then run everything here with a drill of the day playing
	@$(PYTHON) bootstrap.py
	$(BIN)/denggao up --demo

test: ## set up, with a browser, then run every test
	@$(PYTHON) bootstrap.py --test
	$(BIN)/pytest -q

setup: ## set up with the tools and a browser, run nothing
	@$(PYTHON) bootstrap.py --test

check: tools format-check lint types imports vendor-check fast ## format, lint, types, imports, fast tests, docs

tools:
	@$(PYTHON) bootstrap.py --dev

format: tools ## lay the code out
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

format-check:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy $(TYPED)

imports:
	$(BIN)/lint-imports

fast: ## the tests that need no browser and little time
	$(BIN)/pytest -q $(FAST)

bench: tools ## measure; each figure is a ratio to something measured in the same run
	$(BIN)/python -m benchmarks

lock: tools ## pin every part again, with the hashes of all its files
	$(PIN) --extra embedded --group build -o requirements/run.txt pyproject.toml
	$(PIN) --extra embedded --group build --group dev -c requirements/run.txt \
		-o requirements/dev.txt pyproject.toml
	$(PIN) --group pip -o requirements/pip.txt

vendor: tools ## fetch the pages' libraries again and compare them with VENDORED.md
	$(BIN)/python tools/vendor.py fetch

vendor-check: ## compare the libraries here with VENDORED.md
	@$(PYTHON) tools/vendor.py check

clean: ## remove what can be made again; the data folder stays
	rm -rf .venv .make .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf test-results denggao.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help run test setup check tools format format-check lint types imports fast bench lock \
	vendor vendor-check clean
