from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "navstrechu.drafting"
    label = "drafting"

    def ready(self) -> None:
        from navstrechu.drafting import events, tasks  # noqa: PLC0415 – models need loaded apps
        from navstrechu.history import wording  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        tasks.register_tasks()
