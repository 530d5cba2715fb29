from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "navstrechu.jobs"
    label = "jobs"

    def ready(self) -> None:
        from navstrechu.history import wording  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.jobs import events, tasks  # noqa: PLC0415

        wording.register(events.VERBS)
        tasks.register_tasks()
