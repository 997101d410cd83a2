# The commands of this project. Each sets up what it needs in .venv first, once, and again when the pins change.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check fix bench soak shots clean

help:
	@echo "make run     start Yardstick at http://127.0.0.1:8050 (HOST and PORT change that)"
	@echo "make test    every test that this machine can run; what cannot run is named at the end"
	@echo "make check   format, lint and types; changes nothing"
	@echo "make fix     put format and lint right"
	@echo "make bench   how fast it is beside other ways, into docs/benchmarks.md; half an hour, and 6 GB in var/bench"
	@echo "make soak    what is tried at random in make test, at length: 20,000 damaged workbooks, 200 moments to kill"
	@echo "make shots   a picture of every page in every way it can be shown, into shots/"
	@echo "make clean   throw away .venv, shots/ and caches, not what was published (var/)"

# Threads, not processes only: a browser's spare connection would starve a worker that has no other thread.
run: .venv/run.done
	@exec $(BIN)/python -m gunicorn --worker-class gthread --threads 4 --workers 2 --preload --no-control-socket \
	  --bind "$${HOST:-127.0.0.1}:$${PORT:-8050}" app:server

# REQUIRE=chromium,postgresql,shared makes a test that lacks one of them a failure; without it such a test is named, not run.
# Several files at a time, each in one process: what a file's tests share is made once. They are taken in the order of
# their names: by how many tests they have, the few long ones would come last, one process waiting for the other.
test: .venv/dev.done
	@$(BIN)/python -m pytest $(if $(TESTS),$(TESTS),--numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder)

check: .venv/dev.done
	@$(BIN)/python -m ruff format --check --quiet . || { echo "Not formatted; put right by: make fix"; exit 1; }
	@$(BIN)/python -m ruff check --quiet .
	@command -v npm >/dev/null || { echo "pyright needs npm: apt-get install npm"; exit 1; }
	@PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/python -m pyright

fix: .venv/dev.done
	@$(BIN)/python -m ruff check --fix --quiet . ; $(BIN)/python -m ruff format --quiet .

# ONLY=compare,load measures those alone, SIZES=0.64 with the smallest store: printed, not written.
# DATABASE_URL=postgresql://… measures the same there beside SQLite; its user must be allowed to make databases.
bench: .venv/dev.done
	@$(BIN)/python -m tests.bench

soak: .venv/dev.done
	@SOAK=yes $(BIN)/python -m pytest $(if $(TESTS),$(TESTS),tests/test_hostile.py tests/test_killed.py tests/test_fuzz.py)

shots: .venv/dev.done
	@$(BIN)/python -m tests.shots

clean:
	@rm -rf .venv shots .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up. Debian's own pip refuses to install, so everything goes into .venv; uv is used where there is one.
UV := $(shell command -v uv 2>/dev/null)
INSTALL = $(if $(UV),uv pip install --quiet --python $(BIN)/python,\
  $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input)

.venv/made:
	@command -v $(PYTHON) >/dev/null || { echo "Python is missing: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Yardstick needs Python 3.11 or newer, this is $$($(PYTHON) --version): make PYTHON=python3.11 …"; exit 1; }
	@$(if $(UV),,$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; })
	@echo "Setting up .venv (once; a minute or so)"
	@rm -rf .venv
	@$(if $(UV),uv venv --quiet --python $(PYTHON) .venv,$(PYTHON) -m venv .venv)
	@touch $@

.venv/run.done: requirements.txt .venv/made
	@$(INSTALL) -r requirements.txt
	@$(MAKE) --no-print-directory --silent plotly
	@touch $@

.venv/dev.done: requirements-dev.txt .venv/run.done
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

# Plotly's basic bundle draws all our charts and is a quarter of the full one. The app serves the file below if it is
# there, otherwise the full bundle that comes with Dash. It must be exactly the plotly.js that the plotly package holds.
BASIC := .venv/share/plotly-basic.min.js
FULL := Charts use plotly's full bundle (4.8 MB); the basic one (1.1 MB)

.PHONY: plotly
plotly:
	@rm -f $(BASIC); mkdir -p $(dir $(BASIC)); \
	command -v npm >/dev/null || { echo "$(FULL) needs npm: apt-get install npm && make clean"; exit 0; }; \
	version=$$($(BIN)/python -c 'from plotly.offline import get_plotlyjs_version as v; print(v())'); \
	cd $(dir $(BASIC)) && \
	npm pack --silent --fetch-retries=1 plotly.js-basic-dist-min@$$version >npm.log 2>&1 && \
	tar -xmzf *.tgz package/plotly-basic.min.js && \
	head -c 400 package/plotly-basic.min.js | grep -q "v$$version" && \
	mv package/plotly-basic.min.js . && rm -rf package *.tgz npm.log || \
	echo "$(FULL) could not be had from npm (.venv/share/npm.log)"
