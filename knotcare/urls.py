from django.contrib import admin
from django.urls import include, path

from articles.utils.cache_headers import public_page
from articles.views import editor

from . import views
from .admin import help
from .auth.second_factor import views as second_factor
from .sitemap import sitemap, sitemap_section

admin.site.site_header = admin.site.site_title = "Knotcare desk"
admin.site.index_title = "Your desk"

urlpatterns = [
    path("", include("articles.urls")),
    path("", include("booking.urls")),
    path(
        "admin/first-day/",
        admin.site.admin_view(help.editors),
        name="first_day_editors",
    ),
    path(
        "admin/first-day/desk/",
        admin.site.admin_view(help.front_desk),
        name="first_day_desk",
    ),
    # In place of the admin's own: one who still owes the second factor is led to it, and
    # can sign out.
    path("admin/login/", second_factor.login),
    path("admin/logout/", admin.site.logout),
    path("admin/second-factor/", include("knotcare.auth.second_factor.urls")),
    # In place of the admin's own, which leads any staff to any row's page.
    path(
        "admin/r/<path:content_type_id>/<path:object_id>/",
        admin.site.admin_view(views.view_on_site),
    ),
    path("admin/", admin.site.urls),
    # The names that django-markdownx reverses; its own views answer anybody.
    path(
        "markdownx/markdownify/", editor.Preview.as_view(), name="markdownx_markdownify"
    ),
    path("markdownx/upload/", editor.Upload.as_view(), name="markdownx_upload"),
    path("markdownx/pictures/", editor.Library.as_view(), name="picture_library"),
    path("sitemap.xml", public_page(sitemap), name="sitemap"),
    path(
        "sitemap-<slug:section>.xml",
        public_page(sitemap_section),
        name="sitemap_section",
    ),
    path("privacy/", public_page(views.Privacy.as_view()), name="privacy"),
    path("robots.txt", public_page(views.robots), name="robots"),
    path(
        ".well-known/security.txt",
        public_page(views.security_txt),
        name="security_txt",
    ),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]

handler400 = "knotcare.views.bad_request"
handler404 = "knotcare.views.not_found"
handler500 = "knotcare.errors.server_error"
