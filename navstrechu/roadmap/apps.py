from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    name = "navstrechu.roadmap"
    label = "roadmap"

    def ready(self) -> None:
        from navstrechu.history import wording  # noqa: PLC0415 – gettext needs loaded apps
        from navstrechu.organisation.hooks import register_post_veto  # noqa: PLC0415
        from navstrechu.roadmap import document_kinds, events, notice_kinds, notices, tasks  # noqa: PLC0415
        from navstrechu.roadmap.drafting import kinds as draft_kinds  # noqa: PLC0415
        from navstrechu.roadmap.queries.posts import plan_needs_post  # noqa: PLC0415

        wording.register(events.VERBS, events.FIELDS)
        document_kinds.register()
        draft_kinds.register()
        register_post_veto(plan_needs_post)
        notice_kinds.register()
        notices.listen()
        tasks.register_tasks()
