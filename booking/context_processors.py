"""What every page may say of the spa."""

from django.utils.functional import SimpleLazyObject

from .models import Spa


def spa(request):
    return {"spa": SimpleLazyObject(Spa.objects.current)}
