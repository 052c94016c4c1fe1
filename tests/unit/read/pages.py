"""Small pages of invented outlets, for the tests of reading."""

LEAD = (
    "The president of Tamaria will travel to Ostavia next week for talks on the river treaty, officials in the "
    "capital said on Tuesday, and will be met by the prime minister at the border."
)
SECOND = (
    "The two neighbours have not held talks at this level for nine years, and both foreign ministries cautioned that "
    "no document was ready to be signed."
)


def page_of(*, head: str = "", above: str = "", body: str = f"<p>{LEAD}</p>\n<p>{SECOND}</p>") -> str:
    """A news page with menu, headline, story and footer."""
    return (
        f"<!DOCTYPE html><html><head><title>Tamarian leader to visit Ostavia | The Meridian Courier</title>{head}"
        "</head>"
        '<body><nav><ul><li><a href="/">Front page</a></li>'
        '<li><a href="/world">World news from our desks</a></li></ul>'
        f"</nav><article><h1>Tamarian leader to visit Ostavia</h1>{above}{body}</article>"
        '<footer><a href="/terms">Terms and conditions of use of this site</a></footer></body></html>'
    )
