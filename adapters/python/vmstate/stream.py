"""A stream being read, with the one error that it remembers."""

EIO = -5
EINVAL = -22


class Stream:
    """Behind its end everything reads as zeros, and the error is -EIO from then on."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.error = 0

    def fail(self, error: int) -> None:
        """The first error stays."""
        if self.error == 0:
            self.error = error

    def take(self, size: int) -> bytes:
        """Up to `size` bytes."""
        found = self.data[self.at : self.at + size]
        self.at += len(found)
        if len(found) < size:
            self.fail(EIO)
        return found

    def number(self, size: int) -> bytes:
        """`size` bytes, zeros for those that are not there."""
        return self.take(size).ljust(size, b"\0")

    def peek(self, offset: int, size: int) -> bytes:
        """Bytes that stay in the stream; but a look beyond its end is an error."""
        start = self.at + offset
        found = self.data[start : start + size]
        if len(found) < size:
            self.fail(EIO)
        return found
