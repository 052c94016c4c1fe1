"""Whatever bytes come in, reading gives an article or a reason."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ReadError
from dragoman.read import read_bytes
from dragoman.records import Article
from tests.unit.read.pages import page_of

READER = st.sampled_from(["plain", "html", "json", "sniff"])
MARKUP = st.lists(
    st.sampled_from(
        ["<", ">", "<p>", "</p>", "<!--", "-->", '"', "'", "=", "<svg>", "<table>", "<td>", "<script>", "x y. "]
    )
    | st.text(max_size=5),
    max_size=40,
).map("".join)


def read_or_refuse(data: bytes, reader: str) -> Article | str:
    """The article, or the reason why there is none."""
    try:
        return read_bytes(data, reader)
    except ReadError as error:
        return str(error)


@given(st.binary(max_size=300), READER)
@settings(deadline=None, max_examples=300)
def test_any_bytes_give_an_article_or_a_reason(data: bytes, reader: str) -> None:
    """Nothing but ReadError comes out of reading, and every article can be sent on."""
    article = read_or_refuse(data, reader)
    assert article
    if isinstance(article, Article):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(article), type=Article) == article


@given(st.text(min_size=1, max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
@settings(deadline=None)
def test_any_text_is_kept_exactly(text: str, charset: str) -> None:
    """Unicode with or without a byte order mark comes back character by character, or is refused."""
    article = read_or_refuse(text.encode(charset, "ignore"), "plain")
    if isinstance(article, Article):
        assert article.text == text.encode(charset, "ignore").decode(charset)


@given(MARKUP, MARKUP)
@settings(deadline=None, max_examples=200)
def test_any_markup_gives_an_article_or_a_reason(head: str, body: str) -> None:
    """Broken pages do not break reading."""
    assert read_or_refuse(page_of(head=head, body=body).encode("utf-8", "ignore"), "html")
