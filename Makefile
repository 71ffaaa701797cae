# Knotcare's commands; `make help` lists them.

HOST ?= 127.0.0.1
PORT ?= 8000
PYTHON ?= python3
export HOST PORT

VENV := .venv/bin/python
VNU := .tools/node_modules/vnu-jar/build/dist/vnu.jar
VNU_VERSION := 26.9.27
LIGHTHOUSE := .tools/node_modules/lighthouse/package.json
LIGHTHOUSE_VERSION := 13.5.0
NPM_INSTALL := PATH="$(CURDIR)/.venv/bin:$$PATH" npm install --silent --prefix .tools --no-save --no-package-lock --ignore-scripts
CHROMIUM := sh tools/install-program.sh chromium chromium chromium-browser google-chrome google-chrome-stable
# The same browser without windows is faster; not every system has it.
HEADLESS := sh tools/install-program.sh chromium-headless-shell chromium-headless-shell 2>/dev/null || true
PYTEST := ENV_FILE=/dev/null $(VENV) -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder
LOCK := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.PHONY: help run prepare postgres dev test test-near check format lock licenses pictures lighthouse bench preflight

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile

run: prepare ## Set everything up and serve the site as production does
	@exec $(VENV) tools/serve.py -m gunicorn --log-level warning knotcare.wsgi

prepare: preflight .venv/installed $(wildcard .venv/installed-postgres) ## Set everything up, and serve nothing
	@$(VENV) manage.py prepare

postgres: .venv/installed-postgres ## Install the driver of PostgreSQL, for DATABASE_URL

dev: preflight .venv/installed-dev ## Serve with reloading and error pages, for developers
	@DEBUG=1 $(VENV) manage.py prepare
	@DEBUG=1 exec $(VENV) tools/serve.py manage.py runserver $(HOST):$(PORT)

test: .venv/installed-dev $(VNU) ## Set everything up and run every test
	@$(CHROMIUM)
	@$(HEADLESS)
	@sh tools/install-program.sh nginx nginx || echo "The tests with nginx in front are left out." >&2
	@$(PYTEST) $(ARGS)

test-near: .venv/installed-dev ## Run the quick tests, as before each commit
	@$(PYTEST) -m "not browser and not slow" $(ARGS)

check: .venv/installed-dev ## Lint, formatting, arrows, migrations, Django's own checks, licenses
	$(VENV) -m ruff check
	$(VENV) -m ruff format --check
	$(VENV) -m djlint --quiet --check --lint templates
	.venv/bin/lint-imports --no-logo --no-cache
	$(VENV) tools/string_arrows.py
	ENV_FILE=/dev/null $(VENV) manage.py makemigrations --check --dry-run
	ENV_FILE=/dev/null $(VENV) manage.py check --fail-level WARNING
	$(VENV) tools/licenses.py >/dev/null

format: .venv/installed-dev ## Format the code and the templates
	$(VENV) -m ruff check --fix
	$(VENV) -m ruff format
	$(VENV) -m djlint --quiet --reformat templates || $(VENV) -m djlint --quiet --check templates

lock: .venv/installed-dev ## Write the lock files anew, from pyproject.toml
	$(VENV) -m uv pip compile $(LOCK) pyproject.toml -o requirements.lock
	$(VENV) -m uv pip compile $(LOCK) pyproject.toml --extra postgres --group dev -c requirements.lock -o requirements-dev.lock
	$(VENV) -m uv pip compile $(LOCK) pyproject.toml --extra postgres -c requirements-dev.lock -o requirements-postgres.lock

licenses: .venv/installed-dev ## List the license of every package
	@$(VENV) tools/licenses.py

pictures: .venv/installed-dev ## Make the README's screenshots and the share image anew
	$(VENV) tools/pictures.py

lighthouse: .venv/installed-dev $(LIGHTHOUSE) ## Print what Lighthouse says of the pages
	@$(CHROMIUM)
	@$(VENV) tools/lighthouse.py

bench: .venv/installed-dev ## Print how fast the site is; make bench ARGS="pages growth" picks
	@sh tools/install-program.sh wrk wrk
	@$(VENV) -m tests.bench $(ARGS)

preflight:
	@command -v $(PYTHON) >/dev/null || { echo "Knotcare needs Python 3.11 or newer: install it, or name yours with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) tools/preflight.py $(if $(filter run dev,$(MAKECMDGOALS)),$(HOST) $(PORT))

# Each stamp is newer than the lock file that it was installed from.
.venv/installed: requirements.lock | preflight
	@$(PYTHON) tools/install.py requirements.lock
	@touch $@

.venv/installed-postgres: requirements-postgres.lock | .venv/installed
	@$(PYTHON) tools/install.py requirements-postgres.lock
	@touch $@

.venv/installed-dev: requirements-dev.lock | preflight
	@$(PYTHON) tools/install.py requirements-dev.lock
	@touch $@ .venv/installed

# The Nu HTML checker; without it its test says that it was left out.
$(VNU): | .venv/installed-dev
	@$(NPM_INSTALL) vnu-jar@$(VNU_VERSION) || echo "The Nu HTML checker could not be installed." >&2

$(LIGHTHOUSE): | .venv/installed-dev
	@$(NPM_INSTALL) lighthouse@$(LIGHTHOUSE_VERSION)
