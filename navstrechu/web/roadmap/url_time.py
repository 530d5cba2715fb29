from django.urls import path

from navstrechu.web.roadmap.views import feeds, forecast, gantt

urlpatterns = [
    path("gantt/", gantt.gantt, name="gantt"),
    path("gantt/gantt.pdf", gantt.gantt_file, name="gantt-file"),
    path("calendar/", gantt.month, name="calendar"),
    path("forecast/", forecast.forecast, name="forecast"),
    path("forecast/<slug:kind>/", forecast.typical_term, name="typical-term"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<str:token>.ics", feeds.feed, name="feed"),
    path("feeds/<int:pk>/withdraw/", feeds.withdraw, name="feed-withdraw"),
]
