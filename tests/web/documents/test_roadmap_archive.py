"""The archive of the roadmap's documents, ordered from the page of archives."""

import pytest
from django.urls import reverse

from navstrechu.jobs.models import Job
from navstrechu.roadmap.services.archives import ROADMAP_JOB
from tests.sessions import sign_in
from tests.web.visiting import tree

pytestmark = [pytest.mark.usefixtures("demonstration"), pytest.mark.django_db]
PAGE = "/agency/dsz/documents/archive/"
BUTTON = "//button[@name='what' and @value='roadmap']"


def test_documents_of_the_roadmap_are_ordered_and_shown_among_the_archives():
    client = sign_in("coordinator")

    response = client.post(PAGE, {"what": "roadmap"})

    assert (response.status_code, response.url) == (302, reverse("documents:archive", args=["dsz"]))
    job = Job.objects.get(kind=ROADMAP_JOB)
    assert job.order["title"].startswith("Документы дорожной карты на ")
    assert job.order["title"] in client.get(PAGE).content.decode()


def test_second_order_is_told_that_one_is_being_made():
    client = sign_in("coordinator")
    client.post(PAGE, {"what": "roadmap"})

    response = client.post(PAGE, {"what": "roadmap"})

    assert response.status_code == 409
    assert "Такой архив уже собирается" in response.content.decode()


def test_reader_sees_no_button_and_orders_none():
    client = sign_in("employee")

    assert tree(client.get(PAGE)).xpath(BUTTON) == []
    assert client.post(PAGE, {"what": "roadmap"}).status_code == 403
    assert not Job.objects.filter(kind=ROADMAP_JOB).exists()
    assert len(tree(sign_in("finance").get(PAGE)).xpath(BUTTON)) == 1
