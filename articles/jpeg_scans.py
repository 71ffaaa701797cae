"""A progressive JPEG comes in scans, and a decoder goes over the whole picture for each:
a few bytes, repeated, keep it busy for hours."""

import re

MOST_SCANS = 100  # programs write about ten
MARKER = re.compile(rb"\xff[\x02-\xcf\xd9-\xfe]")  # that begin a segment, or the end
SCAN, END = b"\xff\xda", b"\xff\xd9"


def has_too_many_scans(file) -> bool:
    """Whether the JPEG in the open `file` has more scans than any program writes."""
    file.seek(0)
    data, place, scans = file.read(), len(b"\xff\xd8"), 0
    while (marker := MARKER.search(data, place)) and marker[0] != END:
        scans += marker[0] == SCAN
        if scans > MOST_SCANS:
            return True
        # A segment begins with its length, itself included (ITU-T T.81, B.1.1.4).
        place = marker.end() + int.from_bytes(
            data[marker.end() : marker.end() + 2], "big"
        )
    return False
