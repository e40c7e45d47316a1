"""The functions of a device that a save or a load calls, as far as a shape tells of them."""

from typing import List, Optional

from .shape import Member, Shape


class Calls:
    """Answers for the device, and writes down what it was asked."""

    def __init__(self) -> None:
        self.trace: List[str] = []

    def before(self, phase: str, shape: Shape, always: bool = False) -> Optional[int]:
        """Calls pre_save or pre_load, the errp variant first; None: there is none."""
        return self._call(phase, shape, "", always)

    def post_load(self, shape: Shape, version: int, always: bool = False) -> Optional[int]:
        return self._call("post_load", shape, f" {version}", always)

    def post_save(self, shape: Shape) -> None:
        """Returns nothing since 11.0."""
        self._call("post_save", shape, "", False)

    def needed(self, shape: Shape) -> None:
        self.trace.append(f"needed {shape.name}")

    def exists(self, shape: Shape, member: Member, version: int) -> None:
        self.trace.append(f"field_exists {shape.name}.{member.name} {version}")

    def _call(self, hook: str, shape: Shape, argument: str, always: bool) -> Optional[int]:
        errp = shape.hooks.get(hook + "_errp")
        if errp is not None:
            self.trace.append(f"{hook}_errp {shape.name}{argument}")
            return 0 if errp else -1
        plain = shape.hooks.get(hook, 0 if always else None)
        if plain is not None:
            self.trace.append(f"{hook} {shape.name}{argument}")
        return plain
