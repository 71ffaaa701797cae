"""axe, kept to what it sees: for some of its rules it would copy the page's styles into
the page, which the site's policy refuses."""

from axe_playwright_python.sync_playwright import Axe


class SeeingAxe(Axe):
    def run(self, page, context=None, options=None):
        return super().run(page, context, (options or {}) | {"preload": False})


axe = SeeingAxe()
