from django.urls import path

from navstrechu.web.roadmap.views import editing, overview, table

urlpatterns = [
    path("", overview.matrix, name="matrix"),
    path("table/", table.table, name="table"),
    path("table/measures.<str:fmt>", table.table_file, name="table-file"),
    path("table/rows/<str:number>/", table.row, name="table-row"),
    path("table/results/<int:result>/", table.result_cell, name="table-result"),
    path("posts/", overview.posts, name="posts"),
    path("tasks/", overview.tasks, name="tasks"),
    path("measures/<str:number>/edit/", editing.edit_measure, name="edit-measure"),
    path("results/<int:result>/edit/", editing.edit_result, name="edit-result"),
]
