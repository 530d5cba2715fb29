from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "navstrechu.organisation"
    label = "organisation"

    def ready(self) -> None:
        from navstrechu.history import wording  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.organisation import events  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
