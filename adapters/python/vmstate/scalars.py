"""Integers and how many bytes they have."""

WIDTHS = {
    "bool": 1,
    "int8": 1,
    "uint8": 1,
    "int16": 2,
    "uint16": 2,
    "int32": 4,
    "uint32": 4,
    "int64": 8,
    "uint64": 8,
    "cpudouble": 8,
}

CHECKED = {
    "uint8_equal": "uint8",
    "uint16_equal": "uint16",
    "int32_equal": "int32",
    "uint32_equal": "uint32",
    "uint64_equal": "uint64",
    "int32_le": "int32",
}


def type_of(member) -> str:
    """The integer that a scalar, a checked member, a timer or the byte of an own info is."""
    element = member.element
    if member.kind == "timer":
        return "int64"
    if member.kind == "failing":
        return "uint8"
    return element["type"] if member.kind == "scalar" else CHECKED[element["info"]]


def to_wire(kind: str, value) -> bytes:
    """Most significant byte first (VMS-WIRE-1, VMS-WIRE-2)."""
    width = WIDTHS[kind]
    return (value % 256**width).to_bytes(width, "big")


def from_wire(kind: str, data: bytes) -> int:
    if kind == "bool":
        return int(data != b"\0")
    return int.from_bytes(data, "big", signed=kind.startswith("int"))
