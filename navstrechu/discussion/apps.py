from django.apps import AppConfig


class DiscussionConfig(AppConfig):
    name = "navstrechu.discussion"
    label = "discussion"

    def ready(self) -> None:
        from navstrechu.discussion import events  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.history import wording  # noqa: PLC0415

        wording.register(events.VERBS)
