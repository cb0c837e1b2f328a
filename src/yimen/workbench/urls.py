"""The addresses of the staff's door, all below /desk/."""

from __future__ import annotations

from django.urls import include, path

from yimen.workbench.views import (
    act,
    desk,
    keys,
    leaving,
    letters,
    opinion,
    petition,
    register,
    search,
    unmask,
)

app_name = "workbench"

#: The acts on an opinion are done from the page on which it is read.
FROM_THE_OPINION = ("check_opinion", "return_opinion", "sign_opinion", "issue_opinion")
MATTER = "matters/<int:petition_id>"

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("news/", desk.news, name="news"),
    path("counts/", desk.counts, name="counts"),
    path("hand-over/", leaving.hand_over_all, name="hand_over_all"),
    path("keys/", keys.keys, name="keys"),
    path("search/", search.search, name="search"),
    path("register/", register.register, name="register"),
    path("register/earlier/", register.earlier, name="earlier"),
    path(f"{MATTER}/", petition.petition, name="petition"),
    path(f"{MATTER}/onward/", desk.onward, name="onward"),
    path(f"{MATTER}/registered/", register.registered, name="registered"),
    path(f"{MATTER}/reads/", unmask.reads, name="reads"),
    path(f"{MATTER}/parties/<int:party_id>/", unmask.unmask, name="unmask"),
    path(f"{MATTER}/letters/<int:letter_id>/", letters.letter, name="letter"),
    path(f"{MATTER}/letters/<int:letter_id>/again/", letters.letter_again, name="letter_again"),
    path(f"{MATTER}/letters/<int:letter_id>/pdf/", letters.letter_pdf, name="letter_pdf"),
    path(f"{MATTER}/papers/<int:paper_id>/", letters.attachment, name="attachment"),
    path(f"{MATTER}/draft_opinion/<int:subject>/", opinion.draft, name="draft"),
    path(f"{MATTER}/opinions/<int:subject>/", opinion.opinion, name="opinion"),
    *[
        path(f"{MATTER}/{move}/<int:subject>/", opinion.opinion, name=move)
        for move in FROM_THE_OPINION
    ],
    path(f"{MATTER}/<slug:act>/<int:subject>/", act.act, name="act"),
    path("", include("yimen.workbench.urls_people")),
]
