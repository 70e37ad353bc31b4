"""The bytes of one text, in blocks of whole lines: an edit costs the same in a large file and in a small one.

A line ends at `\\n`, `\\r\\n` or `\\r` and at nothing else. Every number counts bytes or
lines; encodings are not known.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate, islice
from operator import attrgetter
from typing import NamedTuple

BLOCK_SIZE = 4096
"""The bytes a block aims at. Above twice as many it is cut, unless it is one line, below half joined."""


class Line(NamedTuple):
    """One line, as a span of the block that holds it."""

    number: int
    """Counted from 0."""
    data: bytes
    """The whole block."""
    start: int
    """Where the line starts in `data`."""
    end: int
    """Where the line ends in `data`, before its terminator."""
    base: int
    """Where `data` starts in the text."""


class _Block:
    """A run of whole lines: every block but the last ends with a line's terminator."""

    __slots__ = ("_starts", "breaks", "data", "size")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = len(data)
        self.breaks = _count_breaks(data)
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """Offsets at which a line starts: 0 and after each terminator, even one that ends the block."""
        if self._starts is None:
            lengths = map(len, self.data.splitlines(keepends=True) if self.breaks else ())
            self._starts = list(islice(accumulate(lengths, initial=0), self.breaks + 1))
        return self._starts

    def line_span(self, row: int) -> tuple[int, int]:
        """Start of the block's line `row` and its end before the terminator."""
        start = self.starts[row]
        if row == self.breaks:
            return start, self.size
        end = self.starts[row + 1] - 1
        if end > start and self.data[end - 1 : end + 1] == b"\r\n":
            end -= 1
        return start, end


class _Sums:
    """The offset, or the line, at which each block starts.

    Known as far as the last edited block: the rest is summed up when somebody asks for a place behind it.
    """

    def __init__(self, blocks: list[_Block], measure: Callable[[_Block], int]) -> None:
        self._blocks = blocks
        self._measure = measure
        self._sums = [0]

    def __getitem__(self, index: int) -> int:
        """Where block `index` starts."""
        if index >= len(self._sums):
            self._sum_up()
        return self._sums[index]

    def find(self, place: int) -> int:
        """Index of the block that holds the offset or line `place`; the text's end is in the last one."""
        if place >= self._sums[-1] + self._measure(self._blocks[len(self._sums) - 1]):
            self._sum_up()
        return bisect_right(self._sums, place) - 1

    def forget_after(self, index: int) -> None:
        """Blocks from `index` on were replaced; the first of them still starts where it did."""
        del self._sums[max(1, min(index + 1, len(self._blocks))) :]

    def _sum_up(self) -> None:
        sizes = map(self._measure, islice(self._blocks, len(self._sums) - 1, len(self._blocks) - 1))
        self._sums.extend(islice(accumulate(sizes, initial=self._sums[-1]), 1, None))


class Blocks:
    """A text as a list of blocks; a boundary between two blocks is always the start of a line."""

    def __init__(self, data: bytes, block_size: int = BLOCK_SIZE) -> None:
        self._block_size = block_size
        self._blocks = [_Block(piece) for piece in _cut(data, block_size)]
        self.size = len(data)
        self.breaks = sum(block.breaks for block in self._blocks)
        self._offsets = _Sums(self._blocks, attrgetter("size"))
        self._rows = _Sums(self._blocks, attrgetter("breaks"))

    def __iter__(self) -> Iterator[bytes]:
        """The bytes of each block, in order."""
        return (block.data for block in self._blocks)

    def line(self, number: int) -> Line:
        """The line of that number, which must be between 0 and `breaks`."""
        index = self._rows.find(number)
        return self._line(index, number - self._rows[index])

    def line_at(self, offset: int) -> Line:
        """The line that holds byte `offset`, from 0 to `size`; a terminator belongs to the line it ends."""
        index = self._offsets.find(offset)
        starts = self._blocks[index].starts
        return self._line(index, bisect_right(starts, offset - self._offsets[index]) - 1)

    def replace(self, start: int, end: int, new: bytes) -> bytes:
        """Put `new` in place of the bytes from `start` to `end`, where 0 <= start <= end <= size; those bytes."""
        first, last = self._offsets.find(start), self._offsets.find(end)
        head = start - self._offsets[first]
        tail = end - self._offsets[last]
        blocks = [block.data for block in self._blocks[first : last + 1]]
        old = blocks[0][head:tail] if first == last else b"".join((blocks[0][head:], *blocks[1:-1], blocks[-1][:tail]))
        self._put(first, last + 1, b"".join((memoryview(blocks[0])[:head], new, memoryview(blocks[-1])[tail:])))
        self.size += len(new) - (end - start)
        return old

    def _put(self, first: int, stop: int, data: bytes) -> None:
        """Replace the blocks from `first` to before `stop` by as many as `data` needs.

        `data` ends as the block before `stop` ended, so only its front can break the rule about boundaries.
        """
        if first and data.startswith(b"\n") and self._blocks[first - 1].data.endswith(b"\r"):
            first -= 1
            data = self._blocks[first].data + data
        if 2 * len(data) < self._block_size:
            first, stop, data = self._with_neighbour(first, stop, data)
        is_whole_text = stop - first == len(self._blocks)
        blocks = [_Block(piece) for piece in _cut(data, self._block_size) if piece or is_whole_text]
        self.breaks += sum(block.breaks for block in blocks)
        self.breaks -= sum(block.breaks for block in self._blocks[first:stop])
        self._blocks[first:stop] = blocks
        self._offsets.forget_after(first)
        self._rows.forget_after(first)

    def _with_neighbour(self, first: int, stop: int, data: bytes) -> tuple[int, int, bytes]:
        """The same span with a block beside it taken in, if the two fit in one."""
        room = 2 * self._block_size - len(data)
        if stop < len(self._blocks) and self._blocks[stop].size <= room:
            return first, stop + 1, data + self._blocks[stop].data
        if first and self._blocks[first - 1].size <= room:
            return first - 1, stop, self._blocks[first - 1].data + data
        return first, stop, data

    def _line(self, index: int, row: int) -> Line:
        block = self._blocks[index]
        start, end = block.line_span(row)
        return Line(self._rows[index] + row, block.data, start, end, self._offsets[index])


def _count_breaks(data: bytes) -> int:
    breaks = data.count(b"\n")
    if b"\r" in data:
        breaks += data.count(b"\r") - data.count(b"\r\n")
    return breaks


def _cut(data: bytes, block_size: int) -> list[bytes]:
    """Pieces of about equal size that start at line starts; `data` itself up to twice the block size."""
    if len(data) <= 2 * block_size:
        return [data]
    step = -(-len(data) // (len(data) // block_size))
    pieces = []
    start = 0
    while len(data) - start > step:
        stop = _line_start_near(data, start, start + step)
        pieces.append(data[start:stop])
        start = stop
    if start < len(data):
        pieces.append(data[start:])
    return pieces


def _line_start_near(data: bytes, start: int, wanted: int) -> int:
    """The last line start in `data` after `start` and up to `wanted`, else the first behind, else the end."""
    end = 1 + max(data.rfind(b"\n", start, wanted), data.rfind(b"\r", start, wanted))
    if end:
        return end + (data[end - 1 : end + 1] == b"\r\n")
    feed = data.find(b"\n", wanted)
    # A carriage return just before that line feed is the same line end.
    lone = data.find(b"\r", wanted, len(data) if feed < 0 else feed - 1)
    return (lone if lone >= 0 else feed) + 1 or len(data)
