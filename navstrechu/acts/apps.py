from django.apps import AppConfig


class ActsConfig(AppConfig):
    name = "navstrechu.acts"
    label = "acts"

    def ready(self) -> None:
        from navstrechu.acts import document_kinds, events, tasks  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.acts.hooks import register_annulment_veto  # noqa: PLC0415
        from navstrechu.acts.vetoes import relations_stand  # noqa: PLC0415
        from navstrechu.history import wording  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        document_kinds.register()
        register_annulment_veto(relations_stand)
        tasks.register_tasks()
