"""Writes every page of the product as a picture into screenshots/: light, dark, and on a phone.

Own server, own data folder with the demonstration department; nothing of the installation is touched.
`scripts/screenshots.py matrix table` takes only those pages (names as in tests/e2e/pages.py).
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "screenshots"


def main() -> int:
    """Take all pictures, or those of the pages named as arguments."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Не найден браузер chromium. Его ставит make test; вручную – пакет chromium.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from tests.e2e.photographs import photograph  # type: ignore[import-untyped] # noqa: PLC0415 – needs set-up

        photograph(chromium, TARGET, only=set(sys.argv[1:]))
    print(f"Готово: {TARGET.relative_to(ROOT)}/", flush=True)
    return 0


def prepare(folder: str) -> None:
    """Configure the product for a data folder that will be thrown away."""
    sys.path.insert(0, str(ROOT))
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {
        "NAVSTRECHU_DATA_DIR": folder,
        "NAVSTRECHU_DEMONSTRATION": "1",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
    import django  # noqa: PLC0415 – reads the environment set above
    from django.conf import settings  # noqa: PLC0415

    # Static files straight from their sources, so that no earlier collecting decides what is seen.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    django.setup()


if __name__ == "__main__":
    sys.exit(main())
