"""The guide's rows: what readers read and editors write."""

from .article import Article, FormerSlug
from .body_area import BodyArea, QuickRelief
from .care_card import CareCard
from .dose import Dose
from .draft import Draft
from .image import UploadedPicture
from .imported_row import GuideReport, ShippedRow
from .preview_link import PreviewLink
from .question import FormerQuestionSlug, Question
from .source import Source
from .stretch import Stretch

__all__ = [
    "Article",
    "BodyArea",
    "CareCard",
    "Dose",
    "Draft",
    "FormerQuestionSlug",
    "FormerSlug",
    "GuideReport",
    "PreviewLink",
    "Question",
    "QuickRelief",
    "ShippedRow",
    "Source",
    "Stretch",
    "UploadedPicture",
]
