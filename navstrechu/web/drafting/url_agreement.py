"""Addresses of agreement: visas, signature, registration."""

from django.urls import URLPattern, path

from navstrechu.web.drafting.views import agreement, registration, round_files, signing, visas

urlpatterns: list[URLPattern] = [
    path("visas/", visas.visas, name="visas"),
    path("visas/<int:pk>/", visas.visa, name="visa"),
    path("visas/<int:pk>/pass-on/", visas.pass_on, name="visa-pass-on"),
    path("<int:pk>/send/", agreement.send, name="send"),
    path("<int:pk>/recall/", agreement.recall, name="recall"),
    path("<int:pk>/return/", signing.give_back, name="return"),
    path("<int:pk>/sign/", signing.sign, name="sign"),
    path("<int:pk>/register/", registration.register, name="register"),
    path("<int:pk>/sheet.<str:fmt>", round_files.sheet, name="sheet"),
    path("<int:pk>/rounds/<int:number>/file.<str:fmt>", round_files.file, name="round-file"),
]
