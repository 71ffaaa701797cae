from django.urls import path

from .views import book, staff, visitor

app_name = "booking"
urlpatterns = [
    path("book/", book.book, name="book"),
    path("book/calendar/<str:key>.ics", visitor.calendar, name="calendar"),
    path("book/<str:key>/", visitor.visitor, name="visitor"),
    path("desk/feed/<str:key>.ics", staff.feed, name="feed"),
    path("desk/<str:key>/", staff.desk, name="desk"),
]
