"""What people read for a code: every member of every enumeration that reaches a screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from backlog import models as project
from backlog.importers.incoming import Format
from data.access import Permission, Role
from locales.texts import N_
from prototype import models as town
from prototype.policies import Demand


class Labels(Mapping[StrEnum, str]):
    """A text by member. The class counts: `State.DONE` and `ItemState.DONE` are equal as texts, not to people."""

    def __init__(self, texts: Mapping[type[StrEnum], Mapping[StrEnum, str]]) -> None:
        self._texts = texts

    def __getitem__(self, code: StrEnum) -> str:
        return self._texts[type(code)][code]

    def __iter__(self) -> Iterator[StrEnum]:
        return (code for texts in self._texts.values() for code in texts)

    def __len__(self) -> int:
        return sum(len(texts) for texts in self._texts.values())


LABELS = Labels(
    {
        town.State: {
            town.State.RECEIVED: N_("Reçue"),
            town.State.QUALIFIED: N_("Qualifiée"),
            town.State.PLANNED: N_("Planifiée"),
            town.State.IN_PROGRESS: N_("En cours"),
            town.State.DONE: N_("Traitée"),
            town.State.NOT_DONE: N_("Non traitée"),
            town.State.TRANSFERRED: N_("Transmise"),
            town.State.DUPLICATE: N_("Doublon"),
            town.State.ANSWER_WANTED: N_("Précision demandée"),
            town.State.REOPENING_WANTED: N_("Réouverture demandée"),
            town.State.REOPENED: N_("Rouverte"),
            town.State.CANCELLED: N_("Annulée"),
        },
        town.Decision: {
            town.Decision.QUALIFY: N_("Qualifier"),
            town.Decision.PLAN: N_("Planifier"),
            town.Decision.START: N_("Commencer"),
            town.Decision.FINISH: N_("Déclarer traitée"),
            town.Decision.NOT_DO: N_("Ne pas traiter"),
            town.Decision.TRANSFER: N_("Transmettre"),
            town.Decision.ASK: N_("Demander une précision"),
            town.Decision.MARK_DUPLICATE: N_("Signaler un doublon"),
            town.Decision.REOPEN: N_("Rouvrir"),
            town.Decision.REFUSE_REOPENING: N_("Refuser la réouverture"),
            town.Decision.CANCEL: N_("Annuler la demande"),
            town.Decision.ANSWER: N_("Répondre à l’habitant"),
        },
        town.Channel: {
            town.Channel.WEB: N_("Site internet"),
            town.Channel.MOBILE: N_("Téléphone mobile"),
            town.Channel.PHONE: N_("Appel téléphonique"),
            town.Channel.COUNTER: N_("Guichet"),
            town.Channel.POST: N_("Courrier"),
            town.Channel.EMAIL: N_("E-mail"),
            town.Channel.SMS: N_("SMS"),
            town.Channel.API: N_("Autre logiciel"),
        },
        town.PlaceSource: {
            town.PlaceSource.MAP: N_("Point sur la carte"),
            town.PlaceSource.ADDRESS: N_("Adresse du registre"),
            town.PlaceSource.GPS: N_("Position de l’appareil"),
            town.PlaceSource.WORDS: N_("Décrit avec des mots"),
        },
        town.ContactKind: {
            town.ContactKind.AUTHOR: N_("A fait la demande"),
            town.ContactKind.FOLLOWER: N_("Suit la demande"),
        },
        town.MessageKind: {
            town.MessageKind.PUBLIC_ANSWER: N_("Réponse de la ville"),
            town.MessageKind.COMMENT: N_("Mot de l’habitant"),
            town.MessageKind.QUESTION: N_("Question de la ville"),
            town.MessageKind.INTERNAL_NOTE: N_("Note interne"),
            town.MessageKind.CONTEST: N_("« Ce n’est pas réglé »"),
        },
        town.PhotoKind: {
            town.PhotoKind.BEFORE: N_("Photo du signalement"),
            town.PhotoKind.AFTER: N_("Photo après intervention"),
            town.PhotoKind.ADDED: N_("Photo ajoutée ensuite"),
        },
        town.Mood: {
            town.Mood.GOOD: N_("Satisfait"),
            town.Mood.MEDIUM: N_("Mitigé"),
            town.Mood.BAD: N_("Mécontent"),
        },
        town.QuestionKind: {
            town.QuestionKind.CHOICE: N_("Choix"),
            town.QuestionKind.NUMBER: N_("Nombre"),
            town.QuestionKind.DATE: N_("Date"),
            town.QuestionKind.TEXT: N_("Texte"),
        },
        town.Silence: {
            town.Silence.REJECTION: N_("Sans réponse, la demande est considérée comme refusée"),
            town.Silence.ACCEPTANCE: N_("Sans réponse, la demande est considérée comme acceptée"),
        },
        Format: {
            Format.JIRA: N_("Jira (CSV)"),
            Format.TAIGA: N_("Taiga (JSON d’un projet)"),
            Format.GITHUB: N_("GitHub (JSON de tickets)"),
            Format.GITLAB: N_("GitLab (CSV)"),
            Format.TRELLO: N_("Trello (JSON d’un tableau)"),
            Format.AZURE: N_("Azure DevOps (CSV)"),
        },
        Demand: {
            Demand.REASON: N_("Raison"),
            Demand.ANSWER: N_("Réponse"),
            Demand.DATE: N_("Date d’intervention"),
            Demand.BODY: N_("Organisme compétent"),
            Demand.DUPLICATE: N_("Référence de la demande d’origine"),
        },
        project.ItemKind: {
            project.ItemKind.STORY: N_("Récit"),
            project.ItemKind.BUG: N_("Anomalie"),
            project.ItemKind.IMPROVEMENT: N_("Amélioration"),
            project.ItemKind.CHORE: N_("Tâche technique"),
            project.ItemKind.SPIKE: N_("Étude"),
        },
        project.ItemState: {
            project.ItemState.BACKLOG: N_("Dans le backlog"),
            project.ItemState.TODO: N_("À faire"),
            project.ItemState.DOING: N_("En cours"),
            project.ItemState.REVIEW: N_("À vérifier"),
            project.ItemState.DONE: N_("Terminé"),
            project.ItemState.DROPPED: N_("Abandonné"),
        },
        project.Moscow: {
            project.Moscow.MUST: N_("Indispensable"),
            project.Moscow.SHOULD: N_("Important"),
            project.Moscow.COULD: N_("Souhaitable"),
            project.Moscow.WONT: N_("Pas cette fois"),
        },
        project.KanoAnswer: {
            project.KanoAnswer.LIKE: N_("Cela me plairait"),
            project.KanoAnswer.MUST_BE: N_("C’est bien le moins"),
            project.KanoAnswer.NEUTRAL: N_("Cela m’est égal"),
            project.KanoAnswer.LIVE_WITH: N_("Je m’en accommoderais"),
            project.KanoAnswer.DISLIKE: N_("Cela me déplairait"),
        },
        project.KanoClass: {
            project.KanoClass.ATTRACTIVE: N_("Attractif"),
            project.KanoClass.ONE_DIMENSIONAL: N_("Proportionnel"),
            project.KanoClass.MUST_BE: N_("Obligatoire"),
            project.KanoClass.INDIFFERENT: N_("Indifférent"),
            project.KanoClass.REVERSE: N_("Contraire"),
            project.KanoClass.QUESTIONABLE: N_("Réponses douteuses"),
        },
        project.Method: {
            project.Method.MOSCOW: N_("MoSCoW"),
            project.Method.WSJF: N_("WSJF"),
            project.Method.RICE: N_("RICE"),
            project.Method.KANO: N_("Kano"),
        },
        project.Attention: {
            project.Attention.MUST: N_("Indispensables"),
            project.Attention.UNESTIMATED: N_("Sans estimation"),
            project.Attention.OLD: N_("Anciens, plus touchés"),
            project.Attention.UNRATED: N_("Sans priorité"),
        },
        project.PokerScale: {
            project.PokerScale.FIBONACCI: N_("Suite de Fibonacci"),
            project.PokerScale.T_SHIRT: N_("Tailles de vêtement"),
        },
        project.RoundState: {
            project.RoundState.OPEN: N_("Votes cachés"),
            project.RoundState.REVEALED: N_("Votes révélés"),
            project.RoundState.SETTLED: N_("Estimation retenue"),
            project.RoundState.AGAIN: N_("Revoté"),
            project.RoundState.CANCELLED: N_("Arrêté"),
        },
        project.Relation: {
            project.Relation.BLOCKS: N_("bloque"),
            project.Relation.BLOCKED_BY: N_("est bloqué par"),
            project.Relation.RELATES: N_("est lié à"),
            project.Relation.DUPLICATES: N_("double"),
            project.Relation.DUPLICATED_BY: N_("est doublé par"),
        },
        project.Mood: {
            project.Mood.GOOD: N_("Bien"),
            project.Mood.MEDIUM: N_("Moyen"),
            project.Mood.BAD: N_("Pas bien"),
        },
        project.FeedbackState: {
            project.FeedbackState.UNSORTED: N_("À trier"),
            project.FeedbackState.ITEM: N_("Lié à un élément"),
            project.FeedbackState.DECLINED: N_("Non retenu"),
            project.FeedbackState.SNOOZED: N_("Mis de côté"),
        },
        project.SprintState: {
            project.SprintState.PLANNED: N_("Prévu"),
            project.SprintState.ACTIVE: N_("En cours"),
            project.SprintState.CLOSED: N_("Clos"),
            project.SprintState.CANCELLED: N_("Annulé"),
        },
        project.IncrementState: {
            project.IncrementState.PLANNED: N_("Prévu"),
            project.IncrementState.IN_REVIEW: N_("Présenté en revue"),
            project.IncrementState.RELEASED: N_("Ouvert aux habitants"),
        },
        project.Place: {
            project.Place.UP: N_("Monter"),
            project.Place.DOWN: N_("Descendre"),
            project.Place.TOP: N_("Mettre en tête"),
            project.Place.BOTTOM: N_("Mettre à la fin"),
        },
        project.Where: {
            project.Where.TOP: N_("En tête du backlog"),
            project.Where.BOTTOM: N_("À la fin du backlog"),
            project.Where.NEXT_SPRINT: N_("Dans le sprint suivant"),
        },
        project.ItemOrder: {
            project.ItemOrder.RANK: N_("Ordre décidé"),
            project.ItemOrder.VOICES: N_("Les plus demandés"),
            project.ItemOrder.UPDATED: N_("Modifiés récemment"),
            project.ItemOrder.CREATED: N_("Ajoutés récemment"),
            project.ItemOrder.ESTIMATE: N_("Les plus gros"),
            project.ItemOrder.WSJF: N_("Note WSJF"),
            project.ItemOrder.RICE: N_("Note RICE"),
        },
        project.RetroFormat: {
            project.RetroFormat.START_STOP_CONTINUE: N_("Commencer, arrêter, continuer"),
            project.RetroFormat.MAD_SAD_GLAD: N_("Fâché, triste, content"),
            project.RetroFormat.FOUR_L: N_("Aimé, appris, manqué, espéré"),
            project.RetroFormat.SAILBOAT: N_("Le voilier"),
            project.RetroFormat.DAKI: N_("Enlever, ajouter, garder, améliorer"),
        },
        Role: {
            Role.INHABITANT: N_("habitant"),
            Role.PRODUCT_OWNER: N_("product owner"),
            Role.SCRUM_MASTER: N_("scrum master"),
            Role.DEVELOPER: N_("développement"),
            Role.OFFICIAL: N_("élus"),
            Role.AGENT: N_("agent de service"),
            Role.HEAD_OF_SERVICE: N_("responsable de service"),
            Role.COUNTER: N_("accueil et téléphone"),
            Role.ADMINISTRATOR: N_("administration"),
            Role.SYSTEM: N_("le système"),
        },
        Permission: {
            Permission.REPORT: N_("signaler un problème et suivre sa demande"),
            Permission.SEE_MAP: N_("voir la carte"),
            Permission.GIVE_FEEDBACK: N_("donner son avis"),
            Permission.SEE_QUEUE: N_("voir les demandes et les coordonnées"),
            Permission.HANDLE_REQUEST: N_("traiter les demandes"),
            Permission.MODERATE: N_("publier les descriptions et les photos"),
            Permission.SEE_PROJECT: N_("voir le backlog et le sprint"),
            Permission.EDIT_BACKLOG: N_("écrire dans le backlog"),
            Permission.RANK_BACKLOG: N_("classer le backlog"),
            Permission.TRIAGE: N_("trier les avis"),
            Permission.PLAN_SPRINT: N_("préparer, lancer et clore un sprint"),
            Permission.MOVE_ITEM: N_("déplacer les éléments du sprint"),
            Permission.EXCHANGE_PROJECT: N_("importer et exporter le projet"),
            Permission.SEE_REVIEW: N_("voir les revues de sprint"),
            Permission.REMARK_REVIEW: N_("écrire une remarque en revue de sprint"),
            Permission.DECIDE_REVIEW: N_("accepter ou refuser un incrément"),
            Permission.SEE_RETROSPECTIVE: N_("voir les rétrospectives"),
            Permission.SEE_METRICS: N_("voir les indicateurs"),
            Permission.ADMINISTER: N_("administrer l’application"),
        },
    }
)

LANES: dict[str, str] = {  # of the retrospectives, by the codes of backlog.models.LANES
    "start": N_("Commencer"),
    "stop": N_("Arrêter"),
    "continue": N_("Continuer"),
    "mad": N_("Fâché"),
    "sad": N_("Triste"),
    "glad": N_("Content"),
    "liked": N_("Aimé"),
    "learned": N_("Appris"),
    "lacked": N_("Manqué"),
    "longed_for": N_("Espéré"),
    "wind": N_("Vent dans les voiles"),
    "anchor": N_("Ancre"),
    "rocks": N_("Rochers"),
    "island": N_("Île visée"),
    "drop": N_("Enlever"),
    "add": N_("Ajouter"),
    "keep": N_("Garder"),
    "improve": N_("Améliorer"),
}
