"""What a draft is about leads to its page."""

import pytest

from navstrechu.drafting.kinds import NOTHING, About
from navstrechu.registers.order_kinds import EDITION
from navstrechu.web.drafting.shown import about_url
from tests.factories.organisation import agency
from tests.factories.registers import register_edition

pytestmark = pytest.mark.django_db


def test_edition_leads_to_its_page():
    own = agency()
    edition = register_edition(own)

    found = about_url(own.code, About(EDITION, str(edition.pk)))

    assert found == f"/agency/{own.code}/registers/touchpoints/editions/{edition.number}/"


def test_edition_of_another_agency_and_nothing_lead_nowhere():
    own, other = agency(), agency()
    edition = register_edition(other)

    assert about_url(own.code, About(EDITION, str(edition.pk))) == ""
    assert about_url(own.code, NOTHING) == ""
