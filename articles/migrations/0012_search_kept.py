"""The search is kept row by row from now on. `loadguide`, which follows every migration,
fills it."""

from django.db import migrations, models

KINDS = [
    ("warning", "Warning sign"),
    ("relief", "Relief"),
    ("stretch", "Stretch"),
    ("chapter", "Chapter"),
    ("question", "Question"),
]


def empty(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            "INSERT INTO articles_passage_index (articles_passage_index) "
            "VALUES ('delete-all')"
        )
    apps.get_model("articles", "Passage").objects.all().delete()
    apps.get_model("articles", "Word").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0011_growth"),
    ]

    operations = [
        migrations.RunPython(empty, empty),
        migrations.RemoveField(
            model_name="passage",
            name="chapter_id",
        ),
        migrations.AddField(
            model_name="passage",
            name="row_id",
            field=models.BigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="passage",
            name="place",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="passage",
            index=models.Index(
                fields=["kind", "row_id"], name="articles_pa_kind_2e3c6c_idx"
            ),
        ),
        migrations.AddField(
            model_name="word",
            name="passages",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=8)),
                ("row_id", models.BigIntegerField()),
                ("named", models.CharField(max_length=20)),
                ("slug", models.CharField(max_length=50)),
                ("place", models.TextField(blank=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["kind", "row_id"], name="articles_me_kind_a8792c_idx"
                    ),
                    models.Index(fields=["slug"], name="articles_me_slug_e6a6e6_idx"),
                    models.Index(
                        fields=["kind", "named"], name="articles_me_kind_becb47_idx"
                    ),
                ],
            },
        ),
    ]
