"""Numbers as files write them: finite, or a clause that says what stood there instead."""

import math
import re
from collections.abc import Sequence
from typing import Any

from assay.formats.fault import Fault
from assay.formats.json_text import brief

NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
LONGEST = 400


def number(value: Any, name: str) -> float:
    """A finite number from a number or its text. Fault that names the value otherwise.

    Python would also take "1_000", "٣" and "nan".
    """
    is_text = isinstance(value, str) and len(value) <= LONGEST and NUMBER.fullmatch(value.strip())
    if is_text or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        try:
            found = float(value)
        except OverflowError:
            found = math.inf
        if math.isfinite(found):
            return found
    raise Fault(f"{name} is no finite number but {brief(value)}")


def numbers(values: Sequence[Any], name: str, *, count: int | None = None) -> list[float]:
    """Finite numbers. count: how many there must be. Fault that names the first that is none."""
    if not isinstance(values, (list, tuple)) or (count is not None and len(values) != count):
        wanted = f"{count} numbers" if count is not None else "a list of numbers"
        raise Fault(f"{name} is not {wanted} but {brief(values)}")
    return [number(value, name) for value in values]


def whole(value: Any, name: str, *, least: int = 0, most: int = 2**31 - 1) -> int:
    """A whole number in a range; 3.0 is 3. Fault that names the value otherwise."""
    found = number(value, name)
    if not found.is_integer() or not least <= found <= most:
        raise Fault(f"{name} is no whole number from {least} on but {brief(value)}")
    return int(found)


def flag(value: Any, name: str) -> bool:
    """A yes or no: 0, 1, true, false, yes, no, in any case. Fault that names the value otherwise."""
    found = {"0": False, "1": True, "false": False, "true": True, "no": False, "yes": True}.get(
        str(value).strip().lower()
    )
    if found is None:
        raise Fault(f"{name} is neither yes nor no but {brief(value)}")
    return found
