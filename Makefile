# Everything from a fresh clone: `make demo` shows what Dragoman does, `make test` runs what CI runs.
# Needs Python 3.11 to 3.13 and, the first time, a network; all packages are pinned with their hashes.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.PHONY: help demo serve test bench scale gate gold golden train clean

SUITED := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell $(name) -c '$(SUITED)' 2>/dev/null && echo $(name))))
BIN := .venv/bin
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check --no-input

# A stamp is named for what it installs: changed requirements make a new one, and a second run has nothing to do.
sum = $(shell cat $(1) pyproject.toml | cksum | cut -d ' ' -f 1)
DEV := .venv/.dev-$(call sum,requirements/dev.txt)
RUN := .venv/.run-$(call sum,requirements/run.txt)

SAMPLES := src/dragoman/data/samples
PAIR ?= Argentina Chile
PORT ?= 8484

help:
	@echo 'make demo    install, read the sample texts, show the dealings of two states'
	@echo 'make serve   the reading room: the record of the sample texts as pages in a browser'
	@echo 'make test    install with the tools of development; lint, types, tests (in two processes; TESTERS=4 for four)'
	@echo 'make bench   speed and memory against a bare parse of the same texts'
	@echo 'make scale   two processes, Ray on two nodes and on two hosts, kills: speed, memory, equal records (half an hour)'
	@echo 'make gate    quality on the cases of the tests and the gold texts, against its floors'
	@echo 'make gold    quality on the gold texts, figure by figure, and the agreement of their two readers'
	@echo 'make golden  rewrite the golden files, to be reviewed with git diff'
	@echo 'make train   rebuild the classifier: make train BASE=FOLDER TEACHER=FOLDER (see training/README.md)'
	@echo 'make clean   remove what these made'

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'Dragoman needs Python 3.11, 3.12 or 3.13, with venv; name one: make PYTHON=/path/to/python' >&2; exit 1; }
	@echo 'Making the environment .venv with $(PYTHON)'
	@$(PYTHON) -m venv .venv || { echo 'It has no venv; on Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }

$(DEV): | $(BIN)/python
	@echo 'Installing the packages that Dragoman and its tests need into .venv (the first time some minutes)'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@rm -f .venv/.dev-* .venv/.run-*
	@touch $@ $(RUN)

# What builds the package is pinned with the tools of development.
$(RUN): | $(BIN)/python
	@echo 'Installing the packages that Dragoman needs into .venv (the first time a minute or two)'
	@awk '/^(hatchling|packaging|pathspec|pluggy|tomlkit|trove-classifiers)==/ { p = 1 } p; !/\\$$/ { p = 0 }' requirements/dev.txt > .venv/build.txt
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --require-hashes -r .venv/build.txt
	@rm -f .venv/.run-*
	@touch $@

# The package itself, as `pip install .` makes it, with its data; an editable installation is always current and left alone.
PACKAGE := .venv/.package
INSTALL_PACKAGE = compgen -G '.venv/lib/python*/site-packages/*dragoman.pth' >/dev/null \
	|| $(PIP) install --no-deps --no-build-isolation --force-reinstall .

$(PACKAGE): $(shell find src -type f -not -name '*.pyc') pyproject.toml
	@$(INSTALL_PACKAGE)
	@touch $@

TESTERS ?= 2
test: $(DEV) $(PACKAGE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(TESTERS) --dist loadgroup --no-loadscope-reorder

demo: $(RUN) $(PACKAGE)
	@rm -f demo.duckdb demo.duckdb.wal
	@echo 'Reading the sample texts in $(SAMPLES) ...'
	@$(BIN)/dragoman read $(SAMPLES) --record demo.duckdb >/dev/null
	@printf '\nWhat %s and %s did to each other, by the texts; below each event are the words it is from\n\n' $(PAIR)
	@$(BIN)/dragoman events --between $(PAIR) --record demo.duckdb
	@printf '%s\n' '' 'What to try next:' \
	  '  make demo PAIR="Japan Korea"                                      another pair: ECU PER, ERI ETH, CHN IND, NOR SWE, EGY SDN, MWI TZA' \
	  '  $(BIN)/dragoman relation Argentina Chile --record demo.duckdb      the same by year, with scores' \
	  '  $(BIN)/dragoman explain ID --record demo.duckdb                    the words and reasons behind one event (ID: last column)' \
	  '  $(BIN)/dragoman read YOUR-FILES                                   your own texts, into dragoman.duckdb' \
	  '' 'The same as pages, to be opened in a browser:' \
	  '  make serve                                                         http://127.0.0.1:$(PORT)/ (or: $(BIN)/dragoman serve --record demo.duckdb)'

serve: $(RUN) $(PACKAGE)
	@test -f demo.duckdb || { echo 'Reading the sample texts in $(SAMPLES) ...'; $(BIN)/dragoman read $(SAMPLES) --record demo.duckdb >/dev/null; }
	@$(BIN)/dragoman serve --record demo.duckdb --port $(PORT)

bench: $(DEV) $(PACKAGE)
	@$(BIN)/python bench/bench_read.py $(ARGS)

scale: $(DEV) $(PACKAGE)
	@DRAGOMAN_SCALE=1 $(BIN)/python -m pytest tests/cluster
	@$(BIN)/python bench/bench_scale.py $(ARGS)
	@$(BIN)/python bench/bench_kills.py

gate: $(DEV) $(PACKAGE)
	@$(BIN)/python eval/gate.py $(ARGS)

gold: $(DEV) $(PACKAGE)
	@$(BIN)/python eval/gold.py $(ARGS)

golden: $(DEV) $(PACKAGE)
	@$(BIN)/python tests/golden/golden_lines.py
	@$(BIN)/python tests/golden/golden_brief.py

BASE ?=
TEACHER ?=
DEVICE ?= cpu
# HOLD=1 holds a fifth of PLV back from all of training (FIFTH=1 another): for figures and for the vote. The weights that ship have seen all.
HOLD ?=
FIFTH ?= 0
ALL = $(if $(HOLD),--fifth $(FIFTH),--all)
MADE := .venv/trained
TAUGHT = --base '$(BASE)' --pairs $(MADE)/pairs.jsonl --soft $(MADE)/soft.npz --device $(DEVICE) $(ALL)
# Three networks from three seeds, and their mean; three that go on from it by smaller steps, and the mean of these.
SEEDS := 1 2 3
FIRST := --taught 36000 --batch 96 --epochs 6
SECOND := --taught 15000 --batch 48 --epochs 3 --lr 6e-5 --plv-times 2
train: $(DEV) $(PACKAGE)
	@test -n '$(BASE)' -a -n '$(TEACHER)' || { echo 'make train BASE=FOLDER TEACHER=FOLDER: all-MiniLM-L6-v2, all-mpnet-base-v2; see training/README.md' >&2; exit 1; }
	$(PIP) install -r training/requirements.txt
	$(BIN)/python training/gather_pairs.py --out $(MADE)/pairs.jsonl
	$(BIN)/python training/distil.py --base '$(TEACHER)' --pairs $(MADE)/pairs.jsonl --out $(MADE)/soft.npz --device $(DEVICE) $(ALL)
	for seed in $(SEEDS); do $(BIN)/python training/train.py $(TAUGHT) $(FIRST) --seed $$seed --out $(MADE)/first_$$seed; done
	$(BIN)/python training/average.py --out $(MADE)/first $(SEEDS:%=$(MADE)/first_%)
	for seed in $(SEEDS); do $(BIN)/python training/train.py $(TAUGHT) $(SECOND) --start $(MADE)/first --seed $$seed --out $(MADE)/second_$$seed; done
	$(BIN)/python training/average.py --out $(MADE)/pair $(SEEDS:%=$(MADE)/second_%)
	$(BIN)/python training/export.py --base '$(BASE)' --weights $(MADE)/pair --out src/dragoman/data/models/pair
	$(if $(HOLD),$(BIN)/python training/fit_vote.py)
	$(BIN)/python training/fit_confidence.py $(ARTICLES)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis demo.duckdb demo.duckdb.wal
