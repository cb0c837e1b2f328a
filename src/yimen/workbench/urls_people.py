"""The addresses of the administrators' pages, and of changing one's post."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import audit, organs, people, posts

urlpatterns = [
    path("post/", posts.take_post, name="take_post"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:staff>/", people.person, name="person"),
    path("people/<int:staff>/post/", people.give, name="give_post"),
    path("people/<int:staff>/password/", people.reset, name="reset_password"),
    path("people/<int:staff>/close/", people.close, name="close_account"),
    path("people/<int:staff>/open/", people.readmit, name="readmit_person"),
    path("people/posts/<int:post>/end/", people.end, name="end_post"),
    path("organs/", organs.organs, name="organs"),
    path("organs/new/", organs.new_organ, name="new_organ"),
    path("organs/regions/", organs.new_region, name="new_region"),
    path("organs/<int:organ>/", organs.organ, name="organ"),
    path("organs/<int:organ>/end/", organs.end, name="end_organ"),
    path("audit/", audit.audit, name="audit"),
    path("audit/readings/", audit.readings, name="readings"),
]
