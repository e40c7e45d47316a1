"""Values as a request or response tells them, and as the engine works with them.

64 bits are a decimal string, bytes are hex, everything else is itself.
"""

from typing import Any

from .scalars import WIDTHS, type_of
from .shape import Member, Shape, Values

BYTES = frozenset(("buffer", "vbuffer", "bitmap", "bytearray"))
STRUCTS = frozenset(("struct", "list", "tmp"))


def from_json(shape: Shape, json: Any) -> Values:
    return _struct(shape, json, int, bytes.fromhex)


def to_json(shape: Shape, values: Values) -> Any:
    return _struct(shape, values, str, bytes.hex)


def _struct(shape: Shape, values: Any, wide, data) -> Any:
    wanted = len(shape.members) + len(shape.subsections)
    if not isinstance(values, list) or len(values) != wanted:
        raise ValueError(f"{shape.name} has {wanted} values")
    result = [_member(m, v, wide, data) for m, v in zip(shape.members, values)]
    for subsection, inner in zip(shape.subsections, values[len(shape.members) :]):
        result.append(_struct(subsection.struct, inner, wide, data))
    return result


def _member(member: Member, value: Any, wide, data) -> Any:
    if member.kind in ("scalar", "checked", "timer"):
        convert = wide if WIDTHS[type_of(member)] == 8 else None
    elif member.kind in BYTES:
        convert = data
    elif member.kind in STRUCTS:
        convert = lambda one: _struct(member.struct, one, wide, data)
    elif member.kind == "tree":
        convert = lambda tree: [_node(member, node, wide, data) for node in tree]
    else:
        convert = None
    if value is None or convert is None:
        return value
    if member.is_array or member.kind == "list":
        return [None if item is None else convert(item) for item in value]
    return convert(value)


def _node(member: Member, node: Any, wide, data) -> Any:
    key, value = node
    return [
        wide(key) if member.key is None else _struct(member.key, key, wide, data),
        _struct(member.struct, value, wide, data),
    ]
