"""Pictures of the guide: each named and described, none left over, small, served to who is signed in."""

import re

import pytest
from django.test import Client

from navstrechu.accounts.roles import Role
from navstrechu.web.help.guide import topic
from navstrechu.web.help.pictures import PICTURES, guide_picture
from navstrechu.web.help.topics import FOLDER, SLUGS
from tests.e2e.guide_pictures import LARGEST_BYTES, SHOTS, WIDTH
from tests.factories.organisation import agency, member
from tests.sessions import sign_in

NAMED = re.compile(r"!\[([^\]]*)\]\(img/([^)]*)\.png\)")
FILES = {path.stem: path for path in PICTURES.glob("*.png")}
MOST = 15
SHORTEST_DESCRIPTION = 30


def named() -> list[tuple[str, str]]:
    """(description, name) of every picture in the topics."""
    return [found for path in sorted(FOLDER.glob("*.md")) for found in NAMED.findall(path.read_text("utf-8"))]


def test_topics_scripts_and_files_name_the_same_pictures():
    assert sorted(name for _, name in named()) == sorted(FILES) == sorted(shot.name for shot in SHOTS)
    assert len(FILES) <= MOST


def test_every_picture_is_described_in_words():
    assert [name for words, name in named() if len(words) < SHORTEST_DESCRIPTION] == []


@pytest.mark.parametrize("name", FILES)
def test_picture_is_small_and_not_wider_than_its_window(name):
    assert FILES[name].stat().st_size <= LARGEST_BYTES
    assert 0 < guide_picture(name).width <= WIDTH


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if "](img/" in (FOLDER / f"{slug}.md").read_text()])
def test_topic_shows_its_pictures_with_their_size(slug):
    names = [name for _, name in NAMED.findall((FOLDER / f"{slug}.md").read_text("utf-8"))]

    shown = re.findall(r'<img src="([^"]+)" alt="[^"]+" width="(\d+)" height="(\d+)"', topic(slug).body)

    assert shown == [
        (f"/help/pictures/{name}.png", str(guide_picture(name).width), str(guide_picture(name).height))
        for name in names
    ]


@pytest.mark.django_db
def test_picture_is_served_in_a_sandbox():
    answer = sign_in(member(Role.EMPLOYEE, agency())).get("/help/pictures/matrix.png")

    assert answer.content == FILES["matrix"].read_bytes()
    assert {name: answer.headers[name] for name in ("Content-Type", "Content-Security-Policy")} == {
        "Content-Type": "image/png",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nothing", "..", "..%2F..%2Fmanage", "Matrix"])
def test_other_names_are_not_there(name):
    assert sign_in(member(Role.EMPLOYEE, agency())).get(f"/help/pictures/{name}.png").status_code == 404


@pytest.mark.django_db
def test_guest_sees_no_picture():
    answer = Client().get("/help/pictures/matrix.png")

    assert answer.headers["Location"] == "/account/sign-in/?next=/help/pictures/matrix.png"
