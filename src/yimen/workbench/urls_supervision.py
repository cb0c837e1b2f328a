"""The addresses of the bureau's advice, below /desk/advice/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import supervision

urlpatterns = [
    path("", supervision.advice, name="advice"),
    path("new/", supervision.new, name="advice_new"),
    path("<int:number>/", supervision.one, name="advice_one"),
    path("<int:number>/draft/", supervision.write, name="advice_write"),
    path("<int:number>/letters/<int:letter_id>/", supervision.letter, name="advice_letter"),
]
