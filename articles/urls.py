from django.urls import path

from .feeds import ChapterFeed
from .views import breaks, chapter, handouts, pages, search

app_name = "articles"

urlpatterns = [
    path("", pages.Home.as_view(), name="home"),
    path("guide/<slug:slug>/", chapter.Chapter.as_view(), name="chapter"),
    path("preview/<slug:key>/", chapter.preview, name="preview"),
    path("relief/", pages.Relief.as_view(), name="relief"),
    path("relief/<slug:slug>/", pages.ReliefArea.as_view(), name="relief_area"),
    path("knotcare-guide.html", handouts.WholeGuide.as_view(), name="whole_guide"),
    path("desk-card.html", handouts.DeskCard.as_view(), name="desk_card"),
    path("questions/", pages.Questions.as_view(), name="questions"),
    path("breaks/", breaks.breaks, name="breaks"),
    path("breaks.ics", breaks.breaks_file, name="breaks_file"),
    path("search/", search.Search.as_view(), name="search"),
    path("about/", pages.About.as_view(), name="about"),
    path("media/<path:name>", pages.media, name="media"),
    path("feed.xml", ChapterFeed(), name="feed"),
]
