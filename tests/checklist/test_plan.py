"""The plan against brute force, mixed-integer programming and Smith's rule."""

import random
from itertools import combinations, permutations

import numpy
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from careerkb.checklist.items import Item, checklist_items, weeks_needed
from careerkb.checklist.plan import fitting, in_order, plan_answer


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


def some_items(seed: int, count: int) -> tuple[Item, ...]:
    """Draw items whose prerequisites cannot run in a circle, in a shuffled list."""
    chosen = random.Random(seed)
    names = [f"i{k}" for k in range(count)]
    made = [
        item(
            names[k],
            hours=chosen.randint(1, 9),
            priority=chosen.randint(0, 5),
            prerequisites=tuple(n for n in names[:k] if chosen.random() < 0.3),
        )
        for k in range(count)
    ]
    chosen.shuffle(made)
    return tuple(made)


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
    items = [item(f"i{k}", chosen.uniform(1, 50), chosen.uniform(1, 9)) for k in range(14)]
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


@pytest.mark.parametrize("seed", range(25))
def test_the_choice_is_the_best_of_all_subsets(seed: int) -> None:
    """Worth as much as the best subset that fits, and no longer than it need be."""
    items = {i.id: i for i in some_items(seed, 8)}
    budget = 20
    found = fitting(items=tuple(items.values()), hours=budget)
    scores = []
    for size in range(9):
        for subset in combinations(items, size):
            hours = sum(items[id_].hours_typical for id_ in subset)
            if hours <= budget and all(set(items[i].prerequisites) <= set(subset) for i in subset):
                scores.append((sum(items[i].priority for i in subset), -hours))
    assert all(set(items[id_].prerequisites) <= set(found) for id_ in found)
    ours = (
        sum(items[id_].priority for id_ in found),
        -sum(items[id_].hours_typical for id_ in found),
    )
    assert ours == max(scores)


@pytest.mark.parametrize("seed", range(8))
def test_the_choice_agrees_with_integer_programming(seed: int) -> None:
    """Fourteen items, solved by SciPy's mixed-integer solver."""
    items = some_items(100 + seed, 14)
    place = {i.id: k for k, i in enumerate(items)}
    rows = [[i.hours_typical for i in items]]
    highs = [35.0]
    for i in items:
        for needed in i.prerequisites:  # take it only with what it needs
            row = [0.0] * len(items)
            row[place[i.id]], row[place[needed]] = 1, -1
            rows.append(row)
            highs.append(0.0)
    solved = milp(
        c=[-i.priority for i in items],
        constraints=LinearConstraint(rows, ub=highs),
        integrality=numpy.ones(len(items)),
        bounds=Bounds(0, 1),
    )
    found = fitting(items=items, hours=35)
    assert sum(i.priority for i in items if i.id in found) == pytest.approx(-solved.fun)


def test_nothing_fits_into_no_time() -> None:
    """An empty choice, not an error."""
    assert fitting(items=[item("a")], hours=0) == ()


def test_an_item_that_fits_exactly_is_taken() -> None:
    """Thirds that sum to the budget are not lost to rounding."""
    items = [item(name, hours=0.1 * 7) for name in "abc"]
    assert fitting(items=items, hours=2.1) == ("a", "b", "c")


def test_the_pace_decides_what_fits() -> None:
    """The same items at their low and at their high hours."""
    items = checklist_items(track="engineer")
    assert len(fitting(items=items, hours=80, pace="low")) == 7
    assert len(fitting(items=items, hours=80, pace="high")) == 3


def test_the_plan_is_what_the_parts_say() -> None:
    """What fits comes first in its order, then the rest; weeks add up."""
    items = checklist_items(track="engineer")
    answer = plan_answer(hours_a_week=10, weeks=8)
    titles = {i.title: i for i in items}
    names = [row[0] for row in answer.table.rows]
    fit = {titles[row[0]].id for row in answer.table.rows if row[4] == "yes"}
    assert fit == set(fitting(items=items, hours=80))
    assert lawful({i.id: i for i in items}, tuple(titles[n].id for n in names))
    hours = numpy.cumsum([titles[n].hours_typical for n in names]) / 10
    assert [row[1] for row in answer.table.rows] == pytest.approx(list(hours))
    assert answer.table.rows[-1][1:4] == pytest.approx(
        (weeks_needed(items=items)[1] / 10, 7.4, 29.8)
    )
    assert answer.headline.startswith("In 8 weeks of 10 hours, 5 of 7 items fit (3 if each")


def test_what_is_done_is_left_out_also_as_a_prerequisite() -> None:
    """With the stories and the plan done, the mock interview may come first."""
    answer = plan_answer(done=["stories", "preparation"], weeks=1)
    assert answer.table.rows[0][0] == "Mock interview, weakest line"
    assert len(answer.table.rows) == 5


def test_one_week_is_singular() -> None:
    """The headline is a sentence also at one."""
    assert plan_answer(weeks=1).headline.startswith("In 1 week of 10 hours")


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
        (lambda: in_order(items=[item(f"i{k}") for k in range(15)]), "at most 14 items"),
        (lambda: item("a", hours=0), "hours_low must be a number from 0.25"),
        (lambda: item("a", prerequisites=("a",)), "prerequisites of 'a' must be other items"),
        (
            lambda: Item(id="a", hours_low=3, hours_typical=2, hours_high=4),
            "hours of 'a' must be low, typical and high in rising order",
        ),
        (lambda: plan_answer(done=["mocks"]), "did you mean 'mock'"),
        (lambda: plan_answer(hours_a_week=0), "hours_a_week must be"),
        (lambda: plan_answer(track="manager"), "track must be one of"),
        (
            lambda: plan_answer(done=[i.id for i in checklist_items(track="engineer")]),
            "all is done",
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
