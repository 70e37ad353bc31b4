# The developer's bench. Every word sets up what it needs in .venv; only Python 3.11 or later, git and make are asked for.
#
#   make try               check the sample workspace examples/chat-server
#   make try DIR=~/my/crate ARGS='--format concise'
#   make test              all tests; what cannot run here (no cargo, no network, no Emacs) is skipped, and says so.
#                          Downloads editors into .cache; CI=1 also installs Debian's packages, as root
#   make check             ruff, mypy, pyright, import floors
#   make bless             rewrite what is generated: .fixed.rs files and tables
#   make fix-ecosystem     apply all safe fixes to the released crates: do they still compile and pass their tests?
#   make clippy-peer       compare the rules that are lints of clippy with clippy, over five released crates
#   make bench             measure latency and throughput against the peers; writes docs/performance.md
#   make screenshots       take the pictures of VS Code in docs/ anew
#   make vsix              build the VS Code extension for this machine (Node.js is fetched when there is none)
#   make vsix PLATFORM=darwin-arm64   for another one, or `universal` without a server
#   make lock              resolve the development dependencies anew

.DEFAULT_GOAL := help
.PHONY: help try test check bless fix-ecosystem clippy-peer bench screenshots vsix lock

BIN := .venv/bin
DIR ?= examples/chat-server
ARGS ?=
TESTS ?= tests
LOCKS := .dev/locks

help:
	@sed -n 's/^#   //p' Makefile

# 1 means that there are findings, which is what a trial is for.
try: .venv/.run
	@$(BIN)/python -P -m rust_perf_analyzer check $(ARGS) "$(DIR)" || [ $$? -eq 1 ]

test: .venv/.dev
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -rs $(TESTS) $(ARGS)

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright
	$(BIN)/lint-imports

bless: .venv/.dev
	@$(BIN)/python .dev/bless.py $(ARGS)
	@$(BIN)/python .dev/settings.py
	@$(BIN)/python .dev/readme.py
	@$(BIN)/python .dev/vscode_settings.py

fix-ecosystem: .venv/.dev
	@$(BIN)/python tests/ecosystem/fetch.py
	@$(BIN)/python tests/ecosystem/fix_all.py $(ARGS)

clippy-peer: .venv/.dev
	@$(BIN)/python tests/ecosystem/fetch.py
	@$(BIN)/python .dev/clippy_peer.py $(ARGS)

bench: .venv/.dev .venv-bench/.ready
	@PATH="$(CURDIR)/.venv-bench/bin:$$PATH" $(BIN)/python tests/bench/run.py $(ARGS)

screenshots: .venv/.dev
	@$(BIN)/python .dev/screenshots.py

vsix: .venv/.run
	@$(BIN)/python .dev/vsix.py $(PLATFORM)

LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet --upgrade \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header

lock:
	@[ -x $(BIN)/uv ] || $(BIN)/python -m pip --quiet install uv
	$(LOCK) pyproject.toml --group install -o $(LOCKS)/run.txt
	$(LOCK) pyproject.toml -c $(LOCKS)/run.txt -o $(LOCKS)/bundle.txt
	$(LOCK) pyproject.toml --group dev -c $(LOCKS)/run.txt -o $(LOCKS)/dev.txt
	$(LOCK) --group pyproject.toml:bench -o $(LOCKS)/bench.txt

# The trial needs few packages, the tests need more of them in the same place.
.venv/.run: $(LOCKS)/run.txt pyproject.toml .dev/venv.sh
	@echo "Setting up .venv …"
	@.dev/venv.sh .venv $(LOCKS)/run.txt editable
	@touch $@

.venv/.dev: $(LOCKS)/dev.txt .venv/.run
	@echo "Setting up .venv for development …"
	@.dev/venv.sh .venv $(LOCKS)/dev.txt
	@touch $@

.venv-bench/.ready: $(LOCKS)/bench.txt
	@.dev/venv.sh .venv-bench $(LOCKS)/bench.txt
	@touch $@
