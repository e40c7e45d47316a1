"""Loading what grows: lists, trees and byte arrays.

Each takes the load that is under way, and returns the value of `place[at]`,
where it also puts as much as a load that is refused has loaded.
"""

from typing import Any, List

from .fresh import GARBAGE, KEPT, ZEROS, fresh_struct
from .refusal import LoadRefused, Undefined, check_version
from .scalars import from_wire
from .shape import Member, Values

ROOM = 1 << 24
"""Bytes beyond which an allocation may well be refused."""


def load_list(load: Any, member: Member, place: Values, at: int, ground: str) -> Values:
    """Each element at the version of the member (VMS-LIST-2).

    A queue grows at its end. In a list the first new element becomes the
    head; a second one, put behind it, cuts off what was there before.
    """
    struct = member.struct
    check_version(struct, member.version)
    items = place[at] = list(place[at] or ())
    queue = member.element["list"] == "qtailq"
    new = 0
    while load.stream.number(1) != b"\0":
        item = fresh_struct(struct, GARBAGE)
        load.struct(struct, item, member.version, GARBAGE)
        if queue:
            items.append(item)
        elif new == 0:
            items.insert(0, item)
        else:
            items[new:] = [item]
        new += 1
    return items


def load_tree(load: Any, member: Member, place: Values, at: int, ground: str) -> Values:
    """Keys and values are of the version of the member (VMS-TREE-2)."""
    if ground != KEPT:
        raise Undefined(f"{member.name} is a tree that nobody has made")
    for shape in filter(None, (member.key, member.struct)):
        check_version(shape, member.version)
    announced = from_wire("int32", load.stream.number(4))
    nodes = place[at] = list(place[at])
    new = 0
    while load.stream.number(1) != b"\0":
        new += 1
        if new > announced:
            break
        insert(nodes, member, node(load, member))
    if new != announced:
        raise LoadRefused(f"{announced} nodes were announced for {member.name}, not {new}")
    return nodes


def insert(nodes: List[Any], member: Member, new: List[Any]) -> None:
    """In the order of the keys; an equal key gets the new value (VMS-TREE-3)."""
    key = rank(member, new[0])
    for i, old in enumerate(nodes):
        other = rank(member, old[0])
        if other == key:
            nodes[i] = [old[0], new[1]]
            return
        if other > key:
            nodes.insert(i, new)
            return
    nodes.append(new)


def rank(member: Member, key: Any) -> int:
    """A direct key itself; of others the first plain integer."""
    if member.key is None:
        return key
    for i, part in enumerate(member.key.members):
        if part.is_plain_integer:
            return key[i]
    return 0


def node(load: Any, member: Member) -> List[Any]:
    """What is not loaded of a key or a value is zero."""
    value = fresh_struct(member.struct, ZEROS)
    if member.key is None:
        key = from_wire("uint64", load.stream.number(8))
    else:
        key = fresh_struct(member.key, ZEROS)
        load.struct(member.key, key, member.version, ZEROS)
    load.struct(member.struct, value, member.version, ZEROS)
    return [key, value]


def load_byte_array(load: Any, member: Member, place: Values, at: int, ground: str) -> bytes:
    """Gets the length of the stream, whatever it had (VMS-BYTES-1)."""
    if ground != KEPT:
        raise Undefined(f"{member.name} is a byte array that nobody has made")
    old = place[at]
    length = from_wire("uint32", load.stream.number(4))
    if length > max(len(old), ROOM):
        raise Undefined(f"{member.name} gets {length} bytes")
    found = load.stream.take(length)
    return found + old[len(found) : length].ljust(length - len(found), b"\0")


CONTAINERS = {"list": load_list, "tree": load_tree, "bytearray": load_byte_array}
