from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "navstrechu.files"
    label = "files"

    def ready(self) -> None:
        from navstrechu.files import events  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.history import wording  # noqa: PLC0415

        wording.register(events.VERBS)
