from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "navstrechu.demonstration"
    label = "demonstration"
