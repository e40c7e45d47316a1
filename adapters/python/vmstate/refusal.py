"""How a load ends that does not end well."""

from .shape import Shape


class LoadRefused(Exception):
    """The stream, or the device, says no."""


class Undefined(Exception):
    """QEMU would abort here, or use memory that is not its own."""


def check_version(shape: Shape, version: int) -> None:
    if version > shape.version:
        raise LoadRefused(f"version {version} of {shape.name} is too new")
    if version < shape.minimum_version:
        raise LoadRefused(f"version {version} of {shape.name} is too old")
