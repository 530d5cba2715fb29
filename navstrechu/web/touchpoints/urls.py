from navstrechu.web.touchpoints import (
    url_checks,
    url_imports,
    url_places,
    url_proposals,
    url_register,
)

app_name = "touchpoints"
urlpatterns = [
    *url_register.urlpatterns,
    *url_places.urlpatterns,
    *url_proposals.urlpatterns,
    *url_checks.urlpatterns,
    *url_imports.urlpatterns,
]
