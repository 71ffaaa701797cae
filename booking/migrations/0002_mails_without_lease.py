from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("booking", "0001_squashed_0008_action_set_aside")]

    operations = [migrations.RemoveField("outboxmail", "lease")]
