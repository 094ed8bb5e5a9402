"""Reading YAML that nobody vouches for, such as YOLO's data.yaml."""

from typing import Any

import yaml

from assay.formats.fault import Fault
from assay.formats.json_text import brief
from assay.formats.plain_text import decoded_text

MOST_BYTES = 1 << 20
"""A list of a thousand classes takes 30 kB; parsing takes a second per megabyte."""


class TextLoader(yaml.BaseLoader):
    """Takes every value for text, so that a class called "no" or "1e3" stays what it is; knows no objects and no aliases, by which texts explode."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """One value of the file."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.MarkedYAMLError(problem="found an alias", problem_mark=self.peek_event().start_mark)
        return super().compose_node(parent, index)


def read_yaml(data: bytes) -> Any:
    """Lists, dicts and texts: every value is a text, a missing one "". Fault with the line otherwise."""
    if len(data) > MOST_BYTES:
        raise Fault(f"is too large to be a list of settings ({len(data):,} bytes)")
    text = decoded_text(data)
    if text is None:
        raise Fault("is no text file")
    try:
        return yaml.load(text, TextLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise Fault(f"is no valid YAML{line}: {error.problem}") from error
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise Fault(f"is no valid YAML: {brief(str(error))}") from error
    except RecursionError as error:
        raise Fault("nests lists too deeply to be a list of settings") from error
