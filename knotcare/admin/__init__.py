"""What the admin shows that is nobody's row alone: accounts, the dashboard, help."""

from .site import AccountAdmin

__all__ = ["AccountAdmin"]
