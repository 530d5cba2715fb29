"""Writes docs/api/openapi.json from the routes of the API; `make check` compares the two."""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATH = ROOT / "docs" / "api" / "openapi.json"


def text() -> str:
    """The description as it is checked in."""
    from navstrechu.api.urls import description  # noqa: PLC0415 – needs configured settings

    return json.dumps(description(), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write the description anew."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_test")
    import django  # noqa: PLC0415 – reads the settings named above

    django.setup()
    PATH.parent.mkdir(parents=True, exist_ok=True)
    PATH.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
