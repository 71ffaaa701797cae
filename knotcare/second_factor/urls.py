from django.contrib import admin
from django.urls import path

from . import views

of_staff = admin.site.admin_view

urlpatterns = [
    path("", of_staff(views.overview), name="second_factor"),
    # Who gave a password alone gets to these two.
    path("code/", views.code, name="second_factor_code"),
    path("set-up/", views.set_up, name="second_factor_set_up"),
    path("new-codes/", of_staff(views.new_codes), name="second_factor_new_codes"),
    path("off/", of_staff(views.off), name="second_factor_off"),
]
