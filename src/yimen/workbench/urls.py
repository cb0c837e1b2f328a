"""The addresses of the staff's door, all below /desk/."""

from __future__ import annotations

from django.urls import include, path

from yimen.workbench.views import (
    act,
    away,
    bundle,
    counter_papers,
    desk,
    keys,
    leaving,
    letters,
    on_the_spot,
    opinion,
    petition,
    precedents,
    register,
    rooms_outings,
    sealed,
    search,
    sheet,
    together,
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
    path("precedents/", precedents.precedents, name="precedents"),
    path("register/", register.register, name="register"),
    path("register/away/", away.shell, name="away"),
    path("register/keeper.js", away.keeper, name="away_keeper"),
    path("register/earlier/", register.earlier, name="earlier"),
    path("register/roster/", together.roster, name="roster_template"),
    path(f"{MATTER}/repeats/", together.repeats, name="repeats"),
    path(f"{MATTER}/bring_along/<int:subject>/", together.joint, name="bring_along"),
    path("rooms/mediation/", include("yimen.workbench.urls_rooms_mediation")),
    path("rooms/legal/", include("yimen.workbench.urls_rooms_legal")),
    path("rooms/joint/", include("yimen.workbench.urls_rooms_joint")),
    path("rooms/hall/", include("yimen.workbench.urls_rooms_hall")),
    path("rooms/care/", include("yimen.workbench.urls_rooms_care")),
    path("rooms/outings/", include("yimen.workbench.urls_rooms_outings")),
    path("counters/", rooms_outings.counted, name="counters"),
    path("rooms/heart/", include("yimen.workbench.urls_rooms_heart")),
    path("advice/", include("yimen.workbench.urls_supervision")),
    path(f"{MATTER}/", petition.petition, name="petition"),
    path(f"{MATTER}/onward/", desk.onward, name="onward"),
    path(f"{MATTER}/registered/", register.registered, name="registered"),
    path(f"{MATTER}/on-the-spot/<int:demand_id>/", on_the_spot.on_the_spot, name="on_the_spot"),
    path(f"{MATTER}/rating-form/", counter_papers.rating_form, name="rating_form"),
    path(f"{MATTER}/sign/<slug:name>/", counter_papers.to_sign, name="to_sign"),
    path(f"{MATTER}/sealed/", sealed.sealed, name="sealed"),
    path(f"{MATTER}/bundle/", bundle.bundle, name="bundle"),
    path(f"{MATTER}/bundle/<int:bundle_id>/pdf/", bundle.pdf, name="bundle_pdf"),
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
    path(f"{MATTER}/weigh/<int:subject>/", sheet.sheet, name="weigh"),
    path(f"{MATTER}/<slug:act>/<int:subject>/", act.act, name="act"),
    path("", include("yimen.workbench.urls_people")),
]
