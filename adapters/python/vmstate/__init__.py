"""An engine that saves and loads device state as QEMU 11.1 does, seen as values."""
