from navstrechu.web.roadmap import url_imports, url_measure, url_pages, url_time

app_name = "roadmap"
urlpatterns = [
    *url_pages.urlpatterns,
    *url_measure.urlpatterns,
    *url_imports.urlpatterns,
    *url_time.urlpatterns,
]
