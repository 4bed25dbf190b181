"""What tools call things, in English, French and German: how far a state is, which kind of item a type is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from backlog.importers.incoming import Stage
from backlog.models import ItemKind, Relation
from data.words import fold

DONE = (
    "done closed resolved completed complete finished fixed released delivered accepted merged shipped "
    "fait faite faits termine terminee termines fini finie ferme fermee clos close resolu resolue livre livree "
    "acheve achevee fertig erledigt geschlossen abgeschlossen gelost"
)
GIVEN_UP = (
    "removed rejected wontfix cancelled canceled abandoned dropped declined duplicate invalid obsolete archived cut "
    "rejete rejetee annule annulee abandonne abandonnee refuse refusee doublon archive archivee "
    "supprime supprimee abgelehnt abgebrochen verworfen entfernt archiviert duplikat storniert"
)
GIVEN_UP_PHRASES = (
    "wont do|won t do|wont fix|won t fix|will not fix|will not do|cannot reproduce|not planned|not a bug|as designed|"
    "not reproducible|"
    "impossible a reproduire|ne sera pas corrige|ne sera pas fait|ne pas faire|sans suite|non planifie|"
    "nicht reproduzierbar|wird nicht gemacht|wird nicht behoben|nicht geplant"
)
STARTED = (
    "active committed doing started review testing reviewing develop development developing implementing test "
    "encours commence commencee revue recette begonnen prufung"
)
STARTED_PHRASES = (
    "in progress|in review|in development|in test|in testing|ready for test|ready for review|in qa|code review|"
    "en cours|en revue|en test|a tester|a valider|in arbeit|in bearbeitung|in prufung|wird getestet|under review|"
    "work in progress|in bewertung"
)
KINDS = {
    ItemKind.BUG: "bug defect incident problem fault error crash anomalie bogue defaut fehler defekt",
    ItemKind.IMPROVEMENT: "improvement enhancement amelioration evolution verbesserung change optimisation",
    ItemKind.SPIKE: "spike research question investigation etude recherche frage exploration",
    ItemKind.CHORE: (
        "task subtask sub chore maintenance tache soustache sous aufgabe unteraufgabe teilaufgabe documentation "
        "technical technique teknisch refactoring dependencies"
    ),
}
EPICS = frozenset({"epic", "epopee", "epos", "epique"})
YES = frozenset({"yes", "true", "1", "oui", "vrai", "ja", "wahr", "x"})
RELATIONS = {
    Relation.BLOCKS: "block blocks blocker depends dependency bloque bloquant blockiert precede successor",
    Relation.DUPLICATES: "duplicate duplicates cloners clone clones doublon duplique duplikat klon",
}


CACHED = 1_000  # a file says the same few words in every row


def words(text: str) -> frozenset[str]:
    return frozenset(fold(text).split())


DONE_WORDS, GIVEN_UP_WORDS, STARTED_WORDS = words(DONE), words(GIVEN_UP), words(STARTED)
KIND_WORDS = {kind: words(text) for kind, text in KINDS.items()}
RELATION_WORDS = {relation: words(text) for relation, text in RELATIONS.items()}


def holds_phrase(folded: str, phrases: str) -> bool:
    return any(f" {phrase} " in f" {folded} " for phrase in phrases.split("|"))


@lru_cache(maxsize=CACHED)
def stage_of(*names: str) -> Stage:
    """How far a state is by its name, the first that tells; waiting when none does."""
    for name in names:
        folded = fold(name)
        said = set(folded.split())
        if said & GIVEN_UP_WORDS or holds_phrase(folded, GIVEN_UP_PHRASES):
            return Stage.GIVEN_UP
        if holds_phrase(folded, STARTED_PHRASES):
            return Stage.STARTED
        if said & DONE_WORDS and not said & {"not", "non", "nicht", "to", "a"}:
            return Stage.DONE
        if said & STARTED_WORDS:
            return Stage.STARTED
    return Stage.WAITING


def kind_of(names: Iterable[str]) -> ItemKind:
    """The kind that a type, or the first label that tells, stands for; else a story."""
    return next((kind for name in names if (kind := kind_named(name))), ItemKind.STORY)


@lru_cache(maxsize=CACHED)
def kind_named(name: str) -> ItemKind | None:
    """The kind that one word stands for, if any."""
    said = words(name)
    return next((kind for kind, known in KIND_WORDS.items() if said & known), None)


@lru_cache(maxsize=CACHED)
def is_epic_type(name: str) -> bool:
    """Whether a type is that of an epic."""
    return bool(words(name) & EPICS)


def is_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return fold(text) in YES


def relation_of(name: str) -> Relation:
    """What a kind of link stands for; anything unknown relates."""
    said = words(name)
    return next((relation for relation, known in RELATION_WORDS.items() if said & known), Relation.RELATES)
