"""Loading: bytes become values, in a destination that has values already."""

from typing import Any, Dict, Optional, Tuple

from .containers import CONTAINERS
from .fresh import GARBAGE, KEPT, ZEROS, fresh_element, fresh_struct
from .hooks import Calls
from .refusal import LoadRefused, Undefined, check_version
from .scalars import WIDTHS, from_wire, type_of
from .shape import Member, Shape, Values, count_of, exists, int32, size_of
from .stream import EINVAL, Stream

NULL_MARKER = 0x30
VALID_MARKER = 0x31
SUBSECTION = 0x05

PATIENCE = 1_000_000
"""Elements without bytes that are counted before the count is taken for nonsense."""


Parent = Tuple[Values, Values]
"""Of a temporary object: its values as the parent keeps them, and those of the parent's own members."""


def load(shape: Shape, values: Values, stream: Stream, version: int, calls: Calls) -> None:
    """Loads into `values`, which keep what a load that is refused had loaded."""
    _Load(stream, calls).struct(shape, values, version, KEPT)


class _Load:
    def __init__(self, stream: Stream, calls: Calls) -> None:
        self.stream = stream
        self.calls = calls

    def struct(
        self, shape: Shape, values: Values, version: int, ground: str, parent: Optional[Parent] = None
    ) -> None:
        """`parent`: what the post_load of a temporary object copies it to, whatever it then returns."""
        check_version(shape, version)
        copies = parent is not None
        if self.calls.before("pre_load", shape, copies):
            raise LoadRefused(f"pre-load of {shape.name} failed")
        for index, member in enumerate(shape.members):
            if not member.migrated:
                continue
            if member.test is not None:
                self.calls.exists(shape, member, version)
            if exists(member, version, values):
                self.field(member, values, index, ground)
            elif member.must_exist:
                raise LoadRefused(f"{shape.name}.{member.name} must exist")
        self.subsections(shape, values, ground)
        result = self.calls.post_load(shape, version, copies)
        if parent is not None:
            kept, members = parent
            kept[:] = values
            for own, by in shape.copies:
                members[by] = values[own]
        if (result or 0) < 0:
            raise LoadRefused(f"post-load of {shape.name} failed")

    def subsections(self, shape: Shape, values: Values, ground: str) -> None:
        """Whatever looks like a subsection of this struct is one (VMS-SUB-2, VMS-LOAD-3)."""
        own = shape.name.encode()
        known: Dict[bytes, int] = {}
        for k, each in enumerate(shape.subsections):
            known.setdefault(each.struct.name.encode(), k)
        stream = self.stream
        while stream.peek(0, 1) == bytes((SUBSECTION,)):
            length = int.from_bytes(stream.peek(1, 1), "big")
            if length < len(own) + 1:
                return
            name = stream.peek(2, length)
            if len(name) < length or not name.startswith(own):
                return
            # To C a name ends at its first NUL.
            k = known.get(name.split(b"\0")[0])
            if k is None:
                stream.fail(EINVAL)
                raise LoadRefused(f"{shape.name} has no subsection {name!r}")
            stream.take(2 + length)
            # Only the low 8 bits count (VMS-SUB-3).
            version = stream.number(4)[3]
            inner = shape.subsections[k].struct
            try:
                self.struct(inner, values[len(shape.members) + k], version, ground)
            except LoadRefused:
                stream.fail(EINVAL)
                raise

    def field(self, member: Member, values: Values, index: int, ground: str) -> None:
        if member.kind == "validate":
            return
        count = count_of(member, values)
        size = size_of(member, values)
        if count is None or size is None:
            raise Undefined(f"nobody knows how large {member.name} is")
        if member.kind == "unused":
            self.unused(member, values, index, count, size)
            return
        if member.storage == "allocated":
            values[index] = None
            ground = GARBAGE
        elif member.storage == "pointer" and ground != KEPT and count > 0 and not is_weightless(member, size):
            raise Undefined(f"{member.name} is a pointer that nobody has set")
        if not member.is_array:
            self.element(member, values, index, size, ground, values)
            return
        items = values[index] = room_for(member, values[index], count, size, ground)
        for i in range(count):
            if i == len(items):
                raise Undefined(f"{member.name} has no room for {count} elements")
            self.slot_or_element(member, items, i, size, ground, values)

    def unused(self, member: Member, values: Values, index: int, count: int, size: int) -> None:
        """No memory takes part: the stream may name any count (VMS-WIRE-4)."""
        for i in range(count):
            self.stream.take(size)
            if self.stream.error != 0:
                raise LoadRefused(f"the stream failed at {member.name}")
            if i == PATIENCE and size == 0:
                raise Undefined(f"{count} elements in {member.name}")
        if member.is_array:
            values[index] = [None] * count

    def slot_or_element(
        self, member: Member, items: Values, i: int, size: int, ground: str, siblings: Values
    ) -> None:
        if member.slots == "none" or items[i] is not None:
            if member.slots == "allocated":
                raise Undefined(f"{member.name}[{i}] is not NULL")
            self.element(member, items, i, size, ground, siblings)
            return
        if ground == GARBAGE:
            raise Undefined(f"{member.name}[{i}] is a pointer that nobody has set")
        marker = self.stream.number(1)[0]
        if marker == NULL_MARKER:
            return
        if marker != VALID_MARKER:
            # No failure of the stream: that is for whoever holds this struct.
            raise LoadRefused(f"{marker} is no marker")
        if member.slots != "allocated":
            raise Undefined(f"an element for {member.name}[{i}], which is NULL")
        self.allocated(member, items, i, size, siblings)

    def allocated(self, member: Member, items: Values, i: int, size: int, siblings: Values) -> None:
        if member.kind == "struct":
            items[i] = fresh_struct(member.struct, ZEROS)
        elif member.kind in ("scalar", "checked"):
            items[i] = 0
        self.element(member, items, i, size, ZEROS, siblings)

    def element(
        self, member: Member, place: Values, at: int, size: int, ground: str, siblings: Values
    ) -> None:
        """Loads `place[at]`; the stream is looked at after every element."""
        try:
            place[at] = self.value(member, place, at, size, ground, siblings)
        except LoadRefused:
            self.stream.fail(EINVAL)
            raise
        if self.stream.error != 0:
            raise LoadRefused(f"the stream failed at {member.name}")

    def value(
        self, member: Member, place: Values, at: int, size: int, ground: str, siblings: Values
    ) -> Any:
        kind = member.kind
        old = place[at]
        stream = self.stream
        if kind == "scalar":
            name = type_of(member)
            return from_wire(name, stream.number(WIDTHS[name]))
        if kind == "failing":
            # What it has read stays, whatever it returns (VMS-INFO-1).
            place[at] = from_wire("uint8", stream.number(1))
            if member.element["results"]["get"] < 0:
                raise LoadRefused(f"the get of {member.name} failed")
            return place[at]
        if kind == "checked":
            return checked(member, old, stream)
        if kind in ("buffer", "vbuffer"):
            return self.buffer(member, old, size, ground)
        if kind == "bitmap":
            return self.bitmap(member, old, siblings)
        if kind == "timer":
            return self.timer(member, ground)
        if kind in CONTAINERS:
            return CONTAINERS[kind](self, member, place, at, ground)
        struct = member.struct
        if kind == "tmp":
            temporary = copy_of(old)
            for own, by in struct.copies:
                temporary[own] = siblings[by]
            try:
                self.struct(struct, temporary, member.version, ground, parent=(old, siblings))
            except LoadRefused:
                keep_reached(struct, old, temporary)
                raise
            return temporary
        if old is None:
            old = place[at] = fresh_struct(struct, ground)
        self.struct(struct, old, member.element.get("version", struct.version), ground)
        return old

    def buffer(self, member: Member, old: Optional[bytes], size: int, ground: str) -> Optional[bytes]:
        if size < 0:
            raise Undefined(f"{member.name} has {size} bytes")
        if ground == KEPT and (0 if old is None else len(old)) < size:
            raise Undefined(f"{member.name} has no room for {size} bytes")
        found = self.stream.take(size)
        if len(found) == size:
            return found
        if ground == GARBAGE:
            return None
        # What the stream no longer had stays what it was.
        rest = bytes(size) if old is None else old[:size].ljust(size, b"\0")
        return found + rest[len(found) :]

    def bitmap(self, member: Member, old: Optional[bytes], siblings: Values) -> bytes:
        bits = siblings[member.element["sizedBy"]]
        size = 8 * -(-int32(bits) // 64) if bits is not None else -1
        if size < 0 or size > len(old or b""):
            raise Undefined(f"{member.name} has no room for {bits} bits")
        return self.stream.number(size)

    def timer(self, member: Member, ground: str) -> int:
        """-1 stops it; whatever else is below zero becomes 0 (VMS-TIMER-1)."""
        if ground != KEPT:
            raise Undefined(f"{member.name} is a timer that nobody has made")
        expiry = from_wire("int64", self.stream.number(8))
        return expiry if expiry == -1 else max(0, expiry)

def checked(member: Member, old: Optional[int], stream: Stream) -> int:
    """Compares with what the destination holds (VMS-CHECK-1, VMS-CHECK-2)."""
    name = type_of(member)
    new = from_wire(name, stream.number(WIDTHS[name]))
    if old is None:
        raise Undefined(f"nobody knows what {member.name} has to be")
    ok = 0 <= new <= old if member.element["info"] == "int32_le" else new == old
    if not ok:
        raise LoadRefused(f"{member.name} is {new}, which {old} does not allow")
    return new


def is_weightless(member: Member, size: int) -> bool:
    """Elements without bytes need no memory."""
    return member.kind in ("buffer", "vbuffer") and size == 0


def room_for(member: Member, old: Optional[Values], count: int, size: int, ground: str) -> Values:
    """The elements before they are loaded, as many as the count says, or as there is room for."""
    if ground == KEPT and not is_weightless(member, size):
        return [] if old is None else old[:count]
    if count > PATIENCE:
        raise Undefined(f"{count} elements in {member.name}")
    return [fresh_element(member, ground, size) for _ in range(count)]


def keep_reached(shape: Shape, old: Values, new: Values) -> None:
    """What pointers of a temporary object lead to is its parent's: there it stays loaded (VMS-TMP-2)."""
    for i, member in enumerate(shape.members):
        if member.storage == "allocated" or old[i] is None:
            # The pointer itself is lost with the object.
            continue
        if member.storage == "pointer":
            old[i] = new[i] + old[i][len(new[i]) :] if isinstance(new[i], list) else new[i]
        elif member.slots != "none" and member.is_array:
            for j, each in enumerate(new[i]):
                if old[i][j] is not None:
                    old[i][j] = each
        elif member.slots != "none":
            old[i] = new[i]
        elif member.kind == "struct":
            pairs = zip(old[i], new[i]) if member.is_array else ((old[i], new[i]),)
            for inner_old, inner_new in pairs:
                keep_reached(member.struct, inner_old, inner_new)
    for k, subsection in enumerate(shape.subsections, len(shape.members)):
        keep_reached(subsection.struct, old[k], new[k])


def copy_of(values: Any) -> Any:
    return [copy_of(each) for each in values] if isinstance(values, list) else values
