from django.urls import path

from navstrechu.web.touchpoints.views import bulk, keeping, pasting, register, rows

urlpatterns = [
    path("", register.register, name="register"),
    path("export/<str:fmt>/", register.export, name="export"),
    path("rows/new/", rows.add, name="row-add"),
    path("rows/places/", rows.suggest, name="row-places"),
    path("rows/order/", keeping.order, name="rows-order"),
    path("rows/paste/", pasting.paste, name="rows-paste"),
    path("rows/bulk/", bulk.bulk, name="bulk"),
    path("rows/undo/", keeping.take_back, name="rows-undo"),
    path("rows/<int:pk>/", rows.row, name="row"),
    path("rows/<int:pk>/edit/", rows.edit, name="row-edit"),
    path("rows/<int:pk>/remove/", rows.remove, name="row-remove"),
    path("rows/<int:pk>/restore/", rows.restore, name="row-restore"),
    path("peculiarities/process/<int:pk>/", keeping.process_peculiarity, name="process-peculiarity"),
    path("peculiarities/group/<int:pk>/", keeping.group_peculiarity, name="group-peculiarity"),
    path("settings/", keeping.settings, name="settings"),
]
