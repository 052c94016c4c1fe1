"""How likely an event is right, from what the model thinks of its parts: a small logistic regression.

Its weights stand in data/model/model.json; `training/calibrate.py` fits them on held-out sentences of ours, so that of
events told with .8 about four in five are right on such text.
"""

import math
from collections.abc import Mapping

from dragoman.find.candidates import Candidate
from dragoman.find.carried import TOWARDS_NOBODY
from dragoman.find.opinions import Opinion
from dragoman.records import Act

# Shares nearer to 0 or 1 than this say nothing more.
_NEAREST = 1e-3
# Acts that are often told without somebody whom they reach: missing, it says little against them.
OFTEN_TO_NOBODY = TOWARDS_NOBODY | {Act.RETREAT}


def parts_of(candidate: Candidate, opinion: Opinion) -> dict[str, float]:
    """What the confidence of an event rests on: log odds of its parts, and what it lacks (1 or 0)."""
    lacks_target = not candidate.symmetric and not candidate.targets
    used = [share for role, share in opinion.role_shares.items() if _is_used(candidate, opinion, role)]
    return {
        "bias": 1.0,
        "event": _log_odds(opinion.event),
        "act": _log_odds(opinion.act_share),
        "status": _log_odds(opinion.status_share),
        "sides": _log_odds(min(used, default=1.0)),
        "no_source": float(not candidate.sources),
        "no_target": float(lacks_target and opinion.act not in OFTEN_TO_NOBODY),
        "to_nobody": float(lacks_target and opinion.act in OFTEN_TO_NOBODY),
        "guessed": float(any(_is_used(candidate, opinion, role) for role in opinion.guessed)),
        "symmetric": float(candidate.symmetric),
    }


def _is_used(candidate: Candidate, opinion: Opinion, role: str) -> bool:
    """Whether a side of the event is one that the model put there; what the construction fills otherwise is not."""
    if role not in ("sources", "targets"):
        return False
    ours = {mention.span for mention in getattr(opinion, role)}
    return any(ref.span in ours for ref in (*candidate.sources, *candidate.targets))


def confidence_of(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The share of such events that are right, in (0, 1)."""
    total = sum(weights.get(name, 0.0) * value for name, value in parts.items())
    return 1.0 / (1.0 + math.exp(-total))


def _log_odds(share: float) -> float:
    bounded = min(max(share, _NEAREST), 1.0 - _NEAREST)
    return math.log(bounded / (1.0 - bounded))
