from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "navstrechu.history"
    label = "history"
