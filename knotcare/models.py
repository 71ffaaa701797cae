from django.db import models


class Edition(models.Model):
    """The state of everything that public pages show: one row, whose token the database
    itself renews whenever any of it changes (`editions`)."""

    token = models.CharField(max_length=32)

    def __str__(self):
        return self.token
