"""The meta.json of a Supervisely project: its classes, and the names of the points of its graphs."""

from dataclasses import dataclass, field
from typing import Any

from assay.formats.gathering import Gatherer
from assay.formats.image_finder import folder_of
from assay.formats.json_labels import as_id, as_list, as_object, as_text, read_json


@dataclass(frozen=True, slots=True)
class Meta:
    """What a project says of its classes. folder: where it lies. names: by the ids of classes. nodes: the names of points by their keys, by class."""

    folder: str
    names: dict[int | str | None, str] = field(default_factory=dict)
    nodes: dict[str, dict[str, str]] = field(default_factory=dict)

    def take(self, gatherer: Gatherer, entry: dict[str, Any]) -> None:
        """Learn a class, which is added to the gatherer."""
        key, title = as_id(entry.get("id")), as_text(entry.get("title"), "title")
        gatherer.add_class(title, key)
        self.names[key] = title
        geometry = as_object(entry.get("geometry_config") or {}, "geometry_config")
        nodes = as_object(geometry.get("nodes") or {}, "nodes")
        self.nodes[title] = {name: str(node["label"]) for name, node in nodes.items() if isinstance(node, dict) and node.get("label")}  # fmt: skip


def metas_of(gatherer: Gatherer) -> list[Meta]:
    """Those among the files."""
    delivered, found = gatherer.delivered, []
    for name in delivered.names:
        if delivered.is_file or name.rsplit("/", 1)[-1].lower() != "meta.json":
            continue
        with gatherer.rejecting(delivered.place(name)):
            meta = Meta(folder_of(name))
            found.append(meta)
            whole = as_object(read_json(delivered, name), "the file")
            for at, entry in enumerate(as_list(whole.get("classes"), "classes")):
                with gatherer.rejecting(f"{delivered.place(name)}, classes[{at}]"):
                    meta.take(gatherer, as_object(entry, "the class"))
    return found
