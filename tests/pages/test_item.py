"""Élément: one item, read, written, linked, discussed, given up and taken back."""

from __future__ import annotations

import ast
import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from backlog.models import Item, ItemKind, ItemState, Place, Relation
from data.access import Role, actor
from data.clock import local_day
from pages.product.history_words import VERBS
from services import Services
from tests.pages.harness import Door

OWNER = actor(Role.PRODUCT_OWNER)
DEVELOPER = actor(Role.DEVELOPER)
OFFICIAL = actor(Role.OFFICIAL)


@pytest.fixture
def item(town: Services) -> Item:
    """Item 1, with two criteria."""
    return town.items.add(
        by=OWNER, kind=ItemKind.STORY, title="La carte des travaux", criteria=["Se lit sans la carte", "Au clavier"]
    )


def now(town: Services, number: int = 1) -> Item:
    return town.items.page(by=OWNER, number=number).item


def labelled(widgets, label: str):
    return next(each for each in widgets if each.label == label)


def press(test: AppTest, label: str) -> None:
    labelled(test.button, label).click()
    test.run()
    assert not test.exception


def words(test: AppTest) -> str:
    return "\n".join(each.value for each in test.markdown)


def sprint_under_way(town: Services) -> str:
    first = local_day(town.context.clock())
    sprint = town.sprints.plan(by=OWNER, goal="Une carte", starts_on=first, ends_on=first + timedelta(days=13))
    town.sprints.start(by=OWNER, sprint_id=sprint.id, version=sprint.version)
    return sprint.id


def test_every_field_is_written(door: Door, town: Services, item: Item) -> None:
    epic = town.goals.add_epic(by=OWNER, title="Signaler", colour="#0072B2")
    town.goals.close_epic(
        by=OWNER, epic_id=town.goals.add_epic(by=OWNER, title="Close", colour="#0072B2").id, version=1, closed=True
    )
    test = door.open("element", by="developer", item="1")
    for label, text in (
        ("Titre", "Le plan"),
        ("En tant que", "riverain"),
        ("Je veux", "voir"),
        ("Afin de", "prévoir"),
        ("Points", "2,5"),
    ):
        labelled(test.text_input, label).input(text)
    labelled(test.text_area, "Description").input("Une **carte**")
    labelled(test.selectbox, "Nature").select(ItemKind.BUG)
    assert "Close" not in labelled(test.selectbox, "Épopée").options
    labelled(test.selectbox, "Épopée").select(epic.id)
    labelled(test.selectbox, "Personne qui s’en occupe").select("Developer")
    labelled(test.multiselect, "Étiquettes").set_value(["Carte", "mobile"])
    labelled(test.checkbox, "Réservé à l’équipe").check()
    press(test, "Enregistrer l’élément")
    kept = now(town)
    assert (kept.title, kept.as_a, kept.i_want, kept.so_that) == ("Le plan", "riverain", "voir", "prévoir")
    assert (kept.estimate, kept.description, kept.kind, kept.epic_id) == (2.5, "Une **carte**", ItemKind.BUG, epic.id)
    assert (kept.assignee, kept.tags, kept.is_private) == ("Developer", ("Carte", "mobile"), True)
    assert kept.version == 2


def test_unknown_estimate_is_a_question_mark_and_nonsense_is_refused(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    assert labelled(test.text_input, "Points").value == "?"
    labelled(test.text_input, "Points").input("beaucoup")
    press(test, "Enregistrer l’élément")
    assert any("L’estimation est un nombre" in each.value and ":red[" in each.value for each in test.markdown)
    assert labelled(test.text_input, "Points").value == "beaucoup"
    labelled(test.text_input, "Points").input("5")
    press(test, "Enregistrer l’élément")
    assert now(town).estimate == 5.0
    labelled(test.text_input, "Points").input("?")
    press(test, "Enregistrer l’élément")
    assert now(town).estimate is None


def criteria_of(test: AppTest) -> list[str]:
    return [each.value for each in test.text_area if each.label.startswith("Critère")]


def test_criteria_are_added_ordered_and_taken_away(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    press(test, "Ajouter un critère")
    labelled(test.text_area, "Critère 3").input("En anglais")
    labelled(test.menu_button, "Critère 3").click(Place.UP).run()
    assert criteria_of(test) == ["Se lit sans la carte", "En anglais", "Au clavier"]
    labelled(test.menu_button, "Critère 1").click("remove").run()
    labelled(test.menu_button, "Critère 1").click(Place.DOWN).run()
    assert not test.exception
    assert criteria_of(test) == ["Au clavier", "En anglais"]
    press(test, "Enregistrer l’élément")
    assert now(town).criteria == ("Au clavier", "En anglais")


def test_template_makes_one_criterion(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    press(test, "Ajouter ce critère")
    assert len(criteria_of(test)) == 2
    for label, text in (("Étant donné", "une rue barrée"), ("Quand", "j’ouvre la carte"), ("Alors", "je la vois")):
        labelled(test.text_input, label).input(text)
    press(test, "Ajouter ce critère")
    assert labelled(test.text_input, "Quand").value == ""
    press(test, "Enregistrer l’élément")
    assert now(town).criteria[-1] == "Étant donné une rue barrée, quand j’ouvre la carte, alors je la vois"


def test_what_is_typed_is_read_before_it_is_saved(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    labelled(test.text_area, "Description").input("Un plan ![x](https://mal.fr/a.png) :red[x] <b>")
    test.run()
    assert "Pas encore enregistré : description." in words(test)
    assert "Un plan \\!\\[x\\](<https://mal.fr/a.png>) \\:red\\[x\\] \\<b\\>" in words(test)
    assert now(town).description == ""


def test_item_edited_by_two_shows_both_values(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="product_owner", item="1")
    town.items.edit(by=OWNER, item_id=item.id, version=item.version, title="Le titre d’un autre")
    labelled(test.text_input, "Titre").input("Mon titre")
    press(test, "Enregistrer l’élément")
    assert now(town).title == "Le titre d’un autre"
    assert labelled(test.text_input, "Titre").value == "Mon titre"
    assert any("Mon titre" in each.value and "Le titre d’un autre" in each.value for each in test.warning)
    press(test, "Repartir de la version actuelle")
    labelled(test.text_input, "Titre").input("Mon titre")
    press(test, "Enregistrer l’élément")
    assert now(town).title == "Mon titre"


def test_item_edited_by_two_keeps_what_the_second_insists_on(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="product_owner", item="1")
    town.items.edit(by=OWNER, item_id=item.id, version=item.version, title="Le titre d’un autre", as_a="élue")
    labelled(test.text_input, "Titre").input("Mon titre")
    press(test, "Enregistrer l’élément")
    press(test, "Garder ce que j’ai écrit")
    assert (now(town).title, now(town).as_a) == ("Mon titre", "élue")
    assert not test.warning


def test_edit_of_another_field_keeps_both(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="product_owner", item="1")
    town.items.edit(by=OWNER, item_id=item.id, version=item.version, description="Écrit par un autre", tags=["a"])
    labelled(test.text_input, "Titre").input("Mon titre")
    press(test, "Enregistrer l’élément")
    assert (now(town).title, now(town).description, now(town).tags) == ("Mon titre", "Écrit par un autre", ("a",))


def test_what_is_typed_survives_another_act_on_the_page(door: Door, town: Services, item: Item) -> None:
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    test = door.open("element", by="product_owner", item="1")
    labelled(test.text_input, "Titre").input("Mon titre")
    labelled(test.checkbox, "Vu au clavier").check().run()
    labelled(test.text_area, "Votre commentaire").input("Pour quand ?")
    press(test, "Commenter")
    assert labelled(test.text_input, "Titre").value == "Mon titre"
    press(test, "Enregistrer l’élément")
    assert now(town).title == "Mon titre"


def test_official_reads_everything_and_changes_nothing(door: Door, town: Services, item: Item) -> None:
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    town.comments.say(by=OWNER, item_id=item.id, body="Décidé en **comité**")
    town.attachments.add(by=OWNER, item_id=item.id, name="note.txt", content=b"Bonjour")
    test = door.open("element", by="official", item="1")
    assert not test.exception
    assert len(test.button) == 1  # the language
    assert not any((test.menu_button, test.text_input, test.text_area, test.file_uploader))
    assert not test.checkbox
    assert "Vu au clavier  \n:gray[pas encore coché]" in words(test)
    assert all(text in words(test) for text in ("Se lit sans la carte", "Décidé en **comité**", "note\\.txt"))


def test_private_item_does_not_exist_for_an_official(door: Door, town: Services) -> None:
    town.items.add(by=OWNER, kind=ItemKind.BUG, title="Une faille", is_private=True)
    assert "Réservé à l’équipe" in words(door.open("element", by="developer", item="1"))
    test = door.open("element", by="official", item="1")
    assert "pas d’élément 1" in test.warning[0].value
    assert "faille" not in words(test)


def test_item_of_the_sprint_changes_column_on_its_page(door: Door, town: Services, item: Item) -> None:
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    assert "Changer de colonne" not in [
        each.label for each in door.open("element", by="developer", item="1").menu_button
    ]
    sprint = sprint_under_way(town)
    town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=sprint)
    test = door.open("element", by="developer", item="1")
    labelled(test.menu_button, "Changer de colonne").click(ItemState.REVIEW).run()
    assert now(town).state is ItemState.REVIEW
    assert test.success[0].value == "L’élément est dans « À vérifier »."
    labelled(test.menu_button, "Changer de colonne").click(ItemState.DONE).run()
    assert now(town).state is ItemState.REVIEW
    assert "Vu au clavier" in test.error[0].value
    labelled(test.checkbox, "Vu au clavier").check().run()
    labelled(test.menu_button, "Changer de colonne").click(ItemState.DONE).run()
    assert now(town).state is ItemState.DONE


def test_column_over_its_soft_limit_is_said_on_the_page_of_the_item(door: Door, town: Services, item: Item) -> None:
    sprint, other = sprint_under_way(town), town.items.add(by=OWNER, kind=ItemKind.CHORE, title="Mesurer")
    town.board.set_limit(by=OWNER, state=ItemState.DOING, maximum=1)
    for each in (other, item):
        town.sprints.pull(by=OWNER, item_id=each.id, version=each.version, sprint_id=sprint)
    town.board.move(by=OWNER, item_id=other.id, version=now(town, other.number).version, to=ItemState.DOING)
    test = door.open("element", by="developer", item="1")
    labelled(test.menu_button, "Changer de colonne").click(ItemState.DOING).run()
    assert now(town).state is ItemState.DOING
    assert "« En cours » dépasse sa limite de 1." in test.success[0].value


def test_item_goes_into_the_sprint_and_back(door: Door, town: Services, item: Item) -> None:
    sprint_under_way(town)
    test = door.open("element", by="scrum_master", item="1")
    press(test, "Mettre dans le sprint 1")
    assert town.items.page(by=OWNER, number=1).sprint_number == 1
    press(test, "Remettre au backlog")
    assert town.items.page(by=OWNER, number=1).sprint_number is None


def test_item_is_given_up_with_a_reason_and_taken_back(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="product_owner", item="1")
    press(test, "Abandonner l’élément")
    assert now(town).state is ItemState.BACKLOG
    assert any(":red[" in each.value for each in test.markdown)
    labelled(test.text_area, "Pourquoi ?").input("La mairie a choisi autre chose")
    press(test, "Abandonner l’élément")
    assert now(town).state is ItemState.DROPPED
    assert "La mairie a choisi autre chose" in words(test)
    press(test, "Reprendre l’élément")
    assert now(town).state is ItemState.BACKLOG


def test_item_is_given_up_by_the_product_owner_alone(door: Door, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    assert not any(each.label == "Abandonner l’élément" for each in test.button)


def test_item_is_linked_to_another_found_by_its_number(door: Door, town: Services, item: Item) -> None:
    other = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Les avis des habitants")
    test = door.open("element", by="developer", item="1")
    labelled(test.selectbox, "Cet élément").select(Relation.BLOCKED_BY)
    labelled(test.text_input, "Numéro ou mots de l’élément").input("2").run()
    press(test, "Ajouter ce lien")
    assert [each.relation for each in town.links.of(by=OWNER, item_id=item.id)] == [Relation.BLOCKED_BY]
    labelled(test.selectbox, "Cet élément").select(Relation.BLOCKS)
    labelled(test.text_input, "Numéro ou mots de l’élément").input("avis").run()
    press(test, "Ajouter ce lien")
    assert any("tournerait en rond" in each.value for each in test.markdown)
    beside = door.open("element", by="developer", item="2")
    assert "bloque" in words(beside)
    press(beside, "Délier")
    assert town.links.of(by=OWNER, item_id=other.id) == ()


def test_comment_is_said_changed_and_deleted_by_its_author_alone(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    labelled(test.text_area, "Votre commentaire").input("Pour *quand* ?")
    press(test, "Commenter")
    assert "Pour *quand* ?" in words(test)
    fields = [each for each in test.text_area if each.label == "Votre commentaire"]
    assert [each.value for each in fields] == ["Pour *quand* ?", ""]  # to change it, and a new one
    fields[0].input("Pour mardi ?")
    save = next(each for each in test.button if each.label == "Enregistrer" and each.key.startswith("comment_"))
    save.click().run()
    assert [each.body for each in town.comments.of(by=OWNER, item_id=item.id)] == ["Pour mardi ?"]
    other = door.open("element", by="product_owner", item="1")
    assert not any(each.label == "Supprimer ce commentaire" for each in other.button)
    press(door.open("element", by="developer", item="1"), "Supprimer ce commentaire")
    assert town.comments.of(by=OWNER, item_id=item.id) == ()


def test_empty_comment_is_refused_beside_its_field(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    press(test, "Commenter")
    assert any(":red[" in each.value for each in test.markdown)
    assert town.comments.of(by=OWNER, item_id=item.id) == ()


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(target, "PNG")
    return target.getvalue()


def test_file_is_joined_downloaded_and_removed(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    test.file_uploader[0].upload("plan.png", picture(), "image/png").run()
    assert not test.exception
    (file,) = town.attachments.of(by=OWNER, item_id=item.id)
    assert (file.name, file.is_image) == ("plan.jpg", True)
    assert [each.label for each in test.get("download_button")] == ["Télécharger"]
    assert len(test.image) == 1
    press(test, "Retirer ce fichier")
    assert town.attachments.of(by=OWNER, item_id=item.id) == ()


def test_file_of_no_known_kind_is_refused_and_said_once(door: Door, town: Services, item: Item) -> None:
    test = door.open("element", by="developer", item="1")
    test.file_uploader[0].upload("page.txt", b"\0\0", "text/plain").run()
    assert any("ne peut pas être joint" in each.value for each in test.markdown)
    assert town.attachments.of(by=OWNER, item_id=item.id) == ()


def test_line_ticked_on_the_item_lets_it_be_done(door: Door, town: Services, item: Item) -> None:
    town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    sprint = sprint_under_way(town)
    pulled = town.sprints.pull(by=OWNER, item_id=item.id, version=item.version, sprint_id=sprint)
    test = door.open("element", by="developer", item="1")
    labelled(test.checkbox, "Vu au clavier").check().run()
    assert [line.ticked for line in town.items.page(by=OWNER, number=1).done_lines] == [True]
    town.board.move(by=DEVELOPER, item_id=item.id, version=pulled.version, to=ItemState.DONE)
    done = door.open("element", by="developer", item="1")
    assert not any(each.label == "Vu au clavier" for each in done.checkbox)
    assert "coché par Developer" in words(done)


def test_tick_of_somebody_else_is_not_undone_by_an_open_page(door: Door, town: Services, item: Item) -> None:
    line = town.definition_of_done.add(by=OWNER, text="Relu par deux personnes")
    test = door.open("element", by="product_owner", item="1")
    town.items.tick(by=OWNER, item_id=item.id, line_id=line.id, done=True)
    test.run()
    assert town.items.page(by=OWNER, number=1).done_lines[0].ticked
    labelled(test.checkbox, "Relu par deux personnes").uncheck().run()
    assert not town.items.page(by=OWNER, number=1).done_lines[0].ticked


def test_address_of_no_item_says_so(door: Door) -> None:
    assert "pas d’élément 99" in door.open("element", by="official", item="99").warning[0].value


def test_blocked_item_says_why(door: Door, town: Services, item: Item) -> None:
    town.blocking.block(by=DEVELOPER, item_id=item.id, version=1, reason="On attend la clé")
    test = door.open("element", by="official", item="1")
    assert any("On attend la clé" in each.value for each in test.warning)


def test_long_history_is_read_by_pages(door: Door, town: Services) -> None:
    item = town.items.add(by=OWNER, kind=ItemKind.STORY, title="Titre 0")
    for number in range(1, 25):
        item = town.items.edit(by=OWNER, item_id=item.id, version=item.version, title=f"Titre {number}")
    shown = words(door.open("element", by="official", item="1"))
    assert "Titre 23 → Titre 24" in shown
    assert "Titre 0 → Titre 1" not in shown


def test_history_tells_every_act_in_words(door: Door, town: Services, item: Item) -> None:
    hidden = town.items.add(by=OWNER, kind=ItemKind.BUG, title="Une faille", is_private=True)
    line = town.definition_of_done.add(by=OWNER, text="Vu au clavier")
    town.links.link(by=OWNER, item_id=item.id, relation=Relation.BLOCKED_BY, other_id=hidden.id)
    town.items.tick(by=OWNER, item_id=item.id, line_id=line.id, done=True)
    said = town.comments.say(by=OWNER, item_id=item.id, body="Un mot")
    town.comments.delete(by=OWNER, comment_id=said.id)
    file = town.attachments.add(by=OWNER, item_id=item.id, name="note.txt", content=b"Bonjour")
    town.attachments.remove(by=OWNER, attachment_id=file.id)
    kept = town.items.edit(
        by=OWNER, item_id=item.id, version=1, tags=["carte"], is_private=True, assignee="Zoé", estimate=2.5
    )
    kept = town.items.edit(by=OWNER, item_id=item.id, version=kept.version, is_private=False)
    kept = town.blocking.block(by=OWNER, item_id=item.id, version=kept.version, reason="On attend la clé")
    town.items.drop(by=OWNER, item_id=item.id, version=kept.version, reason="Plus besoin")
    shown = words(door.open("element", by="official", item="1"))
    for sentence in (
        "a créé l’élément",
        "a ajouté le lien : est bloqué par un élément réservé à l’équipe",
        "a coché « Vu au clavier »",
        "a écrit un commentaire",
        "a supprimé son commentaire",
        "a joint « note\\.txt »",
        "a retiré le fichier « note\\.txt »",
        "étiquettes : carte",
        "réservé à l’équipe : non → oui",
        "réservé à l’équipe : oui → non",
        "personne : Zoé",
        "estimation : 2,5",
        "a signalé un blocage",
        "blocage : On attend la clé",
        "a abandonné l’élément",
        "état : Dans le backlog → Abandonné",
        "Raison : Plus besoin",
    ):
        assert sentence in shown
    assert "faille" not in shown
    assert "2 · Une faille" in words(door.open("element", by="developer", item="1"))


def written_verbs() -> set[str]:
    """The verbs of the journal lines about items, found where the backlog writes them."""
    found = set()
    for path in (Path(__file__).parents[2] / "backlog").rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call):
                given = {each.arg: each.value for each in call.keywords}
                kind = given.get("kind")
                about_item = isinstance(kind, ast.Constant) and kind.value == "item"
                if "verb" in given and (about_item or getattr(call.func, "id", "") == "write_item"):
                    constants = [each for each in ast.walk(given["verb"]) if isinstance(each, ast.Constant)]
                    found |= {each.value for each in constants if isinstance(each.value, str)}
    assert {"add", "edit", "drop", "restore"} <= found
    return found


def test_every_verb_of_the_backlog_on_an_item_has_its_words() -> None:
    told_by_their_field = {"join_feedback", "tick", "untick", "link", "unlink", "attach_file", "detach_file"}
    assert written_verbs() - told_by_their_field <= set(VERBS)
