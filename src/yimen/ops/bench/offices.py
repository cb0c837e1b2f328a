"""Who works in the district of the bench: the demo's own organs and people, as row numbers."""

from __future__ import annotations

from dataclasses import dataclass

from yimen.people.models import Organ, Post


@dataclass(frozen=True, slots=True)
class Crew:
    """One organ that handles, and its three people."""

    organ: int
    region: int
    area: str
    handler: int
    checker: int
    head: int


@dataclass(frozen=True, slots=True)
class Offices:
    """The bureau with its counter and screener, and who is competent for what."""

    bureau: Crew
    profile: str
    counter: int
    screener: int
    competent: dict[str, tuple[Crew, ...]]
    streets: tuple[Crew, ...]

    def for_(self, competence: str, number: int) -> Crew:
        """Return a competent crew, the same for the same petition; a street where there is none."""
        several = self.competent.get(competence) or self.streets
        return several[number % len(several)]


def offices() -> Offices:
    """Find them all in the database."""
    posts: dict[tuple[int, str], int] = {}
    for post in Post.objects.order_by("pk"):
        posts.setdefault((post.organ_id, post.role), post.staff_id)
    organs = list(Organ.objects.select_related("region").order_by("pk"))
    bureau = next(organ for organ in organs if organ.is_bureau)
    competent: dict[str, tuple[Crew, ...]] = {}
    for organ in organs:
        if (organ.pk, "head") in posts and organ.kind != Organ.Kind.SUPERVISORY:
            for key in organ.competence:
                competent[key] = (*competent.get(key, ()), _crew(organ, posts))
    return Offices(
        bureau=_crew(bureau, posts),
        profile=bureau.profile,
        counter=posts[bureau.pk, "receptionist"],
        screener=posts[bureau.pk, "screener"],
        competent=competent,
        streets=competent["subdistrict"],
    )


def _crew(organ: Organ, posts: dict[tuple[int, str], int]) -> Crew:
    people = (posts.get((organ.pk, role), 0) for role in ("handler", "legal_checker", "head"))
    return Crew(organ.pk, organ.region_id, organ.region.path, *people)
