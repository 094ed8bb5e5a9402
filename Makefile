# make demo and make test do all the set-up on a fresh machine; both are quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LIBRARIES := $(VENV)/.system-libraries
WORKERS ?= 2

.PHONY: demo test lint types tests bench bench-peers fuzz screenshots demo-batch lock clean

demo: $(READY) $(LIBRARIES)
	$(BIN)/assay demo demo

test: lint types tests

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/pyright

tests: $(READY) $(LIBRARIES)
	$(BIN)/pytest -n $(WORKERS)

# figures beside other ways, kept in docs/benchmarks.md; `make bench ONLY=import` measures one section
bench: $(READY) $(LIBRARIES)
	$(BIN)/python -m tests.benchmarks $(ONLY)

# other tools to be measured beside ours, in an environment of their own (some 500 MB); `make bench` uses it where it is there
bench-peers:
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check pycocotools faster-coco-eval supervision datumaro

# long fuzzing of the readers; `make tests` gives each reader 2,000 cases
fuzz: $(READY)
	ASSAY_FUZZ_CASES=20000 $(BIN)/pytest -n $(WORKERS) tests/unit/formats -k damaged --timeout 7200

# photographs of the five pages and of drawing for the docs, dark and light
screenshots: $(READY) $(LIBRARIES)
	$(BIN)/python packaging/screenshots.py docs/screenshots

# draws the demo batch anew; the same seed gives the same files
demo-batch: $(READY)
	$(BIN)/python packaging/demo_batch resources/demo

# brings packaging/locked.txt up to date with what is installed
lock: $(READY)
	$(BIN)/pip freeze --exclude-editable --exclude pip --exclude setuptools | LC_ALL=C sort -f > packaging/locked.txt

$(VENV):
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

$(READY): pyproject.toml packaging/locked.txt | $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint packaging/locked.txt --group dev --editable .
	touch $@

$(LIBRARIES): packaging/system_libraries.sh | $(VENV)
	sh packaging/system_libraries.sh
	touch $@

clean:
	rm -rf $(VENV) .venv-peers demo build dist .pytest_cache .ruff_cache .hypothesis
