"""Who may do what with which petitions: one line each, and nothing else in the code decides it."""

from __future__ import annotations

from yimen.access.actor import Role
from yimen.access.scopes import (
    EVERYWHERE,
    IN_MY_AREA,
    KEPT_BY_MY_ORGAN,
    KEPT_IN_MY_AREA,
    OPEN_IN_MY_AREA,
    RECEIVED_BY_MY_ORGAN,
    REFERRED_TO_MY_ROOM,
    SENT_TO_MY_ORGAN,
    WITH_MY_CODE,
    Scope,
)

#: What she does with her code, or has written down at a counter.
AT_A_COUNTER_TOO: dict[Role, Scope] = {
    Role.RECEPTIONIST: OPEN_IN_MY_AREA,
    Role.SCREENER: IN_MY_AREA,
    Role.PETITIONER: WITH_MY_CODE,
}

#: Who has it in hand before it is sent, and after.
BEFORE_AND_AFTER: dict[Role, Scope] = {
    Role.RECEPTIONIST: OPEN_IN_MY_AREA,
    Role.SCREENER: IN_MY_AREA,
    Role.HANDLER: SENT_TO_MY_ORGAN,
}

POLICY: dict[str, dict[Role, Scope]] = {
    # The case file as a whole. `read` and `write` are also PostgreSQL's row policies.
    "petition.read": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: OPEN_IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.LAWYER: REFERRED_TO_MY_ROOM,
        Role.MEDIATOR: REFERRED_TO_MY_ROOM,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    "petition.write": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: OPEN_IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    # The people in it: their names on lists, and what is masked until a reason is given.
    "petition.search_names": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: OPEN_IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
    },
    # A letter says the name that a page may mask.
    "letter.read": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: OPEN_IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "petition.unmask": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
    },
    # The query code opens the file as the petitioner: only those who receive her may print it.
    "petition.see_code": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: RECEIVED_BY_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "petition.see_readers": {
        Role.SUPERVISOR: IN_MY_AREA,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    # The acts.
    "petition.register": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "petition.attach": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    "petition.link": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SYSTEM: EVERYWHERE,
    },
    # Whoever receives her says at once what becomes of it, or that it cannot be said at once.
    "demand.tell_later": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: RECEIVED_BY_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    # Whether name and address can be made out; the act says whose turn it is to mark it.
    "petition.unclear": BEFORE_AND_AFTER | {Role.HEAD: SENT_TO_MY_ORGAN},
    # A repeat is answered by whoever has it, who received it or succeeds to who did; a word of
    # something new is heard there, and at any counter.
    "demand.answer_repeat": {
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.resume_repeat": BEFORE_AND_AFTER,
    # Who is made to suffer for petitioning tells it herself; the counter may be part of it.
    "petition.report_retaliation": {Role.PETITIONER: WITH_MY_CODE},
    # Several petitions on one matter, handled together: each keeps its limits and its answer.
    "petition.join": {
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
    },
    "petition.bring_along": {
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
    },
    "petition.add_roster": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: RECEIVED_BY_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    # Whether it was done, only the petitioner says; a counter writes down what she said there.
    "demand.answer_execution": AT_A_COUNTER_TOO,
    # Only the parties of a mediation bring its outcome into a file, and only she says what it
    # settles; a counter writes down what she said there of how it was kept.
    "petition.file_agreement": {Role.PETITIONER: WITH_MY_CODE},
    "petition.file_no_agreement": {Role.PETITIONER: WITH_MY_CODE},
    "petition.settle": {Role.PETITIONER: WITH_MY_CODE},
    "petition.answer_settlement": AT_A_COUNTER_TOO,
    "petition.offer_aftercare": {
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
    },
    "petition.answer_aftercare": AT_A_COUNTER_TOO,
    "letter.reissue": BEFORE_AND_AFTER,
    "petition.refer": BEFORE_AND_AFTER,
    "demand.screen": {
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.dispatch": {Role.SCREENER: IN_MY_AREA, Role.SYSTEM: EVERYWHERE},
    "demand.accept": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.decline": {Role.HEAD: SENT_TO_MY_ORGAN},
    # The organ objects; whoever sent it there decides, in the act: not the organ that objects.
    "demand.object": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.HEAD: SENT_TO_MY_ORGAN},
    "demand.check_objection": {Role.SCREENER: IN_MY_AREA},
    "demand.route_out": {Role.SCREENER: IN_MY_AREA, Role.HEAD: SENT_TO_MY_ORGAN},
    # Whoever guided it there follows it, and so may she: what they said there, she hears first.
    "demand.come_back": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "demand.follow": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "demand.weigh": {
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
    },
    # The sheet can be read and printed by the legal room too, which is asked about the way.
    "sheet.read": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.LAWYER: REFERRED_TO_MY_ROOM,
    },
    # Nobody withdraws for the petitioner but a counter that has her wish in writing.
    "petition.withdraw": AT_A_COUNTER_TOO,
    # Put in order by whoever screens it, or handles it; the act says whose.
    "demand.sort": {Role.SCREENER: IN_MY_AREA, Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.ask_supplement": {Role.SCREENER: IN_MY_AREA, Role.HANDLER: SENT_TO_MY_ORGAN},
    # An urgent event is marked and reported by whoever sees it.
    "demand.flag_urgent": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.raise_dispute": {Role.SCREENER: IN_MY_AREA, Role.HEAD: SENT_TO_MY_ORGAN},
    # The organ above decides; where it works on paper, the bureau enters what the paper says.
    "demand.decide_competence": {
        Role.LEADER: OPEN_IN_MY_AREA,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
    },
    "demand.transfer": {
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.contribute": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.HEAD: SENT_TO_MY_ORGAN},
    # The petitioner may always have the ordinary procedure, at a counter too.
    "demand.convert": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    # What it is about: whoever received and screened it, or whoever handles it; the act says whose.
    "demand.recategorise": {Role.SCREENER: IN_MY_AREA, Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.hand_over": {Role.HEAD: SENT_TO_MY_ORGAN, Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.handle": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "demand.extend": {Role.HEAD: SENT_TO_MY_ORGAN},
    "demand.tell": {Role.SYSTEM: EVERYWHERE},
    "opinion.draft": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "opinion.check": {Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "opinion.return": {Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN, Role.HEAD: SENT_TO_MY_ORGAN},
    "opinion.sign": {Role.HEAD: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "opinion.issue": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "opinion.serve": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    # What did not reach its reader is noted by whoever tried; a notice is served by either.
    "service.miss": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.HEAD: SENT_TO_MY_ORGAN},
    "notice.serve": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    # Each of several people has a reply of their own, which only its organ brings them.
    "reply.serve": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "demand.execute": {Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.report_back": {Role.HANDLER: SENT_TO_MY_ORGAN},
    "demand.conclude": {Role.SYSTEM: EVERYWHERE},
    # A review is asked for by the petitioner, at a counter too; the organ above was sent the file.
    "review.ask": AT_A_COUNTER_TOO,
    "review.accept": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.HEAD: SENT_TO_MY_ORGAN},
    "review.decline": {Role.HEAD: SENT_TO_MY_ORGAN},
    "review.withdraw": {Role.PETITIONER: WITH_MY_CODE},
    "review.draft": {Role.HANDLER: SENT_TO_MY_ORGAN},
    "review.sign": {Role.HEAD: SENT_TO_MY_ORGAN},
    "review.serve": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.PETITIONER: WITH_MY_CODE},
    # New facts are heard at any counter; whoever received the matter says whether they are new.
    "demand.ask_reopen": AT_A_COUNTER_TOO,
    "demand.decide_reopen": {Role.SCREENER: IN_MY_AREA, Role.HEAD: SENT_TO_MY_ORGAN},
    "demand.mark_breach": {Role.SYSTEM: EVERYWHERE},
    "demand.recount": {Role.SYSTEM: EVERYWHERE},
    # Suggestions (art. 29): one person studies, another decides and replies.
    "suggestion.take": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "suggestion.study": {Role.HANDLER: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    "suggestion.reply": {Role.HEAD: SENT_TO_MY_ORGAN, Role.SYSTEM: EVERYWHERE},
    # Accusations (art. 30): the letter stays with the organ that keeps it; what it lets go, two
    # people let go, and it is the issue sheet.
    "accusation.open": {
        Role.SCREENER: KEPT_IN_MY_AREA,
        Role.HANDLER: KEPT_BY_MY_ORGAN,
        Role.HEAD: KEPT_BY_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    # What came in before there was a lane is moved into it by the house itself.
    "accusation.shut": {Role.SYSTEM: EVERYWHERE},
    "accusation.name": {
        Role.SCREENER: KEPT_IN_MY_AREA,
        Role.HANDLER: KEPT_BY_MY_ORGAN,
        Role.HEAD: KEPT_BY_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "accusation.propose": {
        Role.SCREENER: KEPT_IN_MY_AREA,
        Role.HANDLER: KEPT_BY_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "accusation.release": {
        Role.SCREENER: KEPT_IN_MY_AREA,
        Role.SUPERVISOR: KEPT_IN_MY_AREA,
        Role.HEAD: KEPT_BY_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "accusation.take": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    "accusation.answer": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.SYSTEM: EVERYWHERE,
    },
    # A hearing is asked for by the petitioner, at a counter too, or by the organ itself.
    "demand.ask_hearing": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "demand.decide_hearing": {Role.HEAD: SENT_TO_MY_ORGAN},
    # Who leads it and who writes it down; the act says which of the two.
    "demand.hear": {
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
    },
    # Asked for by the petitioner, or declared by whoever is concerned; decided by who is above.
    "demand.ask_recusal": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
    },
    "demand.decide_recusal": {Role.HEAD: SENT_TO_MY_ORGAN},
    # Everything of a file as one paper: whoever may read every letter in it.
    "petition.bundle": {
        Role.RECEPTIONIST: OPEN_IN_MY_AREA,
        Role.SCREENER: IN_MY_AREA,
        Role.SUPERVISOR: IN_MY_AREA,
        Role.HANDLER: SENT_TO_MY_ORGAN,
        Role.LEGAL_CHECKER: SENT_TO_MY_ORGAN,
        Role.HEAD: SENT_TO_MY_ORGAN,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
    # An advice to an organ rests on it (art. 40); the record says so, and not to whom it went.
    "petition.cite": {Role.SCREENER: IN_MY_AREA, Role.SUPERVISOR: IN_MY_AREA},
    "petition.rate": {Role.PETITIONER: WITH_MY_CODE, Role.SYSTEM: EVERYWHERE},
    # Ratings are sealed from those they rate.
    "rating.read": {
        Role.SUPERVISOR: IN_MY_AREA,
        Role.LEADER: OPEN_IN_MY_AREA,
        Role.PETITIONER: WITH_MY_CODE,
        Role.SYSTEM: EVERYWHERE,
    },
}
