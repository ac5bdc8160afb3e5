# Setting up is two commands: `make demo` and `make test`. Everything else is for those who work on Casus.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/lock.txt
PEERS := .venv-peers
PEERS_LOCK := requirements/peers.txt
READY := $(VENV)/.ready
DEMO := out/demo

.PHONY: help setup demo test verify lint bench scorecards refit-battles refit-honour refit-ranges lock docs clean

help:  ## say what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## make .venv with the locked dependencies, and byte code of what has changed since
	@$(BIN)/python -m compileall -q src

$(READY): $(LOCK) pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Casus needs Python 3.11 or later") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: setup  ## the main job: every design against every attack, with its report folder
	$(BIN)/casus compare ukraine --out $(DEMO)
	$(BIN)/casus report $(DEMO)
	@echo "The report is $(DEMO)/report.html; the study, its table (table.csv, answers.json) and its charts (*.png) lie beside it"

test: setup lint  ## style, types, arrows and the test suite
	$(BIN)/casus warm
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -q -n 2 --dist worksteal

SPHINX = $(BIN)/python -m sphinx -q -n -W --keep-going
lint: setup  ## style, types, the arrows between the parts, and that every page reads and every link leads somewhere
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(SPHINX) -E -b dummy docs out/pages-read -d out/pages-read

verify: setup  ## slower verification: the whole default study, more seeds, more draws, more examples of every property
	$(BIN)/python -m pytest -q -m verify
	CASUS_PROPERTIES=searching $(BIN)/python -m pytest -q -n 2 --dist worksteal tests/property

bench: setup  ## speed, into benchmarks/latest.json and the README's table (with EMA Workbench and Mesa where they can be had)
	-@$(MAKE) --no-print-directory $(PEERS)/.ready
	$(BIN)/python benchmarks/run.py
	$(BIN)/python scripts/speed_table.py

$(PEERS)/.ready: $(PEERS_LOCK)
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(PEERS_LOCK)
	@touch $@

docs: setup  ## the generated reference pages, then the site in out/docs (index.html opens from the disk)
	$(BIN)/python scripts/generate_reference.py
	$(SPHINX) -E -j 2 -b html docs out/docs -d out/pages-written
	@echo "The documentation is in out/docs/index.html"

score = $(BIN)/casus backtest $(1) --data "$(2)" --out docs/reference/backtests/$(1) || [ $$? -eq 1 ]
scorecards: setup  ## the backtests, into docs/reference/backtests (with BATTLES=, RELIABILITY=, INSTITUTIONS=, PROBIT=file also those), then `make docs`
	$(BIN)/casus backtest --out docs/reference/backtests || [ $$? -eq 1 ]
	$(if $(BATTLES),$(call score,battles,$(BATTLES)))
	$(if $(RELIABILITY),$(call score,reliability,$(RELIABILITY)))
	$(if $(INSTITUTIONS),$(call score,institutions,$(INSTITUTIONS)))
	$(if $(PROBIT),$(call score,strategic-probit,$(PROBIT)))
	$(BIN)/python scripts/generate_reference.py

refit-battles: setup  ## the shipped model of battles, from FILE=your copy of the recorded battles
	$(BIN)/python -m casus.backtest.battles_model "$(FILE)" > .battles.part && mv .battles.part src/casus/backtest/data/battles_model.yaml

refit-honour: setup  ## the shipped model of kept promises, from the casebook and the evidence
	$(BIN)/python -m casus.pacts.honour.refit > .honour.part && mv .honour.part src/casus/pacts/honour/fitted.yaml

refit-ranges: setup  ## the parameters of the shipped evidence's ranges of shares
	$(BIN)/python -m casus.evidence.refit > .ranges.part && mv .ranges.part src/casus/evidence/fitted.csv

lock:  ## renew the lock files (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--extra build --extra cluster --extra dev --extra docs --extra pdf --extra web pyproject.toml -o $(LOCK)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--constraint $(LOCK) requirements/peers.in -o $(PEERS_LOCK)

clean:  ## remove what was built
	rm -rf $(VENV) $(PEERS) out build dist src/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
