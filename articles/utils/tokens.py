import secrets


def new_key() -> str:
    """A name that can't be guessed: 192 random bits, safe in an address."""
    return secrets.token_urlsafe(24)
