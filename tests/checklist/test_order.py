"""Order and choice against brute force, sets in turn, integer programming and Smith's rule."""

import random
from itertools import permutations

import numpy
import pytest
from plan_items import item, some_items

from careerkb.checklist.choice import fitting
from careerkb.checklist.items import Item, checklist_items
from careerkb.checklist.order import in_order


def waiting(items: dict[str, Item], order: tuple[str, ...]) -> float:
    """Add up priority times the hour at which it is there."""
    hours = numpy.cumsum([items[id_].hours_typical for id_ in order])
    return float(hours @ [items[id_].priority for id_ in order])


def lawful(items: dict[str, Item], order: tuple[str, ...]) -> bool:
    """Say whether each item comes after all that it needs."""
    return all(set(items[id_].prerequisites) <= set(order[:k]) for k, id_ in enumerate(order))


@pytest.mark.parametrize("seed", range(25))
def test_the_order_is_the_best_of_all_permutations(seed: int) -> None:
    """No order that respects prerequisites brings priority sooner."""
    items = {i.id: i for i in some_items(seed, 6)}
    found = in_order(items=tuple(items.values()))
    assert lawful(items, found)
    best = min(waiting(items, order) for order in permutations(items) if lawful(items, order))
    assert waiting(items, found) == pytest.approx(best, abs=1e-9)


def test_without_prerequisites_the_order_is_priority_per_hour() -> None:
    """Smith's rule, at the largest size allowed."""
    chosen = random.Random(3)
    items = [item(f"i{k}", chosen.uniform(1, 50), chosen.uniform(1, 9)) for k in range(30)]
    by_ratio = sorted(items, key=lambda i: i.priority / i.hours_typical, reverse=True)
    assert in_order(items=items) == tuple(i.id for i in by_ratio)


def test_a_poor_item_comes_first_when_it_opens_a_rich_one() -> None:
    """A greedy rule by priority per hour would begin with the middling item."""
    items = (
        item("door", hours=1, priority=0),
        item("treasure", hours=1, priority=10, prerequisites=("door",)),
        item("middling", hours=2, priority=4),
    )
    assert in_order(items=items) == ("door", "treasure", "middling")


@pytest.mark.parametrize("track", ["engineer", "researcher"])
def test_our_items_come_in_the_best_order(track: str) -> None:
    """All 5,040 orders of seven items, tried."""
    items = {i.id: i for i in checklist_items(track=track)}
    found = in_order(items=tuple(items.values()))
    assert lawful(items, found)
    best = min(waiting(items, order) for order in permutations(items) if lawful(items, order))
    assert waiting(items, found) == pytest.approx(best)


def least_waiting(items: tuple[Item, ...]) -> float:
    """Find the least sum over every set that holds its own prerequisites, one item after another."""
    place = {each.id: k for k, each in enumerate(items)}
    needs = [sum(1 << place[name] for name in each.prerequisites) for each in items]
    least, hours = {0: 0.0}, {0: 0.0}
    for _ in items:
        wider: dict[int, float] = {}
        for held, cost in least.items():
            for k, each in enumerate(items):
                if not held >> k & 1 and not needs[k] & ~held:
                    made = held | 1 << k
                    hours[made] = hours[held] + each.hours_typical
                    cost_here = cost + each.priority * hours[made]
                    wider[made] = min(wider.get(made, cost_here), cost_here)
        least = wider
    return min(least.values())


def many_items(seed: int) -> tuple[Item, ...]:
    """Draw thirty items in three chains with steps across, so that few sets hold their own needs."""
    chosen = random.Random(seed)
    made = []
    for k in range(30):
        needed = {f"i{k - 3}"} if k > 2 else set()
        if k > 5 and chosen.random() < 0.4:
            needed.add(f"i{chosen.randrange(k - 2)}")
        made.append(
            item(f"i{k}", chosen.randint(1, 9), chosen.randint(0, 5), tuple(sorted(needed)))
        )
    chosen.shuffle(made)
    return tuple(made)


def test_thirty_items_are_put_in_the_best_order() -> None:
    """As a programme over all sets finds it, and lawful."""
    for seed in range(4):
        items = many_items(seed)
        found, named = in_order(items=items), {each.id: each for each in items}
        assert lawful(named, found)
        assert waiting(named, found) == pytest.approx(least_waiting(items))


def test_too_many_open_orders_are_refused_in_a_sentence() -> None:
    """Fifteen cheap items of which each rich one needs some: no guess, and no long wait."""
    chosen = random.Random(5)
    low = [item(f"low{k}", chosen.uniform(0.25, 9), chosen.uniform(0, 1)) for k in range(15)]
    rich = [
        item(
            f"rich{k}", chosen.uniform(0.25, 2), chosen.uniform(0, 20),
            tuple(each.id for each in low if chosen.random() < 0.5),
        )
        for k in range(15)
    ]  # fmt: skip
    with pytest.raises(ValueError, match="too many orders are alike here: name fewer prereq"):
        in_order(items=[*low, *rich])


CIRCLE = [item("a", prerequisites=("c",)), item("b", prerequisites=("a",))]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: in_order(items=[*CIRCLE, item("c", prerequisites=("b",))]), "without a circle"),
        (
            lambda: fitting(items=[*CIRCLE, item("c", prerequisites=("b",))], hours=9),
            r"got \['a', 'b', 'c'\]; each of these waits",
        ),
        (lambda: in_order(items=CIRCLE), "prerequisites of 'a' must be one of 'a', 'b', got 'c'"),
        (lambda: in_order(items=[item("a"), item("a")]), "two items have this id"),
        (lambda: in_order(items=[]), "at least 1 item"),
        (lambda: in_order(items=[item(f"i{k}") for k in range(31)]), "at most 30 items"),
        (lambda: item("a", hours=0), "hours_low must be a number from 0.25"),
        (lambda: item("a", prerequisites=("a",)), "prerequisites of 'a' must be other items"),
        (
            lambda: Item(id="a", hours_low=3, hours_typical=2, hours_high=4),
            "hours of 'a' must be low, typical and high in rising order",
        ),
    ],
)
def test_bad_input_is_refused(call, message: str) -> None:
    """Circles, strangers, doubles and items without hours are named."""
    with pytest.raises(ValueError, match=message):
        call()


def test_prerequisites_are_kept_on_a_thousand_graphs() -> None:
    """The order is lawful and complete, and the choice holds all that it needs."""
    for seed in range(1000):
        items = some_items(seed, 1 + seed % 7)
        named = {each.id: each for each in items}
        order = in_order(items=items)
        assert sorted(order) == sorted(named)
        assert lawful(named, order)
        chosen = fitting(items=items, hours=seed % 30)
        assert all(set(named[id_].prerequisites) <= set(chosen) for id_ in chosen)
