"""Addresses of drafts: editing, agreement, and what an agency sets for its documents."""

from navstrechu.web.drafting import url_agreement, url_drafts, url_settings

app_name = "drafting"
urlpatterns = [*url_settings.urlpatterns, *url_agreement.urlpatterns, *url_drafts.urlpatterns]
