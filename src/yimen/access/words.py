"""What the roles are called. Say them with gettext, in the language of whoever reads."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from yimen.access.actor import Role

ROLES: dict[str, str] = {
    Role.RECEPTIONIST: gettext_noop("Receptionist"),
    Role.SCREENER: gettext_noop("Screener"),
    Role.HANDLER: gettext_noop("Handler"),
    Role.LEGAL_CHECKER: gettext_noop("Legal checker"),
    Role.HEAD: gettext_noop("Head of organ"),
    Role.SUPERVISOR: gettext_noop("Supervisor"),
    Role.LEADER: gettext_noop("Leader"),
    Role.LAWYER: gettext_noop("Lawyer"),
    Role.COUNSELLOR: gettext_noop("Counsellor"),
    Role.MEDIATOR: gettext_noop("Mediator"),
    Role.SYSTEM_ADMIN: gettext_noop("System administrator"),
    Role.SECURITY_ADMIN: gettext_noop("Security administrator"),
    Role.AUDIT_ADMIN: gettext_noop("Audit administrator"),
    Role.PETITIONER: gettext_noop("The petitioner"),
    Role.VISITOR: gettext_noop("Visitor"),
    Role.STRANGER: gettext_noop("Anybody"),
    Role.SYSTEM: gettext_noop("The system"),
}
