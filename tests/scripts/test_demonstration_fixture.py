"""The fixture `demonstration` in its three uses: with rollback, with commits, and gone afterwards."""

import pytest

from navstrechu.files.models import StoredFile
from navstrechu.organisation.models import Agency


@pytest.mark.parametrize("attempt", [1, 2])
def test_demonstration_with_rollback(demonstration, db, attempt: int):
    assert Agency.objects.update(short_name="Другое имя") == 1


@pytest.mark.parametrize("attempt", [1, 2])
def test_demonstration_with_commits(demonstration, transactional_db, attempt: int):
    assert Agency.objects.exclude(short_name="Другое имя").update(short_name="Другое имя") == 1


@pytest.mark.parametrize("attempt", [1, 2])
def test_demonstration_has_its_files(demonstration, db, attempt: int):
    stored = list(StoredFile.objects.all())

    assert stored
    assert all(file.path.is_file() for file in stored)


def test_without_demonstration(db):
    assert Agency.objects.count() == 0
