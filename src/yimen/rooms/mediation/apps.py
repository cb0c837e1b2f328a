"""The mediation room: parties who both agree to talk, and what they agree on."""

from django.apps import AppConfig


class MediationConfig(AppConfig):
    """The mediation room: parties who both agree to talk, and what they agree on."""

    name = "yimen.rooms.mediation"
    label = "mediation"
