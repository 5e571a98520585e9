# Needs python3 with pip, git and make; everything else goes into .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test test-fast check accuracy bench expressions fuzz tables clean

demo: .venv/installed
	@echo "== jiaokan check examples"
	@$(BIN)/jiaokan check --isolated --exit-zero examples
	@echo "== jiaokan check --diff examples"
	@$(BIN)/jiaokan check --isolated --exit-zero --diff examples

test: .venv/installed-dev
	$(BIN)/python -m pytest

# What takes less than half a minute: all but what starts processes, installs, or tries many examples.
test-fast: .venv/installed-dev
	$(BIN)/python -m pytest -m 'not slow'

check: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/branches.py lint rules

# SHARED: the folder with the measuring programs and their texts (see docs/accuracy.md).
SHARED ?= ../shared
accuracy: .venv/installed
	$(BIN)/python -m pip install --quiet opencc rapidfuzz rjieba
	$(BIN)/python benchmarks/accuracy.py $(SHARED)

# How fast, beside the peers (docs/performance.md); TEXTS and DEFECTIVE: folders of sound texts and of defective ones.
# Its own environment has jiaokan installed as users have it.
TEXTS ?= $(SHARED)/data/clean
DEFECTIVE ?=
bench: .venv/bin/python
	@$(PYTHON) -m venv --without-pip .bench/jiaokan
	@$(BIN)/python -m pip --python .bench/jiaokan install --quiet --force-reinstall .
	@$(PYTHON) -m venv --without-pip .bench/pypi
	@$(BIN)/python -m pip --python .bench/pypi install --quiet typos==1.52.0 codespell==2.4.3
	@npm install --silent --prefix .bench/npm autocorrect-node@2.14.0 zhlint@0.8.2 @lint-md/cli@2.2.4
	@.bench/jiaokan/bin/python benchmarks/speed.py $(TEXTS) $(DEFECTIVE)

# Whether a regular expression can be made to backtrack without bound (docs/reliability.md).
expressions: .venv/installed
	@npm install --silent --prefix .bench/npm recheck@4.5.0
	@NODE_PATH=.bench/npm/node_modules $(BIN)/python benchmarks/expressions.py

# Search for inputs that break a law, for SECONDS; what is of interest is kept in .fuzz (docs/reliability.md).
SECONDS ?= 3600
fuzz: .venv/bin/python
	$(PYTHON) -m venv --without-pip .fuzz/venv
	$(BIN)/python -m pip --python .fuzz/venv install --quiet --force-reinstall . atheris
	mkdir -p .fuzz/corpus
	.fuzz/venv/bin/python tools/fuzz.py .fuzz/corpus -max_total_time=$(SECONDS) -artifact_prefix=.fuzz/

# What is made from the rules: the schema of the configuration, and the characters that their patterns need.
tables: .venv/installed
	$(BIN)/python tools/make_schema.py
	$(BIN)/python tools/make_needed.py

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
	rm -rf .venv .bench .fuzz dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
