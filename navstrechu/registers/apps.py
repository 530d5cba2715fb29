from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "navstrechu.registers"
    label = "registers"
