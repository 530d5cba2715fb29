from django.apps import AppConfig


class TouchpointsConfig(AppConfig):
    name = "navstrechu.touchpoints"
    label = "touchpoints"
