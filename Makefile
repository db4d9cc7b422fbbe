# Everything that people do with this tree. `make` alone explains.

VENV   := .venv
PY     := $(VENV)/bin/python
READY  := $(VENV)/.ready
# The packages that exist so far; each must hold to mypy --strict.
TYPED  := $(patsubst %/__init__.py,%,$(wildcard $(addsuffix /__init__.py,\
            settings printer office screen kiosk display assets deploy)))

.DEFAULT_GOAL := help
.PHONY: help demo test test-all check format lint types qml imports catalogues \
        bench lock i18n screens clean fresh setup

help: ## this list
	@printf 'Wartemarke. The first call of any of these installs what is missing.\n\n'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | \
	  while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done
	@printf '\nWhere to start reading: README.md, then docs/architecture.md.\n'

# --- set-up ----------------------------------------------------------------------------------------

$(READY): requirements.lock pyproject.toml deploy/apt-packages.txt deploy/setup
	@deploy/setup
	@touch $@

setup: $(READY) ## install what is missing, nothing else

# --- use -------------------------------------------------------------------------------------------

demo: $(READY) ## an office to try: kiosk, board, phone and desk (HOST=… lets a phone reach it)
	@$(PY) -m deploy.demo $(if $(filter command line,$(origin HOST)),--host $(HOST))

screens: $(READY) ## the demo's journey without a screen; pictures in build/demo/
	@env -u DISPLAY -u WAYLAND_DISPLAY $(PY) -m deploy.demo

# --- tests -----------------------------------------------------------------------------------------

test: $(READY) ## all tests but the slow ones (ARGS='-k board' picks some)
	@$(PY) -m pytest -m 'not slow' $(ARGS)

test-all: $(READY) ## all tests, the slow ones too
	@$(PY) -m pytest $(ARGS)

bench: $(READY) ## measure; a table here and build/bench.json
	@$(PY) -m tests.bench.run $(ARGS)

# --- checks ----------------------------------------------------------------------------------------

check: format lint types qml imports catalogues ## formatting, lint, types, QML, imports, translations
	@printf '✓ all checks hold\n'

format: $(READY)
	@printf '→ Formatting\n'
	@$(PY) -m ruff format --check --quiet . || \
	  { $(PY) -m ruff format --check . ; printf 'To mend it: %s -m ruff format .\n' $(PY); exit 1; }

lint: $(READY)
	@printf '→ Lint\n'
	@$(PY) -m ruff check --quiet .
	@if command -v shellcheck >/dev/null; then shellcheck deploy/setup deploy/fresh .ci/run; fi

types: $(READY)
	@printf '→ Types: %s\n' '$(TYPED)'
	@$(PY) -m mypy --no-error-summary $(TYPED)

qml: $(READY)
	@printf '→ QML\n'
	@$(PY) -m deploy.qmllint

imports: $(READY)
	@printf '→ Import rules\n'
	@$(PY) -m pytest --quiet --no-header --no-summary tests/test_architecture.py >/dev/null || \
	  $(PY) -m pytest --quiet --no-header tests/test_architecture.py

catalogues: $(READY)
	@printf '→ Translations\n'
	@$(PY) -m deploy.i18n check

# --- upkeep ----------------------------------------------------------------------------------------

i18n: $(READY) ## collect texts from the sources into assets/i18n/*.po
	@$(PY) -m deploy.i18n update

lock: $(READY) ## choose the newest libraries that pyproject.toml allows; test, then commit
	@printf '→ Resolving\n'
	@$(PY) -m venv build/uv && build/uv/bin/python -m pip install --quiet uv
	@build/uv/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras \
	  --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  pyproject.toml --output-file requirements.lock
	@! grep -n '://' requirements.lock
	@git --no-pager diff --stat -- requirements.lock

fresh: ## prove a fresh clone on a bare Debian (SUITE=trixie or bookworm; root)
	@deploy/fresh $(or $(SUITE),trixie) $(TARGETS)

clean: ## remove what can be made again, but keep .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
