# The commands of the README. Needed: Python 3.11 or newer, git, make.
PYTHON ?= python3
UV := 0.13.9
VENV := .venv/bin/python
unexport PYTHONDONTWRITEBYTECODE  # bytecode makes every start seconds faster
WHOLE := -n auto --maxprocesses 8 --dist worksteal --cov --cov-fail-under=100

.PHONY: run stop test faults lint lock assets bench
.DEFAULT_GOAL := run

run: assets
	@exec $(VENV) -m portal.runtime up

stop:
	@test ! -x $(VENV) || $(VENV) -m portal.runtime stop

test: assets
	@$(VENV) -m pytest $(if $(ARGS),$(ARGS),$(WHOLE))

# The long storms: some half an hour. Another size: make faults REMINDERS='--size 100 --faults 100'
faults: .venv/installed
	@$(VENV) -m tests.faults seats --kind meetup $(SEATS)
	@$(VENV) -m tests.faults seats --kind edition $(SEATS)
	@$(VENV) -m tests.faults reminders $(REMINDERS)

lint: .venv/installed
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m djlint --quiet --check --lint .
	.venv/bin/lint-imports

lock: .venv/installed
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header -o requirements.txt requirements.in
	.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header -o requirements-dev.txt requirements-dev.in

assets: .venv/installed
	@$(VENV) -m portal.runtime.assets

bench: assets
	@$(VENV) -m bench $(if $(SIZES),--sizes $(SIZES)) $(if $(JOBS),--jobs $(JOBS))

# uv is ten times as fast as pip; where it cannot reach the index that pip is told of, pip does it.
.venv/installed: requirements-dev.txt Makefile
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 of nieuwer is nodig. Kies een andere met: make PYTHON=python3.13"; exit 1; }
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "Python mist ensurepip. Op Debian en Ubuntu: apt install python3-venv"; exit 1; }
	@echo "De Python-pakketten worden geïnstalleerd …"
	@test -x $(VENV) || $(PYTHON) -m venv .venv
	@$(VENV) -m pip install -qq --disable-pip-version-check uv==$(UV)
	@index="$${PIP_INDEX_URL:-$$($(VENV) -m pip config get global.index-url 2>/dev/null)}"; \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$index}"; fi; \
	.venv/bin/uv pip install --quiet --python $(VENV) --require-hashes -r requirements-dev.txt || \
	$(VENV) -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch .venv/installed
