"""An installation with reminders to send: `python -m tests.crash.mailer MODE`.

`prepare N` makes N people who want letters at once and tells each of something; `check` prints what stands in
the outbox as JSON, by Message-ID.
"""

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402 – after django.setup()

from navstrechu.accounts.models import User  # noqa: E402
from navstrechu.accounts.roles import Role  # noqa: E402
from navstrechu.notices.models import Mail, MailChoice, MailMode, Notification  # noqa: E402
from navstrechu.notices.services.telling import tell  # noqa: E402
from navstrechu.organisation.models import Membership  # noqa: E402
from tests.factories.notices import tale  # noqa: E402
from tests.factories.organisation import agency  # noqa: E402


def prepare(number: int) -> None:
    owner, now = agency(), timezone.now()
    people = [
        User(login=f"reader{one}", email=f"reader{one}@example.org", display_name="Читатель", created_at=now)
        for one in range(number)
    ]
    # Straight into the tables: two hundred passwords would take longer than all letters.
    User.objects.bulk_create(people)
    roles = [Membership(user=user, role=Role.EMPLOYEE, agency=owner, since=now) for user in people]
    Membership.objects.bulk_create(roles)
    MailChoice.objects.bulk_create(
        MailChoice(user=user, mode=MailMode.EVENTS, changed_at=now) for user in people
    )
    tell(tale(owner), users=[user.pk for user in people], at=timezone.now())


def check() -> None:
    state = {
        "letters": dict(Mail.objects.values_list("message_id", "state")),
        "told": Notification.objects.exclude(mail=None).count(),
    }
    print(json.dumps(state))


if __name__ == "__main__":
    prepare(int(sys.argv[2])) if sys.argv[1] == "prepare" else check()
