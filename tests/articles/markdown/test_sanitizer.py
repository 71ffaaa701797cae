"""The sanitiser by itself: it holds even where the parser would fail."""

from articles.markdown.sanitizer import clean

DRAWING = "/static/img/drawings/wall-ball.svg#drawing"
PICTURE = f"/media/pictures/{'a' * 32}-60x30.webp"


def test_what_is_listed_stays_as_it_is():
    listed = [
        '<p id="section-heat">a</p>',
        '<a href="/relief/">a</a>',
        f'<img src="{PICTURE}">',
        f'<img srcset="{PICTURE} 60w">',
        f'<svg viewBox="0 0 1 1"><use href="{DRAWING}"></use></svg>',
    ]

    assert [html for html in listed if clean(html) != html] == []


def test_only_what_is_listed_is_left():
    left = {
        "<script>pwned()</script><p>a</p>": "<p>a</p>",
        '<p onclick="pwned()" style="color:red">a</p>': "<p>a</p>",
        '<p id="main">a</p>': "<p>a</p>",
        '<p class="site-header dose">a</p>': '<p class="dose">a</p>',
        '<p class="site-header">a</p>': "<p>a</p>",
        '<a href="javascript:pwned()">a</a>': "<a>a</a>",
        '<a href="//evil.example/">a</a>': "<a>a</a>",
        '<a href="/\\evil.example/">a</a>': "<a>a</a>",
        '<img src="https://evil.example/a.png">': "<img>",
        '<img src="data:image/png;base64,AA">': "<img>",
        '<img srcset="https://evil.example/a.png 2x">': "<img>",
        '<source srcset="https://evil.example/a.avif 1w">': "<source>",
        f'<source srcset="{PICTURE} 1w, //evil.example/a.avif 2w">': "<source>",
        '<form action="/"><input name="a"></form>': "",
        "<svg><script>pwned()</script></svg>": "<svg></svg>",
        "<svg><title><img src=x onerror=pwned()></title></svg>": "<svg></svg>",
        "<svg><desc><style><img src=x onerror=pwned()>": "<svg></svg>",
        '<svg onload="pwned()"><a href="/">a</a></svg>': '<svg><a href="/">a</a></svg>',
    }

    assert {html: clean(html) for html in left} == left


def test_lines_come_only_from_our_drawings():
    addresses = [
        f"https://evil.example{DRAWING}",
        f"//evil.example{DRAWING}",
        DRAWING.removesuffix("#drawing"),
        DRAWING.replace("wall-ball", "../drawings/wall-ball"),
        DRAWING.replace("wall-ball", "no-such-drawing"),
        "/static/img/icon.svg#drawing",
        "data:image/svg+xml,<svg id='drawing'/>#drawing",
        "javascript:pwned()",
        "#main",
        "",
    ]

    for name in ("href", "xlink:href"):
        left = {to: clean(f'<svg><use {name}="{to}"/></svg>') for to in addresses}
        assert left == dict.fromkeys(addresses, "<svg><use></use></svg>")
