"""A stream being read, with the one error that it remembers."""

EIO = -5
EINVAL = -22

BUFFER_SIZE = 32768


class Stream:
    """
    Reads through a buffer of 32 KiB, as QEMU does (migration/qemu-file.c), because that shows:
    where the stream ends within a buffer, other bytes of it are stored (VMS-STREAM-3). Behind
    its end everything reads as zeros, and the error is -EIO from then on; a stream with an
    error is not read on.
    """

    def __init__(self, data: bytes, chunk: int = BUFFER_SIZE) -> None:
        """`chunk`: how many bytes one read of `data` gives at most."""
        self.data = data
        self.chunk = chunk
        self.error = 0
        self._read = 0
        self._buffer = bytearray(BUFFER_SIZE)
        self._index = 0
        self._size = 0

    @property
    def at(self) -> int:
        """How many bytes were taken."""
        return self._read - (self._size - self._index)

    def fail(self, error: int) -> None:
        """The first error stays."""
        if self.error == 0:
            self.error = error

    def take(self, size: int) -> bytes:
        """Up to `size` bytes, as a buffer gets them."""
        taken = bytearray()
        while len(taken) < size:
            piece = self.peek(0, min(size - len(taken), BUFFER_SIZE))
            if not piece:
                break
            self._index += len(piece)
            taken += piece
        return bytes(taken)

    def number(self, size: int) -> bytes:
        """`size` bytes, one after the other, zeros for those that are not there."""
        return b"".join(self._byte() for _ in range(size))

    def peek(self, offset: int, size: int) -> bytes:
        """Bytes that stay in the stream; but a look beyond its end is an error."""
        start = self._index + offset
        pending = self._size - start
        while pending < size:
            if self._fill() == 0:
                # The bytes have moved to the front of the buffer, and `start` has not.
                break
            start = self._index + offset
            pending = self._size - start
        return bytes(self._buffer[start : start + max(0, min(size, pending))])

    def _byte(self) -> bytes:
        if self._index >= self._size:
            self._fill()
        if self._index >= self._size:
            return b"\0"
        self._index += 1
        return bytes(self._buffer[self._index - 1 : self._index])

    def _fill(self) -> int:
        """Moves what is left to the front and reads more behind it."""
        left = self._buffer[self._index : self._size]
        self._buffer[: len(left)] = left
        self._index = 0
        self._size = len(left)
        if self.error != 0:
            return 0
        room = min(self.chunk, BUFFER_SIZE - len(left))
        more = self.data[self._read : self._read + room]
        if not more:
            self.fail(EIO)
            return 0
        self._buffer[len(left) : len(left) + len(more)] = more
        self._read += len(more)
        self._size += len(more)
        return len(more)
