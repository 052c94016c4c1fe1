"""Records → sentences by templates: who says so stands in the sentence, and nothing is told as more than it is."""

from dragoman.knowledge.phrases import Phrases
from dragoman.output.accounts import added_accounts, differences, history, joined_claims, joined_frame, outlet_of
from dragoman.output.attributions import hops_to_name
from dragoman.output.claims import Claim, Told
from dragoman.output.clauses import Saying, clause_of, denier_of, saying_of
from dragoman.output.clean import shorten
from dragoman.output.dates import date_label, day_words, is_dated, time_words
from dragoman.output.naming import Namer, finish
from dragoman.output.quoting import Quote
from dragoman.records import Status, contains

SHORT_QUOTE = 180
"""The article's words in a short sentence; the section has them whole."""


def tell(
    told: Told, namer: Namer, phrases: Phrases, quote: Quote, *, is_short: bool = False, has_label: bool = False
) -> str:
    """The sentence of a happening, without its full stop; `quote` has the words of the account that it follows.

    Where the verb of an act says too little, the article's own words are the sentence. Short ones leave out the
    article's own words beside a verb; those with a date as their label leave out the time.
    """
    claim = told.lead
    saying = saying_of(claim, phrases)
    if saying.forms is None:
        joined: tuple[Claim, ...] = (claim,)
        text = _quoting(claim, namer, phrases, quote, is_short=is_short, has_label=has_label)
    else:
        joined = joined_claims(told, phrases)
        text = joined_frame(joined, namer, phrases).replace(
            "{claim}", _clause(claim, saying, namer, phrases, has_label=has_label)
        )
    text += added_accounts(told, joined, namer, phrases) + history(told, phrases)
    text += differences(told, phrases)
    text += phrases.part["unsure"] if told.is_unsure and is_short else ""
    if saying.forms is not None and saying.shows_words and not is_short:
        text += phrases.part["words"].format(words=quote.text)
    return finish(text)


def is_quoted_only(told: Told, phrases: Phrases) -> bool:
    """Whether the article's own words are the sentence of a happening."""
    return saying_of(told.lead, phrases).forms is None


def _clause(claim: Claim, saying: Saying, namer: Namer, phrases: Phrases, *, has_label: bool) -> str:
    event, article = claim.event, claim.coded.article.id
    is_denied = event.status is Status.DENIED
    denier = denier_of(hops_to_name(claim), article, namer, phrases) if is_denied else ""
    time = "" if has_label else time_words(event.time, phrases)
    return clause_of(claim, saying, namer, phrases, denier=denier, time=time, has_whole_date=has_label)


def _quoting(claim: Claim, namer: Namer, phrases: Phrases, quote: Quote, *, is_short: bool, has_label: bool) -> str:
    """The article's own words with its publisher, and with the sources that the words do not name themselves."""
    event, article = claim.event, claim.coded.article
    part, outlet = phrases.part, outlet_of(claim, phrases)
    who = part["publisher"].format(outlet=outlet)
    if article.published:
        who = part["publisher_day"].format(outlet=outlet, day=day_words(article.published))
    hops = [hop for hop in hops_to_name(claim) if hop.span is None or not contains(quote.span, hop.span)]
    if hops:
        names = [namer.hop(hop, article.id) for hop in hops]
        key = "quote_citing_through" if names[1:] else "quote_citing"
        who = part[key].format(who=who, whom=names[-1], through=names[0])
    time = ""
    if event.time is not None and is_dated(event.time) and not has_label:
        label = date_label(event.time)
        time = "" if label.split()[-1] in quote.text else part["time_note"].format(time=label)
    words = shorten(quote.text, SHORT_QUOTE) if is_short else quote.text
    return phrases.quote_frame_for(event.status, event.detail).format(who=who, words=words, time=time)
