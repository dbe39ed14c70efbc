"""What to do first: exact for up to thirty items with prerequisites.

Sets of items are bits of one whole number. The order falls into blocks, each worth more for an
hour than what comes after it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from careerkb.checklist.items import Item, Items
from careerkb.inputs import checked, refusal

__all__ = ["in_order"]

NOTHING = 1e-9
MOST_SETS = 3_000
"""So many sets are looked at before the answer would take too long."""
Ways = dict[int, tuple[float, tuple[int, ...]]]


def without(items: Sequence[Item], done: Sequence[str]) -> tuple[Item, ...]:
    """Leave out what is done, also as a prerequisite."""
    for id_ in done:
        _known("done", id_, items)
    return tuple(
        replace(item, prerequisites=tuple(id_ for id_ in item.prerequisites if id_ not in done))
        for item in items
        if item.id not in done
    )


def ordered(items: Sequence[Item], first: Sequence[str]) -> tuple[str, ...]:
    """Put the chosen items first in their best order, then the rest in theirs."""
    order: tuple[str, ...] = ()
    for part in (set(first), {item.id for item in items} - set(first)):
        if part:
            left_out = [item.id for item in items if item.id not in part]
            order += in_order(items=without(items, left_out))
    return order


def nearest(name: str, names: Sequence[str]) -> str:
    """Guess which of some names was meant; nothing when none is near."""
    close = difflib.get_close_matches(name, names, n=1)
    return f"did you mean {close[0]!r}?" if close else ""


def _known(name: str, id_: str, items: Sequence[Item]) -> None:
    ids = [item.id for item in items]
    if id_ not in ids:
        cause = nearest(id_, ids) or "there is no such item in the list"
        raise refusal(name, id_, "one of " + ", ".join(map(repr, ids)), cause)


def bits(held: int) -> Iterator[int]:
    while held:
        yield (low := held & -held).bit_length() - 1
        held ^= low


def needs_of(items: Sequence[Item]) -> list[int]:
    """Give all that each item waits for as bits, or refuse items that do not fit together."""
    ids = [item.id for item in items]
    for id_ in ids:
        if ids.count(id_) > 1:
            raise refusal("items", id_, "named once each", "two items have this id")
    for item in items:
        for id_ in item.prerequisites:
            _known(f"prerequisites of {item.id!r}", id_, items)
    needs = [sum({1 << ids.index(p) for p in item.prerequisites}) for item in items]
    free, grew = 0, True
    while grew:
        before = free
        for i in bits((1 << len(ids)) - 1 & ~free):
            if not needs[i] & ~free:
                for j in bits(needs[i]):
                    needs[i] |= needs[j]
                free |= 1 << i
        grew = free != before
    if stuck := [id_ for i, id_ in enumerate(ids) if not free >> i & 1]:
        cause = "each of these waits for another: drop one prerequisite"
        raise refusal("prerequisites", stuck, "without a circle", cause)
    return needs


class _Order:
    """The best order of any part of some items."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.needs = needs_of(items)
        self.hours = [item.hours_typical for item in items]
        self.worth = [item.priority for item in items]
        self.known: Ways = {0: (0.0, ())}

    def sums(self, held: int) -> tuple[float, float]:
        each = tuple(bits(held))
        return sum(self.hours[i] for i in each), sum(self.worth[i] for i in each)

    def best(self, held: int) -> tuple[float, tuple[int, ...]]:
        """Give the least sum of worth times hours until finished, and an order that has it."""
        if held not in self.known:
            if len(self.known) > MOST_SETS:
                cause = "too many orders are alike here: name fewer prerequisites"
                raise refusal("items", len(self.worth), "items that can be put in order", cause)
            self.known[held] = self._best(held)
        return self.known[held]

    def _best(self, held: int) -> tuple[float, tuple[int, ...]]:
        block = self._connected(self._densest(held))
        if block != held:
            return self._joined(self.best(block), block, self.best(held & ~block), held & ~block)
        firsts = [i for i in bits(held) if not self.needs[i] & held]
        waited = 0
        for i in bits(held):
            waited |= self.needs[i]
        lasts = list(bits(held & ~waited))
        ways = []
        for i in min(firsts, lasts, key=len):
            alone = self.hours[i] * self.worth[i], (i,)
            rest = held ^ 1 << i
            pair = [(alone, 1 << i), (self.best(rest), rest)]
            one, other = pair if len(firsts) <= len(lasts) else pair[::-1]
            ways.append(self._joined(*one, *other))
        return min(ways)

    def _joined(
        self,
        first: tuple[float, tuple[int, ...]], held: int,
        then: tuple[float, tuple[int, ...]], rest: int,
    ) -> tuple[float, tuple[int, ...]]:  # fmt: skip
        waiting = self.sums(held)[0] * self.sums(rest)[1]
        return first[0] + waiting + then[0], first[1] + then[1]

    def _densest(self, held: int) -> int:
        """Give a part that holds its own prerequisites and is worth most for an hour."""
        found = held
        while True:
            hours, worth = self.sums(found)
            better = self._above(held, worth / hours)
            if not better:
                return found
            found = better

    def _above(self, held: int, rate: float) -> int:
        """
        Give the part whose worth exceeds its hours times a rate by most, or nothing.

        What is worth more than its hours pays for what it waits for; who is not paid out belongs
        to the part, with all that could still pay for the same.
        """
        gain = {i: self.worth[i] - rate * self.hours[i] for i in bits(held)}
        small = NOTHING * (1 + sum(map(abs, gain.values())))
        left = {i: value for i, value in gain.items() if value > small}
        owed = {i: -value for i, value in gain.items() if value <= small}
        paid: dict[tuple[int, int], float] = {}
        while True:
            came: dict[int, int] = {i: -1 for i, value in left.items() if value > small}
            line, end = list(came), -1
            for i in line:  # grows while it is walked
                if i in left:
                    near = [j for j in bits(self.needs[i] & held) if j in owed]
                else:
                    near = [k for k in left if paid.get((k, i), 0.0) > small]
                for j in near:
                    if j not in came:
                        came[j] = i
                        line.append(j)
                        if end < 0 and owed.get(j, 0.0) > small:
                            end = j
                if end >= 0:
                    break
            if end < 0:
                reached = 0
                for i in came:
                    if i in left:
                        reached |= 1 << i | self.needs[i] & held
                return reached
            path = [end]
            while came[path[-1]] >= 0:
                path.append(came[path[-1]])
            steps = list(zip(path[1:], path, strict=False))
            given = [paid[j, i] for i, j in steps if i not in left]
            sum_ = min([owed[end], left[path[-1]], *given])
            left[path[-1]] -= sum_
            owed[end] -= sum_
            for i, j in steps:
                if i in left:
                    paid[i, j] = paid.get((i, j), 0.0) + sum_
                else:
                    paid[j, i] -= sum_

    def _connected(self, held: int) -> int:
        """Give the piece of a part that hangs together with its first item."""
        piece, grew = held & -held, True
        while grew:
            before = piece
            for i in bits(held):
                if piece >> i & 1 or self.needs[i] & piece:
                    piece |= 1 << i | self.needs[i] & held
            grew = piece != before
        return piece


@checked
def in_order(*, items: Items) -> tuple[str, ...]:
    """
    Give the order in which priority arrives soonest.

    Without prerequisites this is priority per hour, highest first; with them, an item of little
    worth may come early because it opens a worthy one.

    Args:
        items: at most 30.

    Returns:
        Ids, each after its prerequisites.

    Raises:
        ValueError: an id is there twice, prerequisites are unknown or run in a circle, or they
            leave too many orders open to compare.

    Source:
        Least sum of priority times typical hours until finished. Sidney (1975): some best order
        begins with the part of most priority per hour that holds its own prerequisites, found as a
        flow; such a part is then tried with each of its first, or each of its last items. Without
        prerequisites this is Smith's rule (1956).

    Example:
        >>> from careerkb.checklist.items import checklist_items
        >>> from careerkb.checklist.order import in_order
        >>> in_order(items=checklist_items(track="engineer"))[:3]
        ('stories', 'preparation', 'mock')
    """
    _, order = _Order(items).best((1 << len(items)) - 1)
    return tuple(items[i].id for i in order)
