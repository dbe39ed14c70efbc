"""Items of a plan for the tests: one at a time, and drawn."""

import random

from careerkb.checklist.items import Item


def item(
    id: str,  # noqa: A002
    hours: float = 1,
    priority: float = 1,
    prerequisites: tuple[str, ...] = (),
) -> Item:
    """Make an item that takes equally long at every pace."""
    return Item(
        id=id,
        hours_low=hours,
        hours_typical=hours,
        hours_high=hours,
        priority=priority,
        prerequisites=prerequisites,
    )


def some_items(seed: int, count: int, density: float = 0.3) -> tuple[Item, ...]:
    """Draw items whose prerequisites cannot run in a circle, in a shuffled list."""
    chosen = random.Random(seed)
    names = [f"i{k}" for k in range(count)]
    made = [
        item(
            names[k],
            hours=chosen.randint(1, 9),
            priority=chosen.randint(0, 5),
            prerequisites=tuple(n for n in names[:k] if chosen.random() < density),
        )
        for k in range(count)
    ]
    chosen.shuffle(made)
    return tuple(made)
