from .history import HistoryMixin
from .meanwhile import MeanwhileMixin


class KeptMixin(MeanwhileMixin, HistoryMixin):
    """Texts of which every version is kept, and that two editors may have open at once.

    It comes after SearchedMixin among the bases.
    """
