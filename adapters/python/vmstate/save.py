"""Saving: a shape and its values become bytes."""

from typing import Any, List, Optional

from .hooks import Calls
from .scalars import to_wire, type_of
from .shape import Member, Shape, Values, count_of, exists, size_of

NULL_MARKER = b"\x30"
VALID_MARKER = b"\x31"
SUBSECTION = 0x05


class SaveRefused(Exception):
    """A hook or an info of the device said no."""

    written = b""
    """What is in the stream by then."""


class Contradiction(Exception):
    """The values are not those of the shape."""


def save(shape: Shape, values: Values, calls: Calls) -> bytes:
    """The bytes of the state, at the shape's own version."""
    out = bytearray()
    try:
        _struct(out, calls, shape, values, shape.version)
    except SaveRefused as refused:
        refused.written = bytes(out)
        raise
    return bytes(out)


def _struct(
    out: bytearray, calls: Calls, shape: Shape, values: Values, version: int, copies: bool = False
) -> None:
    # Since 11.0 only a negative result is a failure (VMS-HOOK-2, VMS-HOOK-3).
    if (calls.before("pre_save", shape, copies) or 0) < 0:
        raise SaveRefused(f"pre-save of {shape.name} failed")
    try:
        for index, member in enumerate(shape.members):
            if not member.migrated:
                continue
            if member.test is not None:
                calls.exists(shape, member, version)
            if exists(member, version, values):
                _field(out, calls, member, values, values[index])
            elif member.must_exist:
                raise Contradiction(f"{shape.name}.{member.name} must exist")
        _subsections(out, calls, shape, values)
    finally:
        calls.post_save(shape)


def _subsections(out: bytearray, calls: Calls, shape: Shape, values: Values) -> None:
    """Those that are needed, in order (VMS-SUB-1)."""
    for k, subsection in enumerate(shape.subsections):
        inner = subsection.struct
        if subsection.needed is not None:
            calls.needed(inner)
            if not values[subsection.needed]:
                continue
        name = inner.name.encode()
        # The length is one byte: of a long name only so many are written (VMS-SUB-4).
        length = len(name) % 256
        out += bytes((SUBSECTION, length)) + name[:length]
        out += to_wire("uint32", inner.version)
        _struct(out, calls, inner, values[len(shape.members) + k], inner.version)


def _field(out: bytearray, calls: Calls, member: Member, values: Values, value: Any) -> None:
    count = count_of(member, values)
    size = size_of(member, values)
    for element in _elements(member, value, count):
        if member.slots != "none":
            if element is None:
                out += NULL_MARKER
                continue
            if member.slots == "allocated":
                out += VALID_MARKER
        _element(out, calls, member, size, with_copies(member, element, values))


def _elements(member: Member, value: Any, count: Optional[int]) -> List[Any]:
    if member.kind == "validate":
        return []
    if not member.is_array:
        return [value]
    if value is None and count == 0:
        return []
    if not isinstance(value, list) or len(value) != count:
        raise Contradiction(f"{member.name} has not the {count} elements of its count")
    return value


def with_copies(member: Member, value: Any, siblings: Values) -> Any:
    """A temporary object with what its pre_save brings from the members of its parent (VMS-TMP-3)."""
    if member.kind != "tmp":
        return value
    own = list(value)
    for at, by in member.struct.copies:
        own[at] = siblings[by]
    return own


def _element(
    out: bytearray, calls: Calls, member: Member, size: Optional[int], value: Any
) -> None:
    kind = member.kind
    struct = member.struct
    if kind == "unused":
        out += bytes(size or 0)
    elif value is None:
        # A NULL pointer will do where there is nothing to read.
        if size != 0 or kind not in ("buffer", "vbuffer"):
            raise Contradiction(f"{member.name} has no value")
    elif kind in ("scalar", "checked"):
        out += to_wire(type_of(member), value)
    elif kind == "failing":
        # Only a negative result is a failure, of bytes that are written by then (VMS-INFO-2, VMS-INFO-3).
        out += to_wire("uint8", value)
        if member.element["results"]["put"] < 0:
            raise SaveRefused(f"the put of {member.name} failed")
    elif kind == "timer":
        # Whatever is below zero says the same: it is not pending (VMS-TIMER-1).
        out += to_wire("int64", max(value, -1))
    elif kind == "bitmap":
        out += value
    elif kind == "bytearray":
        out += to_wire("uint32", len(value)) + value
    elif kind in ("buffer", "vbuffer"):
        if len(value) != size:
            raise Contradiction(f"{member.name} has {len(value)} bytes, but its size is {size}")
        out += value
    elif kind == "struct":
        # VMS_VSTRUCT names a version, VMS_STRUCT takes the description's own.
        version = member.element.get("version", struct.version)
        _struct(out, calls, struct, value, version)
    elif kind == "list":
        for item in value:
            out += b"\x01"
            _struct(out, calls, struct, item, struct.version)
        out += b"\x00"
    elif kind == "tree":
        _tree(out, calls, member, value)
    elif kind == "tmp":
        _struct(out, calls, struct, value, struct.version, copies=True)


def _tree(out: bytearray, calls: Calls, member: Member, nodes: Values) -> None:
    """Their number, then each behind a byte of its own (VMS-TREE-1)."""
    out += to_wire("uint32", len(nodes))
    try:
        for key, value in nodes:
            out += b"\x01"
            if member.key is None:
                out += to_wire("uint64", key)
            else:
                _struct(out, calls, member.key, key, member.key.version)
            _struct(out, calls, member.struct, value, member.struct.version)
    finally:
        # Also behind a node that is refused (VMS-CODE-3).
        out += b"\x00"
