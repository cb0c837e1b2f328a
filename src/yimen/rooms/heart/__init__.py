"""The heart room: support that is offered, consented to, and kept in confidence."""
