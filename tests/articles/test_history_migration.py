"""Texts from before there was a history begin theirs with what they say."""

import pytest
from django.core.management import call_command

from articles.models import Article, BodyArea, CareCard
from articles.versions import values_at, values_of, versions_of


@pytest.mark.django_db(transaction=True)
def test_what_is_there_is_the_first_version(guide):
    area = BodyArea.objects.first()
    area.care_cards.set(CareCard.objects.all()[:2])
    call_command("migrate", "articles", "0003", verbosity=0)
    call_command("migrate", "articles", verbosity=0)

    for row in (area, Article.objects.first()):
        (version,) = versions_of(type(row), row.pk)
        assert values_at(version) == values_of(row)
        assert version.history_change_reason == "As it was when its history began"
