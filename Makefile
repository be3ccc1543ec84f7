# Every target makes what it needs, from a fresh clone with Python 3.11 to 3.13, make and PyPI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
PORT ?= 8000
JOBS ?= 2
.PHONY: help install demo serve messages test check lint format types cldr cli-reference lock wheel bench-reading bench-attribution clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "onrecord needs Python 3.11 to 3.13: make PYTHON=python3.12 …")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

install: $(READY) ## the project and its tools, in .venv

demo: $(READY) ## read the sample page, compare seven articles, follow the sample feed, find who said what
	$(BIN)/onrecord read demo/page.html
	$(BIN)/onrecord read demo/page.html --format html -o demo/out/report.html
	@echo; echo "The same to click through: demo/out/report.html"; echo
	$(BIN)/onrecord compare demo/story/*.html
	$(BIN)/onrecord compare demo/story/*.html -o demo/out/story.html
	@echo; echo "The same to click through: demo/out/story.html"; echo
	@rm -f demo/out/news.db*
	$(BIN)/onrecord follow sample:westhaven --archive demo/out/news.db
	$(BIN)/onrecord update --archive demo/out/news.db
	$(BIN)/onrecord search 'gate terms:anonymous' --archive demo/out/news.db
	$(BIN)/onrecord actor Halima Brandt --archive demo/out/news.db

serve: $(READY) ## serve thirty invented articles as a site, at http://127.0.0.1:8000/ (PORT=…)
	@mkdir -p demo/out
	@rm -f demo/out/site.db*
	$(BIN)/onrecord add demo/story demo/news.jsonl demo/page.html --archive demo/out/site.db > demo/out/site.log
	$(BIN)/onrecord site set --archive demo/out/site.db name="The Westhaven Reader" extent=whole open_read=true open_compare=true > demo/out/site.json
	@# An editor's work: the ferry's seven articles come as three stories, for each half tells of something else.
	$(BIN)/onrecord site join 5 1 --archive demo/out/site.db >> demo/out/site.log
	$(BIN)/onrecord site join 6 1 --archive demo/out/site.db >> demo/out/site.log
	$(BIN)/onrecord serve --archive demo/out/site.db --port $(PORT)

test: $(READY) ## run the tests
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal

check: lint types test ## all that must hold before a commit

lint: $(READY) ## lint and format, without changing anything
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

format: $(READY) ## format, and mend what lint can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY) ## check types, strictly
	$(BIN)/mypy

cldr: $(READY) ## write the names that languages take from the Unicode CLDR anew
	$(BIN)/python docs/cldr.py en > src/onrecord/languages/en/cldr.py

cli-reference: $(READY) ## write docs/cli.md anew from the commands' own help
	$(BIN)/python docs/cli_reference.py > docs/cli.md.new
	mv docs/cli.md.new docs/cli.md

messages: $(READY) ## bring the catalogues of the interface's texts up to date
	$(BIN)/python docs/messages.py

lock: $(READY) ## lock the dependencies anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --override requirements/overrides.txt --all-extras --group dev pyproject.toml -o requirements/dev.txt

wheel: $(READY) ## build the wheel in dist/
	$(BIN)/python -m hatchling build -t wheel

bench-reading: $(READY) ## measure how pages are read (needs ../shared)
	$(BIN)/python benchmarks/reading.py ../shared/corpora/pages-fundus

bench-attribution: $(READY) ## measure attribution on PolNeAR dev (needs ../shared)
	$(BIN)/python benchmarks/attribution.py --gold ../shared/corpora/polnear/dev

clean: ## remove what was built
	rm -rf $(VENV) build dist demo/out .pytest_cache .mypy_cache .ruff_cache .hypothesis
