from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "navstrechu.operations"
    label = "operations"

    def ready(self) -> None:
        from navstrechu.operations import checks  # noqa: PLC0415 – registers with Django's checks

        checks.register()
