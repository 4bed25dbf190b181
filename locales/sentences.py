"""What a refusal says, by code: what is wrong and what to do. Facts come between braces."""

from __future__ import annotations

from locales.texts import N_

SENTENCES: dict[str, str] = {
    # Whatever the verb.
    "conflict": N_(
        "Quelqu’un d’autre vient de modifier cette page : rien n’a été enregistré. "
        "Ce que vous avez tapé est gardé ; relisez ce qui a changé, puis recommencez."
    ),
    "not_found": N_("Cela n’existe plus, ou l’adresse est incomplète. Revenez à la liste et choisissez de nouveau."),
    "not_allowed": N_("Votre compte ne permet pas de faire cela. Demandez à l’administration, ou changez de compte."),
    "text_missing": N_("Écrivez quelques mots : c’est vide ou trop court."),
    "text_too_long": N_("C’est trop long : {length} caractères pour {maximum} au plus. Raccourcissez un peu."),
    "email_invalid": N_("Cette adresse e-mail ne semble pas complète. Exemple : prenom.nom@exemple.fr"),
    "phone_invalid": N_("Ce numéro ne semble pas complet. Exemple : 06 12 34 56 78"),
    # Signing in.
    "link_invalid": N_("Ce lien de connexion a déjà servi ou n’est plus valable. Demandez-en un nouveau."),
    "role_unknown": N_("Ce rôle n’existe pas. Choisissez-en un dans la liste."),
    # Reporting.
    "channel_not_allowed": N_("Seul l’accueil peut enregistrer une demande reçue autrement que par ce site."),
    "category_unknown": N_("Choisissez dans la liste de quoi il s’agit."),
    "place_missing": N_("Dites où : un point sur la carte, une adresse, ou quelques mots pour décrire l’endroit."),
    "place_outside": N_("Ce point est en dehors de la commune. Placez-le à l’intérieur, ou décrivez l’endroit."),
    "address_unknown": N_(
        "Adresse introuvable dans le registre. Vous pouvez quand même continuer : décrivez l’endroit."
    ),
    "contact_missing": N_("Pour être prévenu, donnez une adresse e-mail ou un numéro de téléphone."),
    "key_invalid": N_("Le formulaire a expiré. Envoyez-le une nouvelle fois : ce que vous avez tapé est gardé."),
    "answer_missing": N_("Il manque une réponse ici."),
    "answer_invalid": N_("Cette réponse ne convient pas. Choisissez dans la liste, ou suivez l’exemple."),
    "report_stopped": N_("{stop}"),
    # Photos.
    "too_many_photos": N_("{maximum} photos au plus par envoi : enlevez-en."),
    "photo_too_heavy": N_("Cette photo est trop lourde : {megabytes} Mo au plus. Choisissez une taille réduite."),
    "photo_too_large": N_(
        "Cette image est trop grande : {megapixels} millions de points au plus. Choisissez une taille réduite."
    ),
    "photo_unreadable": N_("Ce fichier ne se lit pas comme une photo. Envoyez une image JPEG, PNG ou WebP."),
    "photo_unknown": N_("Cette photo n’existe plus, ou n’est pas publique."),
    # Following.
    "request_unknown": N_(
        "Aucune demande ne correspond. Vérifiez la référence (elle ressemble à TV-2026-000123) "
        "et, si on vous le demande, le code de suivi."
    ),
    "follow_closed": N_("Cette demande est close : il n’y a plus rien à suivre. Vous pouvez en faire une nouvelle."),
    "contest_not_closed": N_("Cette demande est encore ouverte : ajoutez plutôt un mot, l’équipe le lira."),
    "contest_too_late": N_(
        "Cette demande est close depuis plus de {days} jours. Faites-en une nouvelle : elle sera traitée plus vite."
    ),
    "rate_not_closed": N_("Vous pourrez dire si vous êtes satisfait quand la demande sera close."),
    "comment_not_allowed": N_("Cette demande est annulée : on ne peut plus y écrire."),
    # Handling.
    "decision_not_allowed": N_("L’état de la demande ne permet plus cette action. Rechargez la page pour la revoir."),
    "reason_missing": N_("Donnez la raison : l’habitant la lira."),
    "date_missing": N_("Choisissez le jour de l’intervention."),
    "date_past": N_("Ce jour est passé. Choisissez aujourd’hui ou un jour à venir."),
    "date_too_far": N_("C’est trop loin : choisissez un jour dans les {days} jours qui viennent."),
    "body_missing": N_("Choisissez l’organisme à qui transmettre la demande."),
    "body_unknown": N_("Cet organisme n’est pas dans la liste. Choisissez-en un autre."),
    "duplicate_missing": N_("Donnez la référence de la demande d’origine."),
    "duplicate_unknown": N_("Aucune demande n’a cette référence. Elle ressemble à TV-2026-000123."),
    "duplicate_itself": N_("C’est la référence de cette demande même. Donnez celle de l’autre."),
    "duplicate_chain": N_(
        "L’autre demande est elle-même un doublon ou annulée. Donnez la référence de celle qui est suivie."
    ),
    # The backlog.
    "item_unknown": N_("Aucun élément ne porte le numéro {number}. Cherchez-le dans le backlog."),
    "item_dropped": N_("L’élément {number} est abandonné. Choisissez-en un autre, ou créez-en un nouveau."),
    "nothing_chosen": N_("Choisissez d’abord des éléments dans la liste."),
    "too_many_chosen": N_("{maximum} éléments au plus à la fois : resserrez la recherche."),
    "item_changed_since": N_("Quelqu’un d’autre l’a modifié entre-temps : relisez-le."),
    "choice_unknown": N_("Ce choix n’est pas dans la liste. Choisissez-en un autre."),
    "position_invalid": N_("Une place dans le backlog est un nombre entier, à partir de 1."),
    "place_not_an_end": N_("Plusieurs éléments se mettent en tête ou à la fin, pas ailleurs."),
    "too_many_views": N_("{maximum} vues au plus par personne : supprimez celles qui ne servent plus."),
    "view_name_taken": N_("Une de vos vues porte déjà ce nom. Choisissez-en un autre."),
    "no_move_to_undo": N_("Vous n’avez rien déplacé depuis hier : il n’y a rien à annuler."),
    "move_overtaken": N_("L’élément {number} a été déplacé de nouveau depuis : votre déplacement ne s’annule plus."),
    "item_is_done": N_("Cet élément est terminé : il ne bouge plus. Créez-en un nouveau pour la suite."),
    "epic_unknown": N_("Cette épopée n’existe plus. Choisissez-en une dans la liste."),
    "colour_invalid": N_("Cette couleur n’est pas reconnue. Exemple : #0A6570"),
    "too_many_criteria": N_("{maximum} critères au plus. Au-delà, il vaut mieux découper l’élément."),
    "too_many_tags": N_("{maximum} étiquettes au plus."),
    "estimate_invalid": N_(
        "L’estimation est un nombre de 0 à {maximum}, au quart de point près. Laissez vide si personne ne sait encore."
    ),
    "item_not_dropped": N_("L’élément {number} n’est pas abandonné : il est toujours là."),
    "done_line_retired": N_(
        "Cette ligne a été retirée de la définition de terminé. Ajoutez-la de nouveau s’il le faut."
    ),
    "too_many_done_lines": N_("{maximum} lignes au plus. Retirez-en une, ou dites deux choses en une seule ligne."),
    # Beside an item.
    "link_to_itself": N_("C’est cet élément même. Choisissez-en un autre."),
    "link_repeated": N_("Ce lien avec l’élément {number} existe déjà."),
    "link_cycle": N_(
        "L’élément {number} dépend déjà de celui-ci : le lien tournerait en rond. Choisissez l’autre sens."
    ),
    "comment_of_another": N_("Ce commentaire est de quelqu’un d’autre. Répondez-lui plutôt dans un nouveau."),
    "file_empty": N_("Ce fichier est vide. Choisissez-en un autre."),
    "file_too_heavy": N_("Ce fichier est trop lourd : {megabytes} Mo au plus."),
    "file_kind": N_("Ce genre de fichier ne peut pas être joint. Sont acceptés : {kinds}."),
    "too_many_files": N_("{maximum} fichiers au plus par élément : retirez-en un d’abord."),
    # Priorities and estimates.
    "wsjf_size_zero": N_("Une taille de 0 ne se divise pas : choisissez 1 pour le plus petit travail."),
    "not_on_the_scale": N_("Choisissez une valeur de l’échelle : {scale}."),
    "rice_reach_invalid": N_("La portée est un nombre de personnes, de 0 à {maximum}."),
    "rice_effort_invalid": N_("L’effort est d’au moins {minimum} mois de travail d’une personne."),
    "no_evidence": N_("Personne n’a encore rien dit de cet élément : il n’y a pas de valeur à reprendre."),
    "order_changed": N_("Le backlog a changé depuis cette proposition : rien n’a bougé. Relisez la nouvelle."),
    "poker_already_open": N_("L’élément {number} est déjà en cours d’estimation. Rejoignez le vote."),
    "poker_card_unknown": N_("Cette carte n’est pas dans le jeu. Choisissez-en une autre."),
    "poker_revealed": N_("Les cartes sont révélées : on ne vote plus. Un nouveau vote peut être lancé."),
    "poker_not_revealed": N_("Les cartes sont encore cachées : révélez-les d’abord."),
    "poker_over": N_("Ce vote est fini. Lancez-en un nouveau si besoin."),
    "poker_without_votes": N_("Personne n’a encore voté : il n’y a rien à révéler."),
    "poker_without_estimate": N_("Choisissez l’estimation à retenir."),
    "poker_not_leader": N_("C’est à {name}, qui a lancé ce vote, ou à qui prépare les sprints, de le faire."),
    # Importing.
    "import_empty": N_("Ce fichier est vide. Recommencez l’export, puis choisissez le nouveau fichier."),
    "import_too_large": N_(
        "Ce fichier est trop gros : {megabytes} Mo au plus pour ce format. "
        "Exportez en plusieurs fois, par exemple par année."
    ),
    "import_packed": N_(
        "C’est une archive ou un classeur. Décompressez-le d’abord, ou enregistrez la feuille au format CSV."
    ),
    "import_binary": N_("Ce fichier n’est pas du texte. Choisissez l’export CSV ou JSON de votre outil."),
    "import_json_invalid": N_(
        "Ce fichier JSON est abîmé ou incomplet (ligne {line}). Recommencez l’export sans ouvrir le fichier."
    ),
    "import_one_column": N_(
        "On n’y trouve qu’une colonne. Un export CSV a une ligne d’intitulés, séparés par des virgules, "
        "des points-virgules ou des tabulations."
    ),
    "import_unknown": N_(
        "Ce fichier n’est d’aucun format connu. Sont reconnus : les CSV de Jira, GitLab et Azure DevOps, "
        "les JSON de Taiga, GitHub et Trello, avec leur ligne d’intitulés ou leur structure d’origine."
    ),
    "import_nothing": N_("Ce fichier a bien la forme attendue, mais aucune ligne : il n’y a rien à importer."),
    "import_line_unreadable": N_("Cette ligne ne se lit pas : un guillemet ouvert n’est sans doute jamais fermé."),
    "import_line_shifted": N_(
        "Cette ligne a {found} cellules pour {expected} colonnes : un séparateur est sans doute resté sans guillemets."
    ),
    "import_date_invalid": N_("La date « {value} » n’est pas reconnue, ou n’est pas possible."),
    "import_number_invalid": N_("« {value} » n’est pas un nombre de points."),
    "import_key_missing": N_("Il manque l’identifiant : sans lui, un second import ferait un doublon."),
    "import_title_missing": N_("Il manque le titre."),
    "import_repeated": N_("« {key} » est déjà plus haut dans ce fichier : seule la première ligne est prise."),
    "import_pull_requests": N_("Pull requests laissées de côté, car ce ne sont pas des éléments de backlog : {count}."),
    "import_links_left": N_("Liens non repris (l’autre élément manque, ou le lien tournerait en rond) : {count}."),
    "import_fitted": N_("Textes trop longs ou points trop fins, ajustés ; l’original reste avec l’élément : {count}."),
    "import_files_named": N_("Pièces jointes absentes du fichier, dont seul le nom est gardé : {count}."),
    "import_files_refused": N_("Pièces jointes refusées, de type ou de taille non admis, gardées de nom : {count}."),
    # Sprints.
    "sprint_not_planned": N_("Le sprint {number} a déjà commencé."),
    "sprint_goal_missing": N_("Un sprint commence avec un objectif : écrivez-le d’abord."),
    "sprint_already_active": N_("Le sprint {number} est en cours. Clôturez-le avant d’en commencer un autre."),
    "sprint_not_active": N_("Le sprint {number} n’est pas en cours."),
    "sprint_not_open": N_("Le sprint {number} est clos : il ne change plus."),
    "sprint_not_started": N_("Le sprint {number} n’a pas encore commencé."),
    "sprint_dates_order": N_("La fin du sprint doit venir après son début."),
    "sprint_too_long": N_("Un sprint dure {maximum} jours au plus. Rapprochez la date de fin."),
    "item_not_waiting": N_("L’élément {number} n’attend pas dans le backlog : il est déjà dans un sprint ou terminé."),
    "item_not_in_sprint": N_("L’élément {number} n’est pas dans ce sprint. Ajoutez-le d’abord."),
    "column_unknown": N_("Cette colonne n’existe pas sur le tableau. Choisissez-en une autre."),
    "definition_of_done_open": N_(
        "L’élément {number} n’est pas terminé : il reste à cocher dans sa définition de terminé : {lines}."
    ),
    "wip_limit_reached": N_(
        "L’élément {number} reste où il est : la colonne est pleine ({maximum} au plus). "
        "Finissez-en un d’abord, ou relevez la limite."
    ),
    "limit_invalid": N_("Une limite est un nombre entier de 1 à {maximum}. Laissez vide pour n’en fixer aucune."),
    "focus_factor_invalid": N_("La part du temps donnée au sprint va de 1 à 100 %."),
    "days_invalid": N_("{person} : un nombre de jours va de 0 à {maximum}."),
    "absence_too_long": N_("{person} : il y a plus de jours d’absence que de jours en tout. Corrigez l’un des deux."),
    "person_twice": N_("{person} est deux fois dans la liste : gardez une seule ligne."),
    "too_many_people": N_("{maximum} personnes au plus."),
    # Impediments.
    "impediment_closed": N_("Cet obstacle est déjà levé. Rouvrez-le s’il gêne encore."),
    "impediment_open": N_("Cet obstacle est déjà ouvert : il n’y a rien à rouvrir."),
    # A whole project as a file.
    "project_file_foreign": N_(
        "Ce fichier n’est pas un projet exporté par Boucle. "
        "Choisissez un fichier obtenu par « Télécharger le projet entier »."
    ),
    "project_file_newer": N_(
        "Ce fichier vient d’une autre version de Boucle (format {version}, celle-ci lit jusqu’au {known}). "
        "Mettez cette installation à jour, puis recommencez."
    ),
    "project_file_damaged": N_(
        "Ce fichier est abîmé, à l’endroit « {place} » : rien n’a été repris. Exportez le projet une nouvelle fois."
    ),
    "project_file_changed": N_(
        "Ce fichier a changé depuis l’export : rien n’a été repris. Reprenez le fichier d’origine ; "
        "si vous l’avez modifié exprès, ôtez-en la ligne « digest »."
    ),
    "project_not_empty": N_(
        "Il y a déjà un projet ici (éléments : {items}, sprints : {sprints}, avis : {feedbacks}). "
        "Un projet entier ne se reprend que dans une ville neuve : préparez-en une, ou importez seulement des éléments."
    ),
    # Feedback.
    "mood_missing": N_("Choisissez un des trois visages."),
    "date_not_future": N_("Choisissez un jour à venir."),
    "feedback_not_sorted": N_("Cet avis n’est pas encore trié : il n’y a rien à défaire."),
    "feedback_already_sorted": N_("Cet avis est déjà trié. Annulez d’abord ce choix si vous voulez en faire un autre."),
    # Reviews and retrospectives.
    "increment_not_planned": N_("Cet incrément a déjà été présenté ou ouvert aux habitants."),
    "increment_not_in_review": N_("Cet incrément n’attend pas de décision : il n’est pas présenté en revue."),
    "retrospective_exists": N_("La rétrospective du sprint {number} est déjà enregistrée."),
    "return_on_time_invalid": N_("La note va de 1 à 5."),
    "too_many_cards": N_("{maximum} cartes au plus : regroupez celles qui se ressemblent."),
    "lane_unknown": N_("Cette colonne n’est pas dans le format choisi."),
    "votes_invalid": N_("Un nombre de votes est un entier, 0 ou plus."),
}
