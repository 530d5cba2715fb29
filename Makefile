# Two commands matter: `make run` and `make test`. Each does its own set-up on a fresh machine.
.PHONY: run test check fix lock states api messages bench screenshots guide help
.DEFAULT_GOAL := help

run: ## поставить всё нужное и запустить (PORT=8000)
	@scripts/run.sh

test: ## все проверки на SQLite и на PostgreSQL (ARGS=tests/roadmap – часть)
	@scripts/test.sh

check: ## форма, типы, слои, архитектура
	@scripts/check.sh

fix: .venv/.stamps/packages-dev ## исправить форму
	@.venv/bin/ruff check --fix-only --quiet .
	@.venv/bin/ruff format --quiet .

lock: .venv/.stamps/packages-dev ## обновить закреплённые версии
	@scripts/lock.sh

states: .venv/.stamps/packages-dev ## нарисовать состояния в docs/states
	@.venv/bin/python scripts/states.py

api: .venv/.stamps/packages-dev ## записать описание API в docs/api/openapi.json
	@.venv/bin/python scripts/openapi.py

messages: .venv/.stamps/packages-dev ## собрать тексты для перевода и назвать непереведённые
	@.venv/bin/python scripts/messages.py

bench: .venv/.stamps/packages-dev ## измерить скорость
	@.venv/bin/python -m pytest -p no:randomly -m benchmark -s tests/benchmarks

screenshots: .venv/.stamps/packages-dev ## снять все страницы в screenshots/
	@.venv/bin/python scripts/screenshots.py

guide: .venv/.stamps/packages-dev ## снять картинки справки в docs/user/img
	@.venv/bin/python scripts/guide.py

.venv/.stamps/packages-dev:
	@"$$(scripts/python.sh)" scripts/set_up.py test

help:
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/' | expand -t 14
