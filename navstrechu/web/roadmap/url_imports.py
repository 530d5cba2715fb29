from django.urls import path

from navstrechu.web.roadmap.views import checks, editions, imports, report, templates

urlpatterns = [
    path("editions/", editions.editions, name="editions"),
    path("editions/comparison/", editions.comparison, name="compare-editions"),
    path("export/roadmap.<str:fmt>", editions.export, name="export"),
    path("import/", imports.import_roadmap, name="import"),
    path("import/<int:pk>/", imports.preview, name="import-preview"),
    path("import/<int:pk>/confirm/", imports.confirm, name="import-confirm"),
    path("import/<int:pk>/discard/", imports.discard, name="import-discard"),
    path("from-template/", templates.templates, name="templates"),
    path("from-template/<int:edition>/", templates.from_template, name="from-template"),
    path("offer-template/", templates.offer, name="offer-template"),
    path("checks/", checks.checks, name="checks"),
    path("report/", report.report, name="report"),
    path("report/progress.<str:fmt>", report.report_file, name="report-file"),
]
