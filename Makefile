# Needs python3 with pip, git and make; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check accuracy schema clean

demo: .venv/installed
	@echo "== jiaokan check examples"
	@$(BIN)/jiaokan check --isolated --exit-zero examples
	@echo "== jiaokan check --diff examples"
	@$(BIN)/jiaokan check --isolated --exit-zero --diff examples

test: .venv/installed-dev
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# SHARED: the folder with the measuring programs and their texts (see docs/accuracy.md).
SHARED ?= ../shared
accuracy: .venv/installed
	$(BIN)/python -m pip install --quiet opencc rapidfuzz rjieba
	$(BIN)/python benchmarks/accuracy.py $(SHARED)

# The schema of the configuration, after a rule with options or the first line of its manual has changed.
schema: .venv/installed
	$(BIN)/python tools/make_schema.py

# Debian's python3 comes without ensurepip: there pip installs into the environment from outside.
.venv/bin/python:
	$(PYTHON) -m venv .venv || { $(PYTHON) -m venv --without-pip .venv && $(PYTHON) -m pip --python .venv install pip; }

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

.venv/installed-dev: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ .venv/installed

clean:
	rm -rf .venv dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
