"""Where the things of notices are shown."""

from django.urls import reverse

from navstrechu.notices.kinds import register_path


def register() -> None:
    """Tell the notices, which know no addresses themselves."""
    register_path("roadmap.measure", lambda agency, number: reverse("roadmap:measure", args=[agency, number]))
    register_path("roadmap.editions", lambda agency, _key: reverse("roadmap:editions", args=[agency]))
    register_path("processes.process", lambda agency, pk: reverse("processes:process", args=[agency, pk]))
    register_path(
        "touchpoints.proposal", lambda agency, pk: reverse("touchpoints:proposal", args=[agency, pk])
    )
    register_path(
        "touchpoints.reports", lambda agency, pk: f"{reverse('touchpoints:tasks', args=[agency])}#task-{pk}"
    )
    register_path(
        "registers.edition",
        lambda agency, key: reverse("registers:edition", args=[agency, *key.split("/")]),
    )
    register_path("drafting.draft", lambda agency, pk: reverse("drafting:draft", args=[agency, pk]))
    register_path("drafting.visa", lambda agency, pk: reverse("drafting:visa", args=[agency, pk]))
    register_path("drafting.register", lambda agency, pk: reverse("drafting:register", args=[agency, pk]))
    register_path("accounts.second-factor", lambda _agency, _key: reverse("accounts:second-factor"))
    register_path("accounts.password", lambda _agency, _key: reverse("accounts:password"))
    register_path("notices.settings", lambda _agency, _key: reverse("notices:settings"))
    register_path(
        "organisation.invitation", lambda _agency, secret: reverse("invitations:accept", args=[secret])
    )
