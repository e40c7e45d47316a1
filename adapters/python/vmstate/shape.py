"""What a device's struct is: a typed tree, read from the JSON of a request."""

from dataclasses import dataclass
from typing import Any, List, Mapping, Optional, Sequence, Tuple


class Unsupported(Exception):
    """The shape needs something that this engine does not do; the argument names it."""


@dataclass(frozen=True)
class Member:
    name: str
    version: int
    migrated: bool
    kind: str
    """Of each element: scalar, buffer, struct, ..."""
    element: Mapping[str, Any]
    struct: Optional["Shape"]
    """What an element of kind struct, list or tmp consists of; of a tree: a value."""
    key: Optional["Shape"]
    """Of a tree: a key, None when keys are integers."""
    count: Mapping[str, Any]
    storage: str
    slots: str
    test: Optional[Mapping[str, Any]]
    must_exist: bool
    copy_of: Optional[int] = None
    """In a temporary object: the member of its parent that it is a copy of."""

    @property
    def is_array(self) -> bool:
        return self.count["kind"] != "one"

    @property
    def is_plain_integer(self) -> bool:
        return (
            self.kind == "scalar"
            and self.element["type"] in INTEGERS
            and self.migrated
            and not (self.is_array or self.must_exist)
            and self.storage == "embedded"
            and self.slots == "none"
        )


@dataclass(frozen=True)
class Subsection:
    struct: "Shape"
    needed: Optional[int]


@dataclass(frozen=True)
class Shape:
    name: str
    version: int
    minimum_version: int
    members: Sequence[Member]
    subsections: Sequence[Subsection]
    hooks: Mapping[str, Any]

    @property
    def copies(self) -> Sequence[Tuple[int, int]]:
        """Of a temporary object: its members that are copies, and what of the parent they are copies of."""
        return [(i, each.copy_of) for i, each in enumerate(self.members) if each.copy_of is not None]


KINDS = frozenset(
    "scalar buffer vbuffer unused struct checked bitmap list tmp validate timer tree bytearray failing".split()
)
INTEGERS = frozenset("int8 uint8 int16 uint16 int32 uint32 int64 uint64".split())
COUNTS = ("one", "fixed", "counted")
STORAGES = ("embedded", "pointer", "allocated")
SLOTS = ("none", "nullable", "allocated")


def shape_of(json: Mapping[str, Any]) -> Shape:
    return Shape(
        name=json["name"],
        version=json["version"],
        minimum_version=json["minimumVersion"],
        members=[member_of(each) for each in json["members"]],
        subsections=[
            Subsection(shape_of(each["struct"]), each.get("needed"))
            for each in json.get("subsections", ())
        ],
        hooks=json.get("hooks", {}),
    )


def member_of(json: Mapping[str, Any]) -> Member:
    element = json["element"]
    for part, kind, known in (
        ("element", element["kind"], KINDS),
        ("count", json["count"]["kind"], COUNTS),
        ("storage", json["storage"], STORAGES),
        ("slots", json["slots"], SLOTS),
    ):
        if kind not in known:
            raise Unsupported(part + ":" + kind)
    if json["count"].get("multiply") is not None:
        # Gone since 11.0.
        raise Unsupported("VMS_MULTIPLY_ELEMENTS")
    struct = element.get("value" if element["kind"] == "tree" else "struct")
    key = element.get("key")
    return Member(
        name=json["name"],
        version=json["version"],
        migrated=json["migrated"],
        kind=element["kind"],
        element=element,
        struct=None if struct is None else shape_of(struct),
        key=None if key is None else shape_of(key),
        count=json["count"],
        storage=json["storage"],
        slots=json["slots"],
        test=json.get("test"),
        # A validation is nothing else (VMSTATE_VALIDATE).
        must_exist=json.get("mustExist", False) or element["kind"] == "validate",
        copy_of=json.get("copyOf"),
    )


Values = List[Any]
"""Of a struct: one for each member, then one for each subsection."""


def exists(member: Member, version: int, values: Values) -> bool:
    """Whether a field is there in a version; a test decides alone (VMS-EXIST-1, VMS-EXIST-2)."""
    test = member.test
    if test is None:
        return member.version <= version
    if test["kind"] == "version":
        return version >= test["from"]
    return bool(values[test["by"]])


def int32(number: int) -> int:
    """What is left of a number in a C int."""
    return (number + 2**31) % 2**32 - 2**31


def count_of(member: Member, values: Values) -> Optional[int]:
    """How many elements; None when nobody knows what the sibling holds (VMS-COUNT-1..3)."""
    count = member.count
    if count["kind"] == "one":
        return 1
    if count["kind"] == "fixed":
        return count["n"]
    sibling = values[count["by"]]
    if sibling is None:
        return None
    width = {"uint8": 8, "uint16": 16}.get(count["type"], 32)
    read = int(sibling) % 2**width
    return max(0, int32(read))


def size_of(member: Member, values: Values) -> Optional[int]:
    """Bytes of a buffer, or None as above; may be negative (VMS-SIZE-2, VMS-SIZE-5)."""
    element = member.element
    if member.kind != "vbuffer":
        return element.get("size", 0)
    sibling = values[element["sizedBy"]]
    if sibling is None:
        return None
    multiply = element["multiply"]
    if element.get("half") == "high":
        sibling >>= 32
    return int32(int32(sibling) * (1 if multiply is None else multiply))
