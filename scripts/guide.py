"""Writes the pictures of the user guide into docs/user/img/, taken from the running product.

Own server, own data folder with the demonstration department; nothing of the installation is touched.
"""

import shutil
import sys
import tempfile

from screenshots import ROOT, prepare

TARGET = ROOT / "docs" / "user" / "img"


def main() -> int:
    """Take all pictures anew."""
    chromium = shutil.which("chromium")
    if chromium is None:
        print("Не найден браузер chromium. Его ставит make test; вручную – пакет chromium.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        from tests.e2e.guide_pictures import take  # type: ignore[import-untyped] # noqa: PLC0415 – needs set-up

        take(chromium, TARGET)
    print(f"Готово: {TARGET.relative_to(ROOT)}/", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
