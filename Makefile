# `make map` and `make test` need Python 3.11 or later, make, and the package registries.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := bordermap-site

.PHONY: map test lint check-chromium clean

map: $(VENV)/installed
	$(BIN)/bordermap build -o $(SITE)
	@echo "Open file://$(CURDIR)/$(SITE)/index.html"

test: $(VENV)/installed-test check-chromium lint
	cd maps/viewer && PATH="$(CURDIR)/$(BIN):$$PATH" npm test
# Files in their order: those with browsers first, what comes last is short.
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

lint: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	cd maps/viewer && PATH="$(CURDIR)/$(BIN):$$PATH" npm run check

check-chromium:
	@.ci/chromium

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "bordermap needs Python 3.11 or later; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 map"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "Python cannot make an environment here. On Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml hatch_build.py $(shell find maps/viewer/src maps/languages -type f) maps/viewer/build.mjs maps/viewer/package-lock.json
	$(BIN)/python -m pip install --quiet --editable '.[reports]'
	@touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	cd maps/viewer && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf $(VENV) $(SITE) maps/static maps/viewer/node_modules build dist
