"""The search is ranked in memory: its tables, and the database's own index, go."""

from importlib import import_module

from django.db import migrations

create_index = import_module("articles.migrations.0003_search").create_index

GOING = {
    "sqlite": ["DROP TABLE IF EXISTS articles_passage_index"],
    "postgresql": [
        "ALTER TABLE articles_passage DROP COLUMN IF EXISTS vector",
        "DROP FUNCTION IF EXISTS articles_vector",
    ],
}


def remove_index(apps, schema_editor):
    for statement in GOING[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_search_writing")]

    operations = [
        migrations.RunPython(remove_index, create_index),
        migrations.DeleteModel("Mention"),
        migrations.DeleteModel("Passage"),
        migrations.DeleteModel("Word"),
        migrations.DeleteModel("Writing"),
    ]
