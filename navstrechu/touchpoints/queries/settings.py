"""How an agency keeps its register."""

from navstrechu.organisation.models import Agency
from navstrechu.touchpoints.models import RegisterSettings


def settings_of(agency: Agency) -> RegisterSettings:
    """The agency's terms; an unsaved row with the usual ones where nobody has set any."""
    return RegisterSettings.objects.filter(agency=agency).first() or RegisterSettings(agency=agency)
