"""A kind of document of the tests' own, and a draft of it."""

import pytest

from navstrechu.accounts.models import User
from navstrechu.accounts.roles import Role
from navstrechu.drafting import kinds
from navstrechu.drafting.models import Draft
from navstrechu.organisation.models import Agency
from tests.drafting.samples import SAMPLE
from tests.factories.drafting import draft as make_draft
from tests.factories.organisation import agency, member


@pytest.fixture(autouse=True)
def sample_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._KINDS, SAMPLE.code, SAMPLE)


@pytest.fixture
def own(db) -> Agency:
    return agency()


@pytest.fixture
def coordinator(own: Agency) -> User:
    return member(Role.COORDINATOR, own)


@pytest.fixture
def draft(own: Agency, coordinator: User) -> Draft:
    return make_draft(own, by=coordinator, kind=SAMPLE)
