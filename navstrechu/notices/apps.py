from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "navstrechu.notices"
    label = "notices"

    def ready(self) -> None:
        from navstrechu.history import wording  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.notices import account_notices, events, tasks  # noqa: PLC0415
        from navstrechu.notices.services import invitations  # noqa: PLC0415

        wording.register(events.VERBS)
        account_notices.register()
        tasks.register_tasks()
        invitations.register()
