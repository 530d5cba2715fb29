"""Templates: nothing inline (the content policy would block it), all compile, none is dead or endless."""

import re
from pathlib import Path

import pytest
from django.template import engines

from tests.architecture.sources import PRODUCT, sources

FOLDER = PRODUCT / "web" / "templates"
TEMPLATES = sorted(path for path in PRODUCT.rglob("templates/**/*") if path.is_file())
LONGEST = 150
# One page that shows every component in every state is long by purpose.
LONG_BY_PURPOSE = {"shell/gallery.html"}
INLINE = {
    "script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "htmx script": re.compile(r"\shx-on|=[\"']js(?:on)?:|javascript:", re.IGNORECASE),
    "other host": re.compile(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//", re.IGNORECASE),
    "unescaped output": re.compile(r"\|\s*safe\b|autoescape\s+off"),
}
COMMENT = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?endcomment\s*%\}", re.DOTALL)


def name_of(path: Path) -> str:
    """The name under which Django finds it."""
    return path.as_posix().split("/templates/", 1)[1]


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_is_short_compiles_and_holds_nothing_inline(path: Path):
    text = path.read_text(encoding="utf-8")
    code = COMMENT.sub("", text)

    assert [what for what, pattern in INLINE.items() if pattern.search(code)] == []
    assert text.count("\n") <= LONGEST or name_of(path) in LONG_BY_PURPOSE
    assert engines["django"].get_template(name_of(path)).template.origin.template_name == name_of(path)


def test_every_template_is_used():
    names = {name_of(path) for path in TEMPLATES}
    texts = [path.read_text(encoding="utf-8") for path in TEMPLATES]
    texts += [source.path.read_text(encoding="utf-8") for source in sources()]
    mentioned = set(re.findall(r"[\w/.-]+\.(?:html|txt|svg)", "\n".join(texts)))
    by_status = {name for name in names if re.fullmatch(r"shell/errors/\d{3}\.html", name)}

    assert names - mentioned - by_status == set()
