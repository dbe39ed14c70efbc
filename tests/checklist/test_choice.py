"""What fits against all subsets and mixed-integer programming."""

from itertools import combinations

import numpy
import pytest
from plan_items import item, some_items
from scipy.optimize import Bounds, LinearConstraint, milp

from careerkb.checklist.choice import fitting
from careerkb.checklist.items import checklist_items


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
    """Thirty items, solved by SciPy's mixed-integer solver."""
    items = some_items(100 + seed, 30, 0.02 * seed)
    place = {i.id: k for k, i in enumerate(items)}
    rows = [[i.hours_typical for i in items]]
    highs = [60.0]
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
    found = fitting(items=items, hours=60)
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
