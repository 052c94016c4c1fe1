"""Plain frozen data: what Dragoman reads, finds, codes, merges and stores."""

from dragoman.records.actor import Actor, ActorKind, Mention, Office, Ref
from dragoman.records.article import Article, Credit, CreditKind, Region, RegionKind
from dragoman.records.attribution import Anonymity, Factuality, Hop, HopKind
from dragoman.records.base import Record, Span, check_span, contains, content_id, overlaps
from dragoman.records.coded import CodedArticle, decode, decode_json, encode, encode_json
from dragoman.records.event import AHEAD, DONE, Act, Event, Place, Status, StatusDetail
from dragoman.records.happening import Account, Conflict, EventLink, Happening, OriginCount, StatusPoint
from dragoman.records.horizon import NOW, Horizon
from dragoman.records.interval import Grain, Interval, Timex, TimexKind, touches
from dragoman.records.judgement import Anchor, Judgement, Verdict
from dragoman.records.office import OfficeConflict, OfficeConflictKind, OfficeEvidence, OfficeTerm
from dragoman.records.own_codebook import MarkedExample, OwnCodebook, OwnEntry, act_label, is_own_act
from dragoman.records.relations import (
    Relations,
    Series,
    SeriesPoint,
    StatusGroup,
    TieAccount,
    TieClaim,
    TieConflict,
    TieConflictKind,
    TieSide,
)
from dragoman.records.saved_search import LONGEST_NAME, SEARCHED_PAGES, SavedSearch, search_id
from dragoman.records.statement import SpeechAct, Statement, StatementKind
from dragoman.records.tie import Change, Quality, Tie

__all__ = [
    "AHEAD",
    "DONE",
    "LONGEST_NAME",
    "NOW",
    "SEARCHED_PAGES",
    "Account",
    "Act",
    "Actor",
    "ActorKind",
    "Anchor",
    "Anonymity",
    "Article",
    "Change",
    "CodedArticle",
    "Conflict",
    "Credit",
    "CreditKind",
    "Event",
    "EventLink",
    "Factuality",
    "Grain",
    "Happening",
    "Hop",
    "HopKind",
    "Horizon",
    "Interval",
    "Judgement",
    "MarkedExample",
    "Mention",
    "Office",
    "OfficeConflict",
    "OfficeConflictKind",
    "OfficeEvidence",
    "OfficeTerm",
    "OriginCount",
    "OwnCodebook",
    "OwnEntry",
    "Place",
    "Quality",
    "Record",
    "Ref",
    "Region",
    "RegionKind",
    "Relations",
    "SavedSearch",
    "Series",
    "SeriesPoint",
    "Span",
    "SpeechAct",
    "Statement",
    "StatementKind",
    "Status",
    "StatusDetail",
    "StatusGroup",
    "StatusPoint",
    "Tie",
    "TieAccount",
    "TieClaim",
    "TieConflict",
    "TieConflictKind",
    "TieSide",
    "Timex",
    "TimexKind",
    "Verdict",
    "act_label",
    "check_span",
    "contains",
    "content_id",
    "decode",
    "decode_json",
    "encode",
    "encode_json",
    "is_own_act",
    "overlaps",
    "search_id",
    "touches",
]
