"""What a page says, without its markup."""

import re
from html import unescape


def text(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r" (?=[.,])", "", " ".join(unescape(words).split()))
