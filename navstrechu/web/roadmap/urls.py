from navstrechu.web.roadmap import result_drafts, url_imports, url_measure, url_pages, url_time

result_drafts.register()

app_name = "roadmap"
urlpatterns = [
    *url_pages.urlpatterns,
    *url_measure.urlpatterns,
    *url_imports.urlpatterns,
    *url_time.urlpatterns,
]
