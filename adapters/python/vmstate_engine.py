#!/usr/bin/env python3
"""Speaks the protocol of vmstate-conformance for the engine in vmstate/.

One request a line on stdin, one response a line on stdout; see docs/protocol.md.
"""

import json
import sys
from typing import Any, Dict

sys.dont_write_bytecode = True  # What was only checked out stays as it was.

from vmstate.hooks import Calls
from vmstate.json_values import from_json, to_json
from vmstate.load import LoadRefused, load
from vmstate.save import Contradiction, SaveRefused, save
from vmstate.shape import Unsupported, shape_of
from vmstate.stream import BUFFER_SIZE, EINVAL, Stream

FLAGS = (
    "SINGLE POINTER ARRAY STRUCT VARRAY_INT32 BUFFER ARRAY_OF_POINTER VARRAY_UINT16 VBUFFER"
    " MULTIPLY VARRAY_UINT8 VARRAY_UINT32 MUST_EXIST ALLOC VSTRUCT ARRAY_OF_POINTER_AUTO_ALLOC"
)
INFOS = (
    "bool int8 uint8 int16 uint16 int32 uint32 int64 uint64 cpudouble buffer unused_buffer"
    " uint8_equal uint16_equal int32_equal uint32_equal uint64_equal int32_le bitmap tmp qtailq qlist"
    " timer gtree g_byte_array failing"
)
OTHERS = ["part:field_exists", "part:subsections", "part:hooks", "part:tmp-copies", "op:trace", "op:written", "op:chunk"]

Json = Dict[str, Any]


def hello(request: Json) -> Json:
    return {
        "status": "ok",
        "protocol": 1,
        "engine": {"name": "vmstate-python", "version": "0.1", "language": "Python"},
        "dialect": "qemu-11.1",
        "view": "values",
        "abi": None,
        "features": [f"VMS_{flag}" for flag in FLAGS.split()]
        + [f"info:{info}" for info in INFOS.split()]
        + OTHERS,
    }


def save_op(request: Json) -> Json:
    shape = shape_of(request["shape"])
    values = from_json(shape, request["values"])
    calls = Calls()
    try:
        answer = {"status": "ok", "wire": save(shape, values, calls).hex()}
    except SaveRefused as refused:
        answer = {**rejected(refused), "written": refused.written.hex()}
    return traced(request, answer, calls)


def load_op(request: Json) -> Json:
    shape = shape_of(request["shape"])
    values = from_json(shape, request["before"])
    stream = Stream(bytes.fromhex(request["wire"]), request.get("chunk") or BUFFER_SIZE)
    calls = Calls()
    answer: Json = {"status": "ok"}
    try:
        load(shape, values, stream, request["version_id"], calls)
    except LoadRefused as refused:
        answer = rejected(refused)
    answer["consumed"] = stream.at
    answer["stream_error"] = stream.error
    answer["values"] = to_json(shape, values)
    if answer["status"] == "ok" and request.get("resave"):
        answer["resaved"] = resaved(shape, values)
    return traced(request, answer, calls)


def resaved(shape: Any, values: Any) -> Any:
    try:
        return save(shape, values, Calls()).hex()
    except (SaveRefused, Contradiction):
        # Refused, or not to be done: a pointer that no load has set, for one.
        return None


def rejected(reason: Exception) -> Json:
    # Since 11.0 every refusal has this number.
    return {"status": "rejected", "code": EINVAL, "message": str(reason)}


def traced(request: Json, answer: Json, calls: Calls) -> Json:
    if request.get("trace"):
        answer["trace"] = calls.trace
    return answer


def bye(request: Json) -> Json:
    return {"status": "ok"}


OPERATIONS = {"hello": hello, "save": save_op, "load": load_op, "bye": bye}


def answer(request: Json) -> Json:
    if not request:
        return {"status": "error", "message": "the line is no JSON object"}
    if id_of(request) == 0:
        return {"status": "error", "message": "the request has no id above 0"}
    operation = OPERATIONS.get(request.get("op"))
    if operation is None:
        return {"status": "unsupported", "feature": f"op:{request.get('op')}"}
    try:
        return operation(request)
    except Unsupported as what:
        return {"status": "unsupported", "feature": str(what)}
    except Exception as problem:  # Whatever it is, the next request is another matter.
        return {"status": "error", "message": f"{type(problem).__name__}: {problem}"}


def parse(line: bytes) -> Json:
    """What is no request is an empty one."""
    try:
        request = json.loads(line)
    except ValueError:
        return {}
    return request if isinstance(request, dict) else {}


def id_of(request: Json) -> int:
    """0 where there is none: every other answer repeats that of its request."""
    given = request.get("id")
    return given if isinstance(given, int) and not isinstance(given, bool) and given > 0 else 0


def main() -> None:
    sys.setrecursionlimit(10_000)
    for line in sys.stdin.buffer:
        request = parse(line)
        response = {"id": id_of(request), **answer(request)}
        sys.stdout.write(json.dumps(response, separators=(",", ":")) + "\n")
        sys.stdout.flush()
        if request.get("op") == "bye":
            return


if __name__ == "__main__":
    main()
