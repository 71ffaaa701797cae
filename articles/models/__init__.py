"""The guide's rows: what readers read and editors write."""

from .article import Article
from .care_card import CareCard
from .dose import Dose
from .draft import Draft
from .former_slug import FormerSlug
from .passage import Mention, Passage, Word, Writing
from .picture import UploadedPicture
from .preview_link import PreviewLink
from .question import FormerQuestionSlug, Question
from .relief import BodyArea, QuickRelief, Stretch
from .report import GuideReport
from .shipped import ShippedRow
from .source import Source

__all__ = [
    "Article",
    "BodyArea",
    "CareCard",
    "Dose",
    "Draft",
    "FormerQuestionSlug",
    "FormerSlug",
    "GuideReport",
    "Mention",
    "Passage",
    "PreviewLink",
    "Question",
    "QuickRelief",
    "ShippedRow",
    "Source",
    "Stretch",
    "UploadedPicture",
    "Word",
    "Writing",
]
