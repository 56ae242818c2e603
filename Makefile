# Everything starts here: `make run` serves Flapover, `make test` tests all of it.
# On a machine with Python 3.11+, git and make these bring whatever else they need.

WITH := ./scripts/with-tools
# What to hand on, as in `make run ARGS="--port 9000"` or `make test ARGS="-k socket"`.
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help run test test-slow check fmt dev types screenshots bench bench-nodes cluster lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

run: ## Serve on http://localhost:8000, with boards kept in ./data
	@$(WITH) uv run --no-dev flapover $(ARGS)

test: ## Check types and style, then run every test but the slow ones
	@$(WITH) uv run python scripts/test.py $(ARGS)

test-slow: ## The same, with the slow tests
	@$(WITH) uv run python scripts/test.py --slow $(ARGS)

check: ## Only the checks: types, style, generated files
	@$(WITH) uv run python scripts/test.py --checks

fmt: ## Put every file in the house style
	@$(WITH) uv run ruff check --fix-only --quiet .
	@$(WITH) uv run ruff format .
	@test ! -f web/package.json || (cd web && ../scripts/with-tools npm run format)

dev: ## Serve with reload, and the client with Vite's dev server
	@$(WITH) uv run python scripts/dev.py

types: ## Write the generated files anew: web/src/protocol.ts and methods/schema.json
	@$(WITH) uv run python -m flapover.wiretypes
	@$(WITH) uv run flapover methods schema > out.schema.json && mv out.schema.json methods/schema.json

screenshots: ## Take pictures of every screen into out/screenshots
	@$(WITH) uv run python -m tests.journeys.screenshots $(ARGS)

bench: ## Measure against the named references
	@$(WITH) uv run python -m bench $(ARGS)

bench-nodes: ## Measure several nodes on one PostgreSQL and one Redis
	@$(WITH) uv run python -m bench.nodes $(ARGS)

cluster: ## Serve from three nodes on a real PostgreSQL and Redis, as in `make cluster ARGS="--port 9000"`
	@$(WITH) uv run python -m scripts.cluster $(ARGS)

lock: ## Take the newest versions that fit, and pin them in pyproject.toml
	@$(WITH) uv run --no-project python scripts/lock.py

clean: ## Remove all that was brought or built; boards in ./data stay
	rm -rf .venv .tools uv.lock dist out web/dist web/node_modules bench/node_modules
	rm -rf .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@touch pyproject.toml  # else uv takes the client for built
