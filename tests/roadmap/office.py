"""An office program that opens a file and saves it in another form."""

import shutil
import subprocess
from pathlib import Path


def office() -> str | None:
    return shutil.which("soffice")


def convert(source: Path, form: str, folder: Path, *, opened_as: str = "") -> Path:
    """Save ``source`` as ``form`` in ``folder``, with a profile of its own so that runs do not meet."""
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    filters = [f"--infilter={opened_as}"] if opened_as else []
    command = [str(office()), "--headless", profile, *filters, "--convert-to", form, "--outdir", str(folder)]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return folder / f"{source.stem}.{form}"
