"""The addresses of joint sessions, below /desk/rooms/joint/."""

from __future__ import annotations

from django.urls import path

from yimen.workbench.views import rooms_joint, rooms_meeting

urlpatterns = [
    path("", rooms_joint.sessions, name="joint"),
    path("rooms/", rooms_meeting.every_room, name="joint_rooms"),
    path("rooms/new/", rooms_meeting.one_room, name="joint_room_new"),
    path("rooms/<int:room_id>/", rooms_meeting.one_room, name="joint_room"),
    path("new/<int:petition_id>/", rooms_joint.new, name="joint_new"),
    path("<int:number>/papers/<slug:name>/", rooms_joint.paper, name="joint_paper"),
    path("<int:number>/", rooms_joint.session, name="joint_session"),
]
