# Two commands do everything: `make run` shows the site, `make test` proves it. Both need Python 3.11 and make.
PYTHON ?= python3.11
PYTHON := $(shell command -v $(PYTHON) 2>/dev/null || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8000
REQUIRE_ALL ?=
NPM ?= npm
# Where PostgreSQL is reachable the unit tests run on it too, e.g. postgres://app@127.0.0.1:5432/app
TEST_POSTGRES_URL ?= $(DATABASE_URL)
# Where Elasticsearch is reachable its tests run, e.g. http://127.0.0.1:9200; they use indices of their own (test-…)
TEST_ELASTICSEARCH_URL ?= $(ELASTICSEARCH_URL)
export TEST_ELASTICSEARCH_URL
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: run test lint wording types imports templates unit unit-postgres browser bench look look-check lighthouse messages requirements clean

run: $(VENV)/.runs
	@PORT=$(PORT) $(BIN)/python manage.py up --port $(PORT)

$(VENV)/.runs: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || (echo "On Debian: apt-get install python3-venv" && exit 1)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.tests: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || (echo "On Debian: apt-get install python3-venv" && exit 1)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runs

test: lint types imports templates unit unit-postgres browser
	@echo "Everything passed."

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python manage.py wording

# The hardest texts of the site first, in years of school; the lint fails above eight.
wording: $(VENV)/.tests
	$(BIN)/python manage.py wording --hardest 40

types: $(VENV)/.tests
	$(BIN)/mypy .

imports: $(VENV)/.tests
	$(BIN)/lint-imports

templates: $(VENV)/.tests
	$(BIN)/djlint --lint --quiet templates

unit: $(VENV)/.tests
	@test -n "$(TEST_ELASTICSEARCH_URL)" || echo "No Elasticsearch named (TEST_ELASTICSEARCH_URL): its tests are left out."
	env -u DATABASE_URL -u ELASTICSEARCH_URL REQUIRE_ALL=$(REQUIRE_ALL) $(BIN)/pytest -q -n 2 -m "not browser" tests

# What reaches no database is proved by the run above.
unit-postgres: $(VENV)/.tests
	@if [ -n "$(TEST_POSTGRES_URL)" ]; then \
	  env -u ELASTICSEARCH_URL DATABASE_URL=$(TEST_POSTGRES_URL) REQUIRE_ALL=$(REQUIRE_ALL) $(BIN)/pytest -q -n 2 -m "database and not browser" tests; \
	elif [ -n "$(REQUIRE_ALL)" ]; then echo "PostgreSQL is required: set TEST_POSTGRES_URL." && exit 1; \
	else echo "No PostgreSQL named (TEST_POSTGRES_URL): its run is left out."; fi

browser: $(VENV)/.tests
	env -u DATABASE_URL -u ELASTICSEARCH_URL REQUIRE_ALL=$(REQUIRE_ALL) $(BIN)/pytest -q -n 2 -m browser tests/browser

# BENCH_SIZE: how many things the search is measured among (100,000). DATABASE_URL: measure it on PostgreSQL.
bench: $(VENV)/.tests
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.finding

# Pictures of every page and state in var/look (LOOK_DIR names another folder): open index.html there.
look: $(VENV)/.tests
	$(BIN)/python -m tests.look.walk

# The same walk without pictures: each page held against axe, the HTML checker and the house rules. Needs Java, Node and npm 10.
look-check: $(VENV)/.tests node_modules/.ready
	$(BIN)/python -m tests.look.walk --check

# Lighthouse on five pages, on its mobile profile.
lighthouse: $(VENV)/.tests node_modules/.ready
	$(BIN)/python -m tests.look.lighthouse

node_modules/.ready: package-lock.json
	$(NPM) ci --no-fund --no-audit
	@touch $@

# Collects the texts of the site into locale/es; needs gettext.
messages: $(VENV)/.tests
	$(BIN)/python manage.py makemessages --locale es --no-wrap --no-location --ignore "$(VENV)/*" --ignore "tests/*" --ignore "var/*"

# Pins every package with its hash, for the Python of Debian 12; needs uv.
requirements:
	uv pip compile --quiet --python-version 3.11.2 pyproject.toml --generate-hashes --no-header -o requirements.txt
	uv pip compile --quiet --python-version 3.11.2 pyproject.toml --extra dev --generate-hashes --no-header -o requirements-dev.txt

clean:
	rm -rf var .mypy_cache .ruff_cache .pytest_cache .hypothesis
