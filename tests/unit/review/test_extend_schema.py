from assay.formats.reading import ReadClass
from assay.model.batches import SetRole
from assay.review.extend_schema import parents_in
from assay.store.schemas import current_schema
from tests.small_delivery import CATEGORIES, DELIVERY, GOLD, bring_in, coco, lay_out


def classes(*above: tuple[str, str]) -> list[ReadClass]:
    return [ReadClass(number, name, parent) for number, (name, parent) in enumerate(above)]


def test_that_supercategories_are_parents_where_they_tell_classes_apart():
    street = classes(("car", "vehicle"), ("bus", "vehicle"), ("dog", "animal"), ("person", "person"))
    assert parents_in(street) == {"car": "vehicle", "bus": "vehicle", "dog": "animal"}


def test_that_one_supercategory_for_all_says_nothing():
    assert parents_in(classes(("pets-1", "none"), ("cat", "pets-1"), ("dog", "pets-1"))) == {}
    assert parents_in(classes(("cat", "object"), ("dog", "Object"), ("car", ""))) == {}


def test_that_a_gold_file_declares_its_classes_and_their_parents_and_a_delivery_only_adds(project, me, tmp_path):
    gold, delivery = lay_out(tmp_path / "batch")
    parents = [{"id": 1, "name": "car", "supercategory": "vehicle"}, {"id": 2, "name": "van", "supercategory": "big"}]
    write(gold, GOLD, parents)
    write(delivery, DELIVERY, [*CATEGORIES, {"id": 3, "name": "vann"}])
    bring_in(project, gold, SetRole.GOLD, by=me)
    bring_in(project, delivery, SetRole.DELIVERY, by=me)
    found = {one.name: (one.parent, one.declared) for one in current_schema(project.connection).classes}
    assert found == {"car": ("vehicle", True), "van": ("big", True), "vann": ("", False)}
    write(gold, GOLD, [*CATEGORIES, {"id": 3, "name": "vann"}])
    bring_in(project, gold, SetRole.GOLD, by=me)
    assert all(one.declared for one in current_schema(project.connection).classes)


def write(path, objects, categories) -> None:
    import json

    path.write_text(json.dumps(coco(objects) | {"categories": categories}))
