"""What a place holds that a load has just allocated."""

from typing import Any, Optional

from .shape import Member, Shape, Values

KEPT = "kept"
"""The device had it before."""
GARBAGE = "garbage"
"""From g_malloc: nobody knows, None stands for it."""
ZEROS = "zeros"
"""From g_malloc0."""


def fresh_struct(shape: Shape, ground: str) -> Values:
    values = [fresh_member(member, ground) for member in shape.members]
    return values + [fresh_struct(each.struct, ground) for each in shape.subsections]


def fresh_member(member: Member, ground: str) -> Any:
    if member.is_array:
        # An array that a count decides over grows as it is loaded.
        if member.count["kind"] != "fixed":
            return None if ground == GARBAGE else []
        if member.storage != "embedded":
            return None
        return [fresh_element(member, ground) for _ in range(member.count["n"])]
    if member.storage != "embedded":
        return None
    return fresh_element(member, ground)


def fresh_element(member: Member, ground: str, size: Optional[int] = None) -> Any:
    """`size` is that of a buffer, when it is known by now."""
    kind = member.kind
    if kind in ("unused", "validate") or member.slots != "none":
        return None
    if kind in ("struct", "tmp"):
        return fresh_struct(member.struct, ground)
    if ground == GARBAGE:
        return None
    if kind in ("buffer", "vbuffer"):
        return bytes(member.element.get("size", 0) if size is None else size)
    if kind in ("scalar", "checked", "failing"):
        return 0
    return None
