"""The addresses of the administrators' pages, and of changing one's post."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import (
    audit,
    bodies,
    norms,
    organs,
    people,
    posts,
    rules,
    vendors,
)

urlpatterns = [
    path("post/", posts.take_post, name="take_post"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/vendors/", vendors.every_vendor, name="vendors"),
    path("people/vendors/new/", vendors.one_vendor, name="new_vendor"),
    path("people/vendors/<int:vendor>/", vendors.one_vendor, name="vendor"),
    path("people/<int:staff>/", people.person, name="person"),
    path("people/<int:staff>/post/", people.give, name="give_post"),
    path("people/<int:staff>/password/", people.reset, name="reset_password"),
    path("people/<int:staff>/close/", people.close, name="close_account"),
    path("people/<int:staff>/open/", people.readmit, name="readmit_person"),
    path("people/posts/<int:post>/end/", people.end, name="end_post"),
    path("organs/", organs.organs, name="organs"),
    path("organs/new/", organs.new_organ, name="new_organ"),
    path("organs/regions/", organs.new_region, name="new_region"),
    path("organs/bodies/", bodies.bodies, name="bodies"),
    path("organs/bodies/<int:region>/", bodies.bodies, name="bodies_of"),
    path("organs/bodies/<int:region>/<slug:kind>/", bodies.body, name="body"),
    path("organs/<int:organ>/", organs.organ, name="organ"),
    path("organs/<int:organ>/end/", organs.end, name="end_organ"),
    path("norms/", norms.library, name="norms"),
    path("norms/new/", norms.new_norm, name="new_norm"),
    path("norms/<slug:slug>/", norms.norm, name="norm"),
    path("norms/versions/<int:version>/end/", norms.end, name="end_norm"),
    path("rules/", rules.changes, name="changes"),
    path("rules/<int:number>/", rules.change, name="change"),
    path("rules/<int:number>/try/", rules.try_it, name="try_change"),
    path("rules/<int:number>/trials/", rules.trials, name="trials"),
    path("rules/<int:number>/publish/", rules.publish, name="publish_change"),
    path("rules/<int:number>/refuse/", rules.refuse, name="refuse_change"),
    path("audit/", audit.audit, name="audit"),
    path("audit/readings/", audit.readings, name="readings"),
]
