"""Many new touchpoints at once, of which a file says name and kind of channel."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from navstrechu.core.errors import Conflict
from navstrechu.core.text.name_keys import name_key
from navstrechu.core.text.stems import stems_of
from navstrechu.history.services import Actor, Told, record_many
from navstrechu.organisation.models import Agency
from navstrechu.processes.models import ChannelKind
from navstrechu.touchpoints import rules
from navstrechu.touchpoints.models import Touchpoint
from navstrechu.touchpoints.services.subjects import touchpoint_subject
from navstrechu.touchpoints.values import TouchpointContent

_AT_ONCE = 1_000


@transaction.atomic
def put_places(
    *, agency: Agency, named: Sequence[tuple[str, ChannelKind]], by: Actor, at: datetime
) -> list[Touchpoint]:
    """Touchpoints in the order of their names, each told of as `put_touchpoint` tells; for a caller that has
    decided who may. Raises InputRefused, Conflict where one of a name and channel is there."""
    made = []
    for name, channel in named:
        cleaned = rules.require_touchpoint(TouchpointContent(name, channel.pk))
        made.append(
            Touchpoint(
                agency=agency, name=cleaned.name, name_key=name_key(cleaned.name)[:500], channel=channel,
                stems=stems_of(cleaned.name), changed_at=at,
            )
        )  # fmt: skip
    try:
        with transaction.atomic():
            Touchpoint.objects.bulk_create(made, batch_size=_AT_ONCE)
    except IntegrityError as error:
        raise Conflict(_("Часть точек уже есть в перечне. Обновите страницу и повторите.")) from error
    record_many(
        (Told("touchpoint_created", touchpoint_subject(one), {"name": ["", one.name]}) for one in made),
        agency_id=agency.pk,
        by=by,
        at=at,
    )
    return made
