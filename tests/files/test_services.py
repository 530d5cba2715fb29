"""Stored files: whole on disk before their row, never rewritten, proved by checksum."""

import hashlib
import shutil
from collections import namedtuple

import pytest
from django.db import DatabaseError, connection, transaction

from navstrechu.core.errors import InputRefused
from navstrechu.files.models import StoredFile
from navstrechu.files.queries import content, damaged_files
from navstrechu.files.services import store_file
from navstrechu.history.models import Event
from navstrechu.history.services import SYSTEM
from tests.factories import NOON
from tests.factories.evidence import PDF, stored_file
from tests.factories.organisation import agency

pytestmark = pytest.mark.django_db


def test_stored_file_keeps_bytes_name_and_checksum():
    stored = stored_file(agency(), name="C:\\Документы\\приказ.pdf")

    assert content(stored) == PDF
    assert (stored.name, stored.media_type, stored.size) == ("приказ.pdf", "application/pdf", len(PDF))
    assert stored.sha256 == hashlib.sha256(PDF).hexdigest()
    assert Event.objects.filter(verb="file_stored").get().comment == stored.sha256


def test_refused_file_leaves_nothing(settings):
    owner = agency()

    with pytest.raises(InputRefused):
        store_file(agency_id=owner.pk, name="приказ.pdf", data=b"MZ", by=SYSTEM, at=NOON)

    assert StoredFile.objects.count() == 0
    assert not settings.MEDIA_ROOT.exists()


def test_full_disk_refuses_before_writing(monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(10, 10, 1024))

    with pytest.raises(InputRefused, match="заканчивается место"):
        stored_file(agency())

    assert StoredFile.objects.count() == 0


def test_database_refuses_to_change_what_a_file_is():
    stored = stored_file(agency())

    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE files_storedfile SET sha256 = 'x' WHERE id = %s", [stored.pk])


def test_damaged_and_missing_files_are_found():
    owner = agency()
    sound, damaged, missing = (stored_file(owner) for _ in range(3))
    damaged.path.write_bytes(b"%PDF- other")
    missing.path.unlink()

    assert list(damaged_files()) == [damaged, missing]
    assert content(sound) == PDF
