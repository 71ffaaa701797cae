from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from articles import editor
from articles.sitemaps import SITEMAPS

from . import views

admin.site.site_header = admin.site.site_title = "Knotcare desk"
admin.site.index_title = "What would you like to change?"

urlpatterns = [
    path("", include("articles.urls")),
    path("", include("booking.urls")),
    path("admin/", admin.site.urls),
    # The names that django-markdownx reverses; its own views answer anybody.
    path(
        "markdownx/markdownify/", editor.Preview.as_view(), name="markdownx_markdownify"
    ),
    path("markdownx/upload/", editor.Upload.as_view(), name="markdownx_upload"),
    path("markdownx/pictures/", editor.Library.as_view(), name="picture_library"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.healthz, name="healthz"),
]

handler404 = "knotcare.views.not_found"
