from django.urls import path

from .feeds import ChapterFeed
from .utils.cache_headers import public_page
from .views import article, break_reminders, handouts, pages, search

app_name = "articles"

urlpatterns = [
    path("", public_page(pages.Home.as_view()), name="home"),
    path("guide/", public_page(pages.Chapters.as_view()), name="guide"),
    path(
        "guide/page/<int:page>/",
        public_page(pages.Chapters.as_view()),
        name="guide_page",
    ),
    path("guide/<slug:slug>/", public_page(article.Chapter.as_view()), name="chapter"),
    path("preview/<slug:key>/", article.preview, name="preview"),
    path("relief/", public_page(pages.Relief.as_view()), name="relief"),
    path(
        "relief/<slug:slug>/",
        public_page(pages.ReliefArea.as_view()),
        name="relief_area",
    ),
    path(
        "knotcare-guide.html",
        public_page(handouts.WholeGuide.as_view()),
        name="whole_guide",
    ),
    path("desk-card.html", public_page(handouts.DeskCard.as_view()), name="desk_card"),
    path("questions/", public_page(pages.Questions.as_view()), name="questions"),
    path("breaks/", public_page(break_reminders.breaks), name="breaks"),
    path("breaks.ics", break_reminders.breaks_file, name="breaks_file"),
    path("search/", public_page(search.Search.as_view()), name="search"),
    path("about/", public_page(pages.About.as_view()), name="about"),
    path("media/<path:name>", pages.media, name="media"),
    path("feed.xml", public_page(ChapterFeed()), name="feed"),
]
