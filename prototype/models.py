"""What things are: requests, those who handle them, and what people send and receive. Nothing here decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class State(StrEnum):
    """Where a request stands, as the inhabitant reads it."""

    RECEIVED = "received"
    QUALIFIED = "qualified"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    NOT_DONE = "not_done"
    TRANSFERRED = "transferred"
    DUPLICATE = "duplicate"
    ANSWER_WANTED = "answer_wanted"
    REOPENING_WANTED = "reopening_wanted"
    REOPENED = "reopened"
    CANCELLED = "cancelled"


CLOSED = frozenset({State.DONE, State.NOT_DONE, State.TRANSFERRED, State.DUPLICATE, State.CANCELLED})


class Decision(StrEnum):
    """What an agent may decide; ANSWER tells the inhabitant something and leaves the state."""

    QUALIFY = "qualify"
    PLAN = "plan"
    START = "start"
    FINISH = "finish"
    NOT_DO = "not_do"
    TRANSFER = "transfer"
    ASK = "ask"
    MARK_DUPLICATE = "mark_duplicate"
    REOPEN = "reopen"
    REFUSE_REOPENING = "refuse_reopening"
    CANCEL = "cancel"
    ANSWER = "answer"


class Channel(StrEnum):
    """How a request came in."""

    WEB = "web"
    MOBILE = "mobile"
    PHONE = "phone"
    COUNTER = "counter"
    POST = "post"
    EMAIL = "email"
    SMS = "sms"
    API = "api"


class PlaceSource(StrEnum):
    """How the place was given; WORDS alone may come without coordinates."""

    MAP = "map"
    ADDRESS = "address"
    GPS = "gps"
    WORDS = "words"


class ContactKind(StrEnum):
    """Why the town knows somebody."""

    AUTHOR = "author"
    FOLLOWER = "follower"


class MessageKind(StrEnum):
    """What was written about a request; INTERNAL_NOTE never leaves the desk."""

    PUBLIC_ANSWER = "public_answer"
    COMMENT = "comment"
    QUESTION = "question"
    INTERNAL_NOTE = "internal_note"
    CONTEST = "contest"


class PhotoKind(StrEnum):
    """BEFORE comes with the report, AFTER from the agents, ADDED with a later comment."""

    BEFORE = "before"
    AFTER = "after"
    ADDED = "added"


class Mood(StrEnum):
    """How the author felt once the request was closed."""

    GOOD = "good"
    MEDIUM = "medium"
    BAD = "bad"


class QuestionKind(StrEnum):
    """What kind of answer a category's question takes; dates are typed as YYYY-MM-DD."""

    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Silence(StrEnum):
    """What the town's silence means in law once the delay is over (CRPA L231-1 and L231-4)."""

    REJECTION = "rejection"
    ACCEPTANCE = "acceptance"


@dataclass(frozen=True)
class Choice:
    """One answer that a question offers; with `stop`, the sentence shown instead of taking the report."""

    key: str
    text: str
    text_en: str
    stop: str = ""
    stop_en: str = ""


@dataclass(frozen=True)
class Question:
    """What a category asks more. The column category.questions is a JSON list of these."""

    code: str
    text: str
    text_en: str
    kind: QuestionKind
    required: bool = False
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Category:
    """What can be reported. A category without a parent is a heading of the list and takes no report."""

    code: str
    parent: str
    name: str
    name_en: str
    icon: str
    keywords: tuple[str, ...]
    team: str
    body: str
    norm_days: int  # working days
    duplicate_distance: int  # metres
    is_public: bool
    is_active: bool
    questions: tuple[Question, ...]
    position: int

    @property
    def takes_reports(self) -> bool:
        """Whether people can choose it today."""
        return self.is_active and bool(self.parent)


@dataclass(frozen=True)
class ServiceTeam:
    """A service of the town and how to reach it."""

    code: str
    name: str
    name_en: str
    phone: str
    email: str
    postal_address: str


@dataclass(frozen=True)
class Body:
    """Somebody else who is competent: inter-commune body, department, landlord."""

    code: str
    name: str
    phone: str
    email: str
    url: str


@dataclass(frozen=True)
class Address:
    """One line of the local address register."""

    id: str
    number: str
    street: str
    district: str
    lon: float
    lat: float

    @property
    def label(self) -> str:
        """As people write it."""
        return f"{self.number} {self.street}".strip()


@dataclass(frozen=True)
class Request:
    """What an inhabitant asks the town to do at a place, as the desk reads it."""

    id: str
    reference: str
    category: str
    team: str
    body: str
    state: State
    state_before: State | None
    channel: Channel
    lang: str
    description: str
    description_public: bool
    description_shown: str  # the moderated text, when it is not the raw one
    place: str
    place_label: str  # from the register, safe to publish
    place_source: PlaceSource
    address_id: str
    lon: float | None
    lat: float | None
    district: str
    answers: dict[str, str]
    created_at: datetime
    updated_at: datetime
    due_on: date
    planned_on: date | None
    waiting_since: date | None
    closed_at: datetime | None
    reason: str
    duplicate_of: str  # identifier of the request that is followed instead
    is_open: bool
    mood: Mood | None
    version: int


@dataclass(frozen=True)
class Contact:
    """How to reach somebody about one request. Personal data: the desk alone reads it."""

    id: str
    kind: ContactKind
    name: str
    email: str
    phone: str
    created_at: datetime


@dataclass(frozen=True)
class Message:
    """Something written about a request."""

    id: str
    kind: MessageKind
    author_name: str
    body: str
    is_public: bool
    created_at: datetime


@dataclass(frozen=True)
class Photo:
    """A photo kept without its metadata; its bytes come from `Reading.photo`."""

    id: str
    request_id: str
    kind: PhotoKind
    file: str
    width: int
    height: int
    is_public: bool
    created_at: datetime
    version: int


@dataclass(frozen=True)
class ContactDetails:
    """What somebody gave to be told; all of it optional."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Report:
    """What `Requests.submit` takes. `key`: 16 characters or more, made once per form (secrets.token_hex(16)),
    so that a double click sends one request; the same key gives the same receipt."""

    category: str
    description: str
    place: str = ""
    place_source: PlaceSource = PlaceSource.WORDS
    lon: float | None = None
    lat: float | None = None
    address_id: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    photos: tuple[bytes, ...] = ()
    contact: ContactDetails = field(default_factory=ContactDetails)
    channel: Channel = Channel.WEB
    lang: str = "fr"
    key: str = ""


@dataclass(frozen=True)
class Acknowledgement:
    """What the law has the town say at reception (CRPA L112-11, R112-11-1); the sentences are made at the edge."""

    received_on: date
    team: ServiceTeam | None  # as it was on that day
    silence_from: date
    kind: Silence


@dataclass(frozen=True)
class Receipt:
    """What the author keeps; the tracking code is shown here and nowhere else."""

    request_id: str
    reference: str
    tracking_code: str
    acknowledgement: Acknowledgement


@dataclass(frozen=True)
class Details:
    """What a decision may need; `policies.RULES` says which demands what. `answer` is also the question of ASK."""

    reason: str = ""
    answer: str = ""
    on: date | None = None
    body: str = ""
    category: str = ""
    duplicate_of: str = ""  # a reference
    photos: tuple[bytes, ...] = ()
