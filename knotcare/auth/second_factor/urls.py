from django.contrib import admin
from django.urls import path

from . import views

urlpatterns = [
    path("", admin.site.admin_view(views.overview), name="second_factor"),
    # Who gave a password alone gets to these two.
    path("code/", views.code, name="second_factor_code"),
    path("set-up/", views.set_up, name="second_factor_set_up"),
]
