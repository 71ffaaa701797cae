"""What every page may say of the spa; a page that does not say it asks nothing."""

from django.utils.functional import SimpleLazyObject

from .models import OpeningHours, Service, Spa


def spa(request):
    return {
        "spa": SimpleLazyObject(Spa.objects.current),
        "opening_hours": OpeningHours.objects.all(),
        "services": Service.objects.all(),
    }
