from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "navstrechu.documents"
    label = "documents"
