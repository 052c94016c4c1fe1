"""What goes into "In brief", and in which order: who took part, what was done, how well it is supported."""

from collections.abc import Sequence

from dragoman.knowledge.phrases import Phrases
from dragoman.output.claims import Claim, Told
from dragoman.output.dates import is_dated
from dragoman.records import Quality, Status, StatusDetail, TieAccount

TOP, HIGH = 3.0, 1.0
"""What a head of state or government and a minister add; a choice, like the weights of acts in the phrases."""

MOST_SUPPORT = 3
"""More outlets or origins than three make a claim no more important."""

PER_SECTION = 2
"""A brief of five sentences that are all meetings hides the rest."""


def most_important(told: Sequence[Told], room: int, phrases: Phrases) -> list[Told]:
    """The claims for "In brief", the most important first; doubtful readings only where there is nothing else."""
    sure = [one for one in told if not one.is_unsure]
    newest = max((day for one in told for day in _days(one)), default="")
    latest_first = sorted(sure or told, key=lambda one: (max(_days(one), default=""), one.order), reverse=True)
    ranked = sorted(latest_first, key=lambda one: -importance(one, newest, phrases))
    chosen: list[Told] = []
    for one in ranked:
        if len(chosen) < room and sum(other.section == one.section for other in chosen) < PER_SECTION:
            chosen.append(one)
    return chosen


def importance(told: Told, newest: str, phrases: Phrases) -> float:
    """A score that is only compared: offices, act, support, confidence.

    Habits, mere possibilities and what lies years before the newest day (ISO 8601) weigh less, what is to come more.
    """
    event, happening = told.lead.event, told.happening
    score = max(_office_weight(claim, phrases) for claim in told.accounts) + phrases.weight[event.act]
    if happening is not None:
        score += min(happening.outlets, MOST_SUPPORT) + min(happening.origins.max, MOST_SUPPORT) / 2
    score += event.confidence + (0.5 if is_dated(event.time) else 0.0)
    is_background = is_dated(event.time) and any(day[:4] and int(newest[:4]) - int(day[:4]) > 1 for day in _days(told))
    score += 1.0 if event.status in (Status.PLANNED, Status.CALLED_OFF) else -2.0 if is_background else 0.0
    score -= 2.0 if event.detail is StatusDetail.HABITUAL else 0.0
    return score - (1.0 if event.status is Status.HYPOTHETICAL else 0.0)


def _days(told: Told) -> list[str]:
    """The last day of a dated claim, otherwise its day of publication."""
    time, published = told.lead.event.time, told.lead.coded.article.published
    day = time.latest if time is not None and is_dated(time) else published
    return [day] if day else []


def last_word(accounts: Sequence[TieAccount]) -> TieAccount | None:
    """The account that says best how things stand: newest article, of now and not of a closed past, with a quality."""

    def rank(account: TieAccount) -> tuple[object, ...]:
        time, published = account.time, max(claim.published or "" for claim in account.claims)
        is_past = time is not None and time.latest is not None
        starts = (time.earliest or "") if time is not None else ""
        return (published, not is_past, starts, account.quality not in (None, Quality.NORMAL), account.id)

    return max(accounts, key=rank) if accounts else None


def _office_weight(claim: Claim, phrases: Phrases) -> float:
    """The weight of the highest office that takes part."""
    event = claim.event
    refs = (*event.sources, *event.targets, *event.mediators, *event.hosts)
    actors = {actor.id: actor for actor in claim.coded.actors}
    names = [ref.name for ref in refs]
    names += [office.title for ref in refs if ref.actor in actors for office in actors[ref.actor].offices]
    return max((_title_weight(name.casefold(), phrases) for name in names), default=0.0)


def _title_weight(title: str, phrases: Phrases) -> float:
    words = title.replace("-", " ").split()
    if not set(words).isdisjoint(phrases.lesser_offices):
        return 0.0
    if any(office in title for office in phrases.top_offices):
        return TOP
    return HIGH if any(office in title for office in phrases.high_offices) else 0.0
