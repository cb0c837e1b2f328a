"""The addresses of the citizens' door. The query code is never part of one."""

from __future__ import annotations

from django.urls import path

from yimen.portal.views import (
    answer,
    file,
    home,
    matter,
    papers,
    rate,
    receipt,
    track,
    withdraw,
)

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("help/", home.help_page, name="help"),
    path("look/", home.look, name="look"),
    path("file/", file.file, name="file"),
    path("file/anew/", file.anew, name="anew"),
    path("receipt/", receipt.receipt, name="receipt"),
    path("receipt/paper/", receipt.paper, name="receipt_paper"),
    path("receipt/pdf/", receipt.pdf, name="receipt_pdf"),
    path("track/", track.track, name="track"),
    path("track/leave/", track.leave, name="leave"),
    path("matter/<str:key>/", matter.matter, name="matter"),
    path("matter/<str:key>/letters/<int:letter>/", papers.letter, name="letter"),
    path("matter/<str:key>/letters/<int:letter>/pdf/", papers.pdf, name="letter_pdf"),
    path("matter/<str:key>/papers/<int:paper>/", papers.paper, name="paper"),
    path("matter/<str:key>/papers/add/", papers.add, name="add_papers"),
    path("matter/<str:key>/answers/<int:opinion>/", answer.receive, name="receive"),
    path("matter/<str:key>/withdraw/", withdraw.withdraw, name="withdraw"),
    path("matter/<str:key>/rate/<int:organ>/", rate.rate, name="rate"),
]
