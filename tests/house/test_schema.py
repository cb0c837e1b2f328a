"""What no table, no export and no form may ever hold: people are not scored, traced or listed."""

from __future__ import annotations

import re

import pytest
import yaml
from django.apps import apps
from django.db import connection

import yimen
from yimen.law.limit import Mark
from yimen.law.limits import LIMITS

#: Words that name a person's score, risk, whereabouts, face, or standing on a list.
FORBIDDEN = {
    "score", "scores", "scoring", "risk", "risks", "risky", "blacklist", "blacklisted",
    "greylist", "whitelist", "watchlist", "location", "locations", "gps", "latitude",
    "longitude", "lat", "lng", "coordinates", "trace", "traces", "tracking", "itinerary",
    "ticket_number", "hotel", "face", "faces", "facial", "biometric", "biometrics",
    "fingerprint", "voiceprint", "iris", "stability", "stabilise", "keyperson",
    "grade_of_danger", "threat", "danger", "sensitive", "emotion", "sentiment", "personality",
    "temperament", "character_note", "political", "religion", "ethnicity", "party_member",
    "relatives", "family_members", "creditworthiness",
}  # fmt: skip
PAIRS = ("key_person", "risk_level", "social_credit", "black_list", "face_template", "repeat_count")


def forbidden(name: str) -> bool:
    """Say whether a name is on the list: any of its words, or a pair of them."""
    plain = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
    words = set(re.split(r"[^a-z]+", plain))
    return bool(words & FORBIDDEN) or any(pair in plain for pair in PAIRS)


@pytest.mark.parametrize(
    "name",
    [
        "risk",
        "RiskLevel",
        "petitioner_score",
        "key_person",
        "last_location",
        "faceTemplate",
        "gps_lat",
    ],
)
def test_the_list_catches(name: str):
    assert forbidden(name)


@pytest.mark.parametrize(
    "name", ["place", "surface", "tracked_by", "scored_out", "credit_code", "race"]
)
def test_the_list_lets_pass(name: str):
    assert not forbidden(name)


def test_no_model_or_field_holds_it():
    names = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("yimen.")
        for field in [*model._meta.get_fields(), model._meta.pk]
    }
    assert len(names) > 100
    assert not [name for name in names if forbidden(name)]


@pytest.mark.django_db
def test_no_table_or_column_of_the_database_holds_it():
    with connection.cursor() as cursor:
        cursor.execute(
            "select table_name, column_name from information_schema.columns"
            " where table_schema = 'public'"
        )
        found = cursor.fetchall()
    assert len(found) > 200
    assert not [pair for pair in found if forbidden(f"{pair[0]}.{pair[1]}")]


def test_no_export_has_a_column_for_it():
    with open(f"{yimen.__path__[0]}/ops/bulk/fields.yaml", encoding="utf-8") as file:  # noqa: PTH123  # one line
        columns = yaml.safe_load(file)
    assert len(columns) > 10
    assert not [name for name in columns if forbidden(name)]
    assert not [about["en"] for about in columns.values() if forbidden(about["en"])]


@pytest.mark.parametrize("name", LIMITS.names())
def test_every_limit_names_its_law_its_mark_and_when_it_was_checked(name: str):
    for limit in LIMITS.versions(name):
        assert limit.law.zh.strip()
        assert limit.law.en.strip()
        assert limit.mark in Mark
        assert limit.checked_on >= limit.in_force_from
