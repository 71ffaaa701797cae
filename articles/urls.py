from django.urls import path

from . import break_views, handouts, views
from .feeds import ChapterFeed

app_name = "articles"

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("guide/<slug:slug>/", views.Chapter.as_view(), name="chapter"),
    path("relief/", views.Relief.as_view(), name="relief"),
    path("relief/<slug:slug>/", views.ReliefArea.as_view(), name="relief_area"),
    path("knotcare-guide.html", handouts.WholeGuide.as_view(), name="whole_guide"),
    path("desk-card.html", handouts.DeskCard.as_view(), name="desk_card"),
    path("questions/", views.Questions.as_view(), name="questions"),
    path("breaks/", break_views.breaks, name="breaks"),
    path("breaks.ics", break_views.breaks_file, name="breaks_file"),
    path("search/", views.Search.as_view(), name="search"),
    path("about/", views.About.as_view(), name="about"),
    path("media/<path:name>", views.media, name="media"),
    path("feed.xml", ChapterFeed(), name="feed"),
]
