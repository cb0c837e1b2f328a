"""The addresses of the hall: its places, a visitor's own number and time, the screen."""

from __future__ import annotations

from django.urls import path

from yimen.portal.views import hall

urlpatterns = [
    path("", hall.hall, name="hall"),
    path("ticket/", hall.ticket, name="hall_ticket"),
    path("ticket/rate/", hall.rate, name="hall_rate"),
    path("ticket/leave/", hall.leave, name="hall_leave"),
    path("appointment/", hall.my_time, name="hall_time"),
    path("appointment/over/", hall.time_over, name="hall_time_over"),
    path("<int:place>/take/", hall.take, name="hall_take"),
    path("<int:place>/book/", hall.book, name="hall_book"),
    path("<int:place>/screen/", hall.screen, name="hall_screen"),
]
