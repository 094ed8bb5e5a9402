# make demo and make test do all the set-up on a fresh machine; both are quick the second time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LIBRARIES := $(VENV)/.system-libraries
WORKERS ?= 2

.PHONY: demo test lint types tests bench bench-peers bench-windows fuzz screenshots demo-batch lock clean

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

# other tools to be measured beside ours, in an environment of their own (some 500 MB); `make bench ONLY=compare` and `ONLY=import` use it where it is there
bench-peers:
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check pycocotools faster-coco-eval supervision
	-.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check datumaro

# other labelling tools whose windows `make bench ONLY=peers` measures, each in an environment of its own (some 8 GB with ISAT); those that cannot be installed are left out
PEERS_ROOT ?= $(HOME)/.cache/assay-peers
bench-windows:
	$(call peer,labelme7,--ignore-requires-python labelme==7.1.0 'PySide6-Essentials==6.11.3' $(OF_PYTHON_3_11))
	$(call peer,xany,x-anylabeling-cvhub==4.2.1)
	$(call peer,isat,isat-sam==1.5.2)
	$(call peer,labelimg,labelImg==1.8.6)

# labelme asks for Python 3.12 but runs on 3.11 with what was released for it
OF_PYTHON_3_11 := 'numpy<2.3' 'scipy<1.16' 'scikit-image<0.26' 'tifffile<2025.6' 'networkx<3.6' 'matplotlib<3.11' 'contourpy<1.3.4'
peer = -$(PYTHON) -m venv $(PEERS_ROOT)/venv/$(1) && $(PEERS_ROOT)/venv/$(1)/bin/pip install --quiet --disable-pip-version-check $(2)

# long fuzzing of the readers; `make tests` gives each reader 2,000 cases
fuzz: $(READY)
	ASSAY_FUZZ_CASES=20000 $(BIN)/pytest -n $(WORKERS) tests/unit/formats -k damaged --timeout 7200

# photographs of the five pages for the docs, dark and light, at two sizes
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
