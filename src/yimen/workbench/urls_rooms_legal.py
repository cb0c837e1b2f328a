"""The addresses of the legal room, below /desk/rooms/legal/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import rooms_legal

urlpatterns = [
    path("", rooms_legal.matters, name="legal"),
    path("new/", rooms_legal.new, name="legal_new"),
    path("counts/", rooms_legal.counts, name="legal_counts"),
    path("<int:number>/papers/<slug:name>/", rooms_legal.paper, name="legal_paper"),
    path("<int:number>/", rooms_legal.matter, name="legal_matter"),
]
