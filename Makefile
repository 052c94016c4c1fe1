# Two commands are enough on a fresh machine with Python 3.11 or newer, git and make: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test contract check lint types floors evaluate bench train lock clean

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

$(READY): requirements/dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## install what is needed and make a sourced brief from the sample articles
	@$(BIN)/dragoman demo

test: $(READY) ## install what is needed and run the tests
	@$(BIN)/python -m pytest

contract: $(READY) ## ask the REST API thousands of made-up questions (EXAMPLES for each operation, default 100)
	@DRAGOMAN_CONTRACT_EXAMPLES=$(or $(EXAMPLES),100) $(BIN)/python -m pytest tests/unit/web/api/test_contract.py

check: lint types floors ## linters, types and import floors

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .

types: $(READY)
	@$(BIN)/mypy

floors: $(READY)
	@$(BIN)/lint-imports --no-cache

evaluate: $(READY) ## score every task on the gold files in GOLD (default ../shared/gold) and write docs/quality.md
	@$(BIN)/python -m benchmarks.quality $(if $(GOLD),--gold $(GOLD))

bench: $(READY) ## articles per second and core, memory, start-up
	@$(BIN)/python -m benchmarks.speed

# With CODEBOOK the model goes to MODEL, a folder beside the shipped one, which the codebook then names (model = "…").
NAME := $(if $(CODEBOOK),$(basename $(notdir $(CODEBOOK)))-)
TRAINED := $(if $(CODEBOOK),$(NAME)trained,model)
MODEL ?= $(if $(CODEBOOK),build/$(NAME)model,src/dragoman/data/model)

train: $(READY) ## train the event model anew and export it; goes on where interrupted (EPOCHS, default 8; ALL=1: all sentences; CODEBOOK=FILE: with your own acts, SENTENCES=FILE)
	$(BIN)/python -m training.prepare --out build/$(NAME)events.jsonl $(if $(ALL),--all) $(if $(CODEBOOK),--codebook $(CODEBOOK)) $(if $(SENTENCES),--sentences $(SENTENCES)) $(FILES)
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements/train.txt
	HF_HUB_OFFLINE=1 .venv-train/bin/python -m training.train_model --events build/$(NAME)events.jsonl --out build/$(TRAINED) $(if $(EPOCHS),--epochs $(EPOCHS))
	HF_HUB_OFFLINE=1 .venv-train/bin/python -m training.export_model --events build/$(NAME)events.jsonl --from build/$(TRAINED) --to $(MODEL)
	$(BIN)/python -m training.calibrate --model $(MODEL) $(FILES)

lock: $(READY) ## pin every dependency with its hashes again
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/run.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements/dev.lock

clean: ## remove the virtual environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
