"""The addresses of an invitation to a joint session; a code is never part of one."""

from __future__ import annotations

from django.urls import path

from yimen.portal.views import joint

urlpatterns = [
    path("", joint.invitation, name="invitation"),
    path("leave/", joint.leave, name="invitation_leave"),
]
