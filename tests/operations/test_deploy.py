"""The guide of the administrator and the files of `deploy` speak of what there is."""

import re
import shlex
from pathlib import Path

import pytest
from django.conf import settings

from navstrechu.cli import main
from tests.architecture.sources import ROOT

DEPLOY = ROOT / "deploy"
GUIDE = ROOT / "docs" / "deploy.ru.md"
TEXTS = [GUIDE, *sorted(path for path in DEPLOY.iterdir())]
COMMAND = re.compile(
    r"^(?:ExecStart=/opt/navstrechu/|as-navstrechu )\.venv/bin/navstrechu ((?:.*\\\n)*.*)$", re.MULTILINE
)


def commands() -> list[str]:
    """Every command line of the product in the guide and in the units, comments cut off."""
    found = [text for path in TEXTS for text in COMMAND.findall(path.read_text(encoding="utf-8"))]
    return [text.replace("\\\n", " ").split("#")[0].strip() for text in found]


def test_guide_and_units_hold_commands():
    assert {shlex.split(text)[0] for text in commands()} == {
        "serve", "backup", "restore", "verify", "doctor", "create-region", "create-agency", "create-admin",
        "reset-second-factor",
    }  # fmt: skip


@pytest.mark.parametrize("text", commands())
def test_command_is_understood(text: str):
    words = shlex.split(text)

    assert main._parser(words).parse_args(words).module.HELP


def test_settings_that_are_named_exist():
    known = set(re.findall(r'"(NAVSTRECHU_\w+|DATABASE_URL)"', (ROOT / "config" / "settings.py").read_text()))
    named = {
        name.removesuffix("_FILE")
        for path in TEXTS
        for name in re.findall(r"\b(NAVSTRECHU_\w+|DATABASE_URL\w*)", path.read_text(encoding="utf-8"))
    }

    assert named - known == set()


def test_proxy_lets_uploads_through_and_passes_on_who_asks():
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")

    megabytes = int(re.search(r"client_max_body_size (\d+)m;", site)[1])
    assert megabytes * 2**20 > settings.UPLOAD_LIMIT_BYTES
    headers = dict(re.findall(r"proxy_set_header (\S+) (\S+);", site))
    assert headers == {
        "Connection": '""',
        "Host": "$http_host",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-For": "$remote_addr",
    }


def test_service_listens_where_the_proxy_asks():
    unit = (DEPLOY / "navstrechu.service").read_text(encoding="utf-8")
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")

    host, port = re.search(r"serve --host (\S+) --port (\d+)", unit).groups()
    assert f"server {host}:{port};" in site


def test_files_that_the_guide_names_are_there():
    named = re.findall(r"deploy/([\w.-]+\w)", GUIDE.read_text(encoding="utf-8"))

    assert [name for name in named if not Path(DEPLOY / name).exists()] == []
