"""Spans of time in words that a reader can follow without looking twice."""

UNITS = [(3600, "hour"), (60, "minute"), (1, "second")]


def spoken_range(from_seconds: int | None, to_seconds: int | None) -> str:
    """A span in words, in the largest unit that gives both ends as whole numbers
    above one, so that "60 seconds" stays what a timer counts.

    Either end, in seconds, may be None: the span is then open there.
    Raises ValueError when both are.

    >>> spoken_range(900, 1200), spoken_range(30, None), spoken_range(None, 120)
    ('15 to 20 minutes', 'at least 30 seconds', 'up to 2 minutes')
    """
    ends = [end for end in (from_seconds, to_seconds) if end is not None]
    if not ends:
        raise ValueError("A span needs at least one end.")
    seconds, unit = next(
        (seconds, unit)
        for seconds, unit in UNITS
        if seconds == 1 or all(end % seconds == 0 and end > seconds for end in ends)
    )
    first, last = ends[0] // seconds, ends[-1] // seconds
    unit = unit if last == 1 else f"{unit}s"
    if from_seconds is None:
        return f"up to {last} {unit}"
    if to_seconds is None:
        return f"at least {first} {unit}"
    return f"{first} {unit}" if first == last else f"{first} to {last} {unit}"
