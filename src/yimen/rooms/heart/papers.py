"""The papers of the heart room (documents 52 to 56): drawn on demand, kept nowhere.

They carry no petition number, no identity number and no case number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

from yimen.base.errors import NotFound
from yimen.base.time import LOCAL, local_day
from yimen.documents.paper import Block, Look, Paper
from yimen.documents.plain import TO_SIGN, form, heading, items, own_paper, room_paper, say
from yimen.documents.speaking import day_words
from yimen.law.keeping import ANSWER_ON_DATA, COUNSELLING_RECORDS
from yimen.rooms.heart.actions.break_confidence import GROUNDS
from yimen.rooms.heart.instruments import WELLBEING, instrument
from yimen.rooms.heart.shapes import Agreed, File, Mine, Wished
from yimen.rooms.heart.words import LINE, MEANS, VERSION, WORDS

Of = File | Mine
#: The headings of a note, and the parts of a plan, as papers name them.
HEADINGS = {
    "state": "心理状态",
    "family": "家庭情况",
    "talking": "沟通偏好",
    "support": "支持系统",
    "matter": "信访诉求",
}
#: What is observed, and the four words for it: no diagnosis.
SIGHTS = {"orientation": "观察·知", "emotion": "观察·情", "readiness": "观察·意"}
SEEN = {"calm": "平稳", "strained": "紧绷", "needs_a_pause": "需要歇一歇", "urgent": "紧急"}
PLAN = {
    "signs": "什么时候我知道自己不太好",
    "helps": "什么能让我好受一些",
    "people": "我可以找谁说说话",
    "place": "我在哪里是安全的",
    "contacts": "紧急时联系谁（由我选定）",
}
#: What can be asked about the own data.
KINDS = {
    "see": "查阅、复制",
    "correct": "更正、补充",
    "erase": "删除",
    "explain": "说明怎样使用",
}
_GROUNDS = dict(
    zip(
        GROUNDS,
        (
            "本人或者他人的生命正面临严重危险",
            "未成年人或者不具备完全民事行为能力的人受到性侵犯或者虐待",
            "法律规定应当披露，且对方出具了正式法律文书",
        ),
        strict=True,
    )
)
_BOX = "□"
_FOR_A_CHILD = "（本人不满十四周岁的，父母或者其他监护人一并签名。）"


def wellbeing(on: date) -> Paper:
    """健康关爱表 (52), blank: to be filled in by hand, taken along, or thrown away."""
    asked = instrument(WELLBEING)
    answers = {
        str(item["zh"]): "\n".join(f"{_BOX}{one['zh']}" for one in asked.offered(item).values())
        if not item.get("free")
        else ""
        for item in asked.items
    }
    drawn = own_paper("健康关爱表（自愿填写）", on=on, blocks=[
        *say(asked.lead["zh"], "不填不影响任何事；填了可以自己带走。不问身份证号，不问来过几次。"),
        form(answers | {"只有在您希望我们打电话时，才填电话": ""}),
        *say(f"{_BOX}我同意心理咨询师保存这张表，只供其与我谈话时使用；我可以随时收回同意。",
             f"本人：{TO_SIGN}",
             f"需要马上有人听您说，可拨打{LINE}心理援助热线；有危险请拨打120、110。"),
    ])  # fmt: skip
    return replace(drawn, look=Look.COMPACT)  # one sheet


def consent(of: Of, on: date) -> Paper:
    """心理服务知情同意书 (53): the words of today, and what was agreed to."""
    with override("zh-hans"):
        points = [f"{said.title}。{said.text}" for said in WORDS]
        scopes = {str(MEANS[one.scope]): _stands(one) for one in of.consents}
    trusted = of.trusted if isinstance(of, File) else ""
    return _paper(
        "心理服务知情同意书", _office(of), on,
        *say("（文本：{}年{}月第{}版）".format(*VERSION.split("-"))), items(points),
        heading("逐项同意"), form(scopes),
        form({"紧急联系人（由本人选定，可不填）": trusted}),
        *say("我已阅读或者听人读过以上内容，并得到解释。", _FOR_A_CHILD),
        *say(f"本人：{TO_SIGN}", f"监护人：{TO_SIGN}", f"咨询师：{TO_SIGN}"),
    )  # fmt: skip


def record(of: Of, on: date) -> Paper:
    """心理服务记录 (54): the notes of the talks, without a diagnosis."""
    held = any(one.held_at for one in of.talks)
    if not isinstance(of, File) or not of.is_mine or not held:
        raise NotFound
    return _paper("心理服务记录", _office(of), on, *_talks(of), *say(f"咨询师：{TO_SIGN}"))


def _talks(of: File) -> Iterator[Block]:
    for one in of.talks:
        if not one.held_at:
            continue
        yield heading(day_words(local_day(one.planned_at)))
        yield form(
            {"谈话目标（来访者的话）": one.goal, "做了什么": one.done}
            | {SIGHTS[name]: SEEN[word] for name, word in one.sights.items()}
            | {title: one.headings.get(name, "") for name, title in HEADINGS.items()}
            | {"现在需要帮助才能安全吗？": "是" if one.needs_help_now else "否"}
        )
    if of.corrections:
        yield heading("更正、补充（与以上记录一并阅读，原文保留）")
        yield form({_moment(one.at): one.words for one in of.corrections})


def plan(of: Of, on: date) -> Paper:
    """安全计划 (54), in the client's own words."""
    if not of.plan:
        raise NotFound
    return _paper(
        "我的安全计划", _office(of), local_day(of.plan_at) if of.plan_at else on,
        form({title: of.plan.get(name, "") for name, title in PLAN.items()}),
        *say(f"随时可以拨打{LINE}心理援助热线；有危险请拨打120、110。",
             "这份计划是您自己的话，可以随时改。"),
    )  # fmt: skip


def advice(of: Of, on: date) -> Paper:
    """转介建议 (54): advice to see a medical institution; the client decides."""
    return _paper(
        "就医建议", _office(of), on,
        *say("根据我们的谈话，到医疗机构的精神科、心理科或者综合医院心理门诊看一看，也许对您有帮助。"),
        items((
            "这是建议，不是诊断；心理咨询师不作诊断，也不治疗疾病。",
            "去不去、什么时候去、去哪里，由您自己决定。",
            "去与不去，都不影响您反映的事项，也不影响您继续来谈。",
            "这张纸只交给您本人，我们不通知任何人。",
        )),
        form({"可以去的地方": "", "联系电话": "", "门诊时间": ""}),
        *say(f"随时可以拨打{LINE}心理援助热线。", f"咨询师：{TO_SIGN}"),
    )  # fmt: skip


def exception(of: Of, on: date) -> Paper:
    """保密例外处置单 (55): ground, two deciders, content, recipient, when the client was told."""
    crises = of.crises if isinstance(of, File) else ()
    agreed = [one for one in crises if one.agreed_at]
    if not agreed:
        raise NotFound
    blocks: list[Block] = []
    for one in agreed:
        blocks += [
            form(
                {
                    "依据": _GROUNDS[one.ground],
                    "提出人": one.proposed_by,
                    "同意人": one.agreed_by,
                    "决定时间": _moment(one.agreed_at),
                    "披露的内容（最少必要）": one.content,
                    "接收人": one.recipient,
                    "告知本人的时间": _moment(one.told_at),
                }
            )
        ]
    return _paper(
        "保密例外处置单", _office(of), on, *blocks,
        *say("本单不进入信访案卷，不抄送办理信访事项的单位。"),
        *say(f"提出人：{TO_SIGN}", f"同意人：{TO_SIGN}"),
    )  # fmt: skip


def notice(of: Of, on: date) -> Paper:
    """个人信息处理告知与单独同意书 (56): PIPL arts. 17, 29 to 31, one consent for each thing."""
    kinds = "您愿意让我们怎样称呼您；您愿意留下的电话和紧急联系人；谈话记录；您自愿填写的表和问卷"
    with override("zh-hans"):
        asked = {str(MEANS[one.scope]): _stands(one) for one in of.consents}
    kept, told = COUNSELLING_RECORDS.words.zh, ANSWER_ON_DATA.words.zh
    return _paper(
        "个人信息处理告知与单独同意书", _office(of), on,
        form({
            "个人信息处理者": _office(of),
            "处理目的": "只为您自愿参加的心理支持，不作他用",
            "处理方式": "记录、加密保存、由您的咨询师阅读；不作自动化决策，不画像，不评分",
            "个人信息种类": kinds,
            "为什么需要敏感个人信息": "谈心情和处境，离不开与身心健康有关的内容；不谈的，不记",
            "对您的影响": "万一泄露，可能影响您的名誉和安宁，所以每人一把密钥加密，不进信访案卷",
            "保存期限": f"自最后一次记录起{kept}，到期自动删除；您随时可以要求立即删除",
            "向谁提供": "不向任何人提供；保密例外见《心理服务知情同意书》",
            "委托处理": "受委托机构派出的咨询师，只为上述目的处理，岗位结束即无权查看，不得转委托",
            "您的权利": f"查阅、复制、更正、补充、删除、要求解释，{told}内答复并说明理由",
            "怎样行使": "凭心理支持码在网上办理，或者向咨询师、窗口提出；不收费",
            "对答复不服": "可以向履行个人信息保护职责的部门投诉、举报，也可以向人民法院起诉",
        }),
        heading("单独同意（逐项）"), form(asked),
        *say("不同意或者以后收回同意，不影响您反映的事项，也不影响我们继续听您说。", _FOR_A_CHILD),
        *say(f"本人：{TO_SIGN}", f"监护人：{TO_SIGN}"),
    )  # fmt: skip


def withdrawal(of: Of, on: date) -> Paper:
    """撤回同意书 (56): as easy as giving it; from this moment nobody uses what it was for."""
    with override("zh-hans"):
        asked = {str(MEANS[one.scope]): f"{_BOX}收回" for one in of.consents if one.stands}
    if not asked:
        raise NotFound
    return _paper(
        "撤回同意书", _office(of), on,
        *say("我收回下列同意，不需要说明理由："), form(asked),
        *say("自签名之时起停止使用；收回之前依据同意所做的，不受影响（个人信息保护法第十五条）。"
             "收回“谈话”的同意，其余同意一并终止，任何人不再打开记录。",
             f"{_BOX}同时请求删除全部记录。"),
        *say(f"本人：{TO_SIGN}", f"收到人：{TO_SIGN}"),
    )  # fmt: skip


def rights(of: Of, on: date) -> Paper:
    """个人信息权利请求与答复 (56): what was asked, until when it is answered, how it was."""
    if not of.wishes:
        raise NotFound
    with override("zh-hans"):
        blocks = [form(_wish(one)) for one in of.wishes]
    return _paper(
        "个人信息权利请求与答复", _office(of), on, *blocks,
        *say("请求被拒绝的，可以向履行个人信息保护职责的部门投诉、举报，"
             "也可以依法向人民法院起诉（个人信息保护法第五十条、第六十五条）。"),
    )  # fmt: skip


def copy(of: File, on: date) -> Paper:
    """Everything that is kept of a client, in one paper, for the client alone (PIPL art. 45)."""
    blocks: list[Block] = [
        heading("您留下的"),
        form({"称呼": of.called, "电话": of.contact, "紧急联系人": of.trusted}),
        heading("您的同意"),
        form({one.label: _stands(one) for one in of.consents}),
    ]
    if any(one.held_at for one in of.talks):
        blocks += [heading("谈话记录"), *_talks(of)]
    for given in of.answers:
        blocks += [
            heading(f"{given.title}（{day_words(local_day(given.at))}）"),
            form(dict(given.answers)),
        ]
    if of.plan:
        blocks += [heading("我的安全计划"), form({v: of.plan.get(k, "") for k, v in PLAN.items()})]
    return _paper("个人信息副本", _office(of), on, *blocks)


def _wish(one: Wished) -> dict[str, str]:
    result = "" if one.answered_at is None else "同意" if one.is_granted else "不同意"
    return {
        "请求": KINDS[one.kind],
        "本人的话": one.words or "（未另写）",
        "提出时间": _moment(one.asked_at),
        "最迟答复": day_words(one.due_on),
        "答复": result,
        "理由和办理情况": one.answer,
        "答复时间": _moment(one.answered_at),
    } | _done(one)


def _done(one: Wished) -> dict[str, str]:
    """Return what was changed at the client's wish, once it was."""
    if one.done_at is None:
        return {}
    words = "；".join(filter(None, ("、".join(one.done), one.noted)))
    return {"更正情况": words, "更正时间": _moment(one.done_at)}


def _stands(one: Agreed) -> str:
    return "同意" if one.stands else f"{_BOX}同意　{_BOX}不同意"


def _moment(when: datetime | None) -> str:
    if when is None:
        return ""
    return f"{day_words(local_day(when))}{when.astimezone(LOCAL):%H:%M}"


#: Every paper by its name: title for the list, and how it is made.
PAPERS: Mapping[str, tuple[Promise, Callable[[Of, date], Paper]]] = {
    "consent": (pgettext_lazy("paper", "Informed consent"), consent),
    "wellbeing": (
        pgettext_lazy("paper", "Wellbeing form (blank)"),
        lambda _, on: wellbeing(on),
    ),
    "record": (pgettext_lazy("paper", "Record of the talks"), record),
    "plan": (pgettext_lazy("paper", "Safety plan"), plan),
    "advice": (pgettext_lazy("paper", "Advice to see a doctor"), advice),
    "exception": (pgettext_lazy("paper", "Exception to confidentiality"), exception),
    "notice": (pgettext_lazy("paper", "Notice and consent on personal data"), notice),
    "withdrawal": (pgettext_lazy("paper", "Withdrawal of a consent"), withdrawal),
    "rights": (pgettext_lazy("paper", "Request about personal data, and the answer"), rights),
}
#: What a client takes along; the rest is the counsellor's.
FOR_CLIENTS = frozenset({"consent", "plan", "notice", "withdrawal", "rights"})


def papers_of(of: Of, on: date) -> list[tuple[str, str]]:
    """Return the papers that can be printed now: name and title."""
    return [(name, str(title)) for name, (title, _) in PAPERS.items() if _has(of, name, on)]


def paper_of(of: Of, name: str, on: date) -> Paper:
    """Return one paper.

    Raises:
        NotFound: there is none of this name, not yet, or not for whoever asks.
    """
    may = name in PAPERS and (name in FOR_CLIENTS if isinstance(of, Mine) else of.is_mine)
    if not may:
        raise NotFound
    return PAPERS[name][1](of, on)


def _has(of: Of, name: str, on: date) -> bool:
    try:
        paper_of(of, name, on)
    except NotFound:
        return False
    return True


def _office(of: Of) -> str:
    return of.client.organ.name


def _paper(title: str, office: str, on: date, *blocks: Block) -> Paper:
    return room_paper(title, office=office, on=on, blocks=blocks)
