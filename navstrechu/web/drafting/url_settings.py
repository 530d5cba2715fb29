"""Addresses of templates, numbers, printed form and the dictionary of cases."""

from django.urls import URLPattern, path

from navstrechu.web.drafting.views import dictionary, layout, numbers, templates

urlpatterns: list[URLPattern] = [
    path("settings/templates/", templates.templates, name="templates"),
    path("settings/templates/<str:kind>/", templates.template, name="template"),
    path("settings/templates/<str:kind>/preview/", templates.preview, name="template-preview"),
    path("settings/templates/<str:kind>/<int:number>/", templates.version, name="template-version"),
    path("settings/templates/<str:kind>/<int:number>/restore/", templates.restore, name="template-restore"),
    path("settings/numbers/", numbers.numbers, name="numbers"),
    path("settings/numbers/<slug:act_kind>/mask/", numbers.mask, name="number-mask"),
    path("settings/numbers/<slug:act_kind>/next/", numbers.following, name="number-next"),
    path("settings/layout/", layout.layout, name="layout"),
    path("settings/layout/sample.<slug:fmt>", layout.sample, name="layout-sample"),
    path("settings/dictionary/", dictionary.dictionary, name="dictionary"),
    path("settings/dictionary/add/", dictionary.add, name="dictionary-add"),
    path("settings/dictionary/<int:pk>/remove/", dictionary.remove, name="dictionary-remove"),
]
