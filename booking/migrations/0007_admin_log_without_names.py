from django.db import migrations
from django.db.models import CharField, OuterRef, Subquery, TextField
from django.db.models.functions import Cast


def take_names_out(apps, schema_editor):
    """The admin's log has named requests with their visitors' names, and has kept them
    when the requests were deleted."""
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kind = kinds.filter(app_label="booking", model="bookingrequest").first()
    if kind is None:
        return
    requests = apps.get_model("booking", "BookingRequest").objects
    entries = apps.get_model("admin", "LogEntry").objects.filter(content_type=kind)
    keys = requests.annotate(key=Cast("pk", TextField()))
    entries.exclude(object_id__in=keys.values("key")).delete()
    reference = keys.filter(key=OuterRef("object_id")).values("reference")
    entries.update(object_repr=Subquery(reference, output_field=CharField()))


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("booking", "0006_counts_of_deleted_requests"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(take_names_out, migrations.RunPython.noop, elidable=True)
    ]
