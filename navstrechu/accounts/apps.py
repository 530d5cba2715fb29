from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "navstrechu.accounts"
    label = "accounts"

    def ready(self) -> None:
        from navstrechu.accounts import events  # noqa: PLC0415 – models must be loaded first
        from navstrechu.history import wording  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
