"""The people: regions, organs, staff with posts."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who is who, and in which capacity."""

    name = "yimen.people"
    label = "people"
