from django.apps import AppConfig


class DraftingConfig(AppConfig):
    name = "navstrechu.drafting"
    label = "drafting"

    def ready(self) -> None:
        from navstrechu.drafting import (  # noqa: PLC0415 – models need loaded apps
            events,
            notice_kinds,
            notices,
            tasks,
        )
        from navstrechu.history import wording  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        notice_kinds.register()
        notices.listen()
        tasks.register_tasks()
