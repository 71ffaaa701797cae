def lines_of(text: str) -> list[str]:
    """The lines of a text field that holds one item a line; blank ones are dropped."""
    return [line.strip() for line in text.splitlines() if line.strip()]
