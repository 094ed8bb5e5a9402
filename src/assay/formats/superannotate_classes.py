"""The classes.json of a SuperAnnotate project: names of classes and of attributes by their ids."""

from dataclasses import dataclass, field
from typing import Any, Self

from assay.formats.gathering import Gatherer
from assay.formats.json_labels import as_id, as_list, as_object, as_text, read_json

Id = int | str | None


@dataclass(slots=True)
class SuperAnnotateClasses:
    """Names by ids. attributes: the names of the group and of the value."""

    names: dict[Id, str] = field(default_factory=dict)
    attributes: dict[Id, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def beside(cls, gatherer: Gatherer) -> Self:
        """Those of the classes.json among the files, which are added to the gatherer; none when it is missing."""
        found = cls()
        delivered = gatherer.delivered
        for name in delivered.names:
            if name.rsplit("/", 1)[-1].lower() == "classes.json" and not delivered.is_file:
                with gatherer.rejecting(delivered.place(name)):
                    for at, entry in enumerate(as_list(read_json(delivered, name), "the file")):
                        with gatherer.rejecting(f"{delivered.place(name)}, entry [{at}]"):
                            found.take(gatherer, as_object(entry, "the class"))
        return found

    def take(self, gatherer: Gatherer, entry: dict[str, Any]) -> None:
        """Learn a class and its attributes."""
        key, name = as_id(entry.get("id")), as_text(entry.get("name"), "the name of the class")
        gatherer.add_class(name, key)
        self.names[key] = name
        for group in as_list(entry.get("attribute_groups"), "attribute_groups"):
            group_name = as_text(as_object(group, "the attribute group").get("name"), "the name of the group")
            for one in as_list(group.get("attributes"), "attributes"):
                value = as_object(one, "the attribute")
                self.attributes[as_id(value.get("id"))] = group_name, as_text(value.get("name"), "the attribute")

    def name_of(self, entry: dict[str, Any]) -> str:
        """The class of an instance: as it says, or by its id; "" when it is not known."""
        return as_text(entry.get("className"), "className") or self.names.get(as_id(entry.get("classId")), "")


def attribute_value(classes: SuperAnnotateClasses, entry: dict[str, Any]) -> tuple[str, Any]:
    """The name and value of an attribute: as it says, or by its id, or the ids themselves."""
    group, name = entry.get("groupName"), entry.get("name")
    if isinstance(group, str) and group:
        return group, name
    if known := classes.attributes.get(as_id(entry.get("id"))):
        return known
    return f"group {as_id(entry.get('groupId'))}", name if name is not None else entry.get("id")
