"""JSON objects: fields and their other names, and what is wrong with one line."""

import json

import pytest

from dragoman.errors import ReadError
from dragoman.read.jsonl import read_json

STORY = "Ostavia and Tamaria exchanged prisoners on Sunday."


def test_all_fields_are_read() -> None:
    """The names of the contract."""
    fields = {
        "id": "w-17",
        "text": STORY,
        "title": "Prisoners go  home",
        "outlet": "The Meridian Courier",
        "authors": ["Ana Ruiz", "Li Wei"],
        "published": "2025-04-27T09:00:00+02:00",
        "url": "https://courier.example/17",
        "language": "en-GB",
        "section": {"anything": [1, 2]},
    }
    article = read_json(json.dumps(fields).encode())
    assert (article.external_id, article.text, article.title) == ("w-17", STORY, "Prisoners go home")
    assert (article.outlet, article.authors) == ("The Meridian Courier", ("Ana Ruiz", "Li Wei"))
    assert (article.published, article.url, article.language) == ("2025-04-27", "https://courier.example/17", "en")


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        ({"body": STORY}, "text", STORY),
        ({"content": STORY, "text": None}, "text", STORY),
        ({"text": STORY, "source": "Courier"}, "outlet", "Courier"),
        ({"text": STORY, "site": "Courier"}, "outlet", "Courier"),
        ({"text": STORY, "publisher": "Courier"}, "outlet", "Courier"),
        ({"text": STORY, "author": "Ana Ruiz"}, "authors", ("Ana Ruiz",)),
        ({"text": STORY, "date": "April 27, 2025"}, "published", "2025-04-27"),
        ({"text": STORY, "publish_date": "2025-04-27"}, "published", "2025-04-27"),
        ({"text": STORY, "date": "27/04/25"}, "published", None),
        ({"text": STORY, "lang": "tr"}, "language", "tr"),
        ({"text": STORY, "id": 17}, "external_id", "17"),
        ({"text": STORY, "title": " "}, "title", None),
        ({"text": STORY, "url": "file:///etc/hosts"}, "url", None),
    ],
)
def test_other_names_and_forms_are_known(given: dict[str, object], field: str, value: object) -> None:
    """Each field under the names that collections of news use."""
    assert getattr(read_json(json.dumps(given).encode()), field) == value


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"text": "unclosed', "not valid JSON at character 9"),
        (b'{"title": "No text"}', "no article text; give it as \"text\" (found 'title')"),
        (b"{}", "found no fields"),
        (b'{"text": "  \\n"}', "only blanks"),
        (b'{"text": 5}', '"text" is a JSON number'),
        (b'{"text": "x", "authors": {"name": "A"}}', '"authors" is a JSON object'),
        (b'{"text": "x", "authors": [1]}', '"authors" is a JSON array'),
        (b'{"text": "x", "date": 1745366400}', '"date" is a JSON number; it must be a string'),
        (b'{"text": "x", "id": true}', '"id" is a JSON boolean'),
        (b'["x"]', "a JSON array, not an object"),
        (b"null", "a JSON null, not an object"),
        (b'{"text": "caf\xe9"}', "not UTF-8 at byte 13"),
        (b'{"text": "a\\ud83d b"}', "half a surrogate pair (at character 1)"),
        (b'{"text": "x", "title": "\\udc00"}', '"title" holds half a surrogate pair'),
        (b'{"text": "a\\u0000b"}', "NUL character (at character 1)"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"text": "x", "n": ' + b"9" * 5_000 + b"}", "number too long"),
    ],
)
def test_a_bad_object_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    """A reason is plain, and names the field or the place."""
    with pytest.raises(ReadError) as caught:
        read_json(data)
    assert reason in str(caught.value)
