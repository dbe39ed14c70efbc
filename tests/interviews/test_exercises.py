"""Exercises: what passes and what must not, and our solutions by a second method."""

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from scipy import special, stats

from careerkb.interviews.exercises import (
    check,
    exercise,
    exercises,
    exercises_answer,
    read_exercise,
)

RNG = np.random.default_rng(20261126)


def defined(code: str) -> dict[str, Any]:
    """Run a solution and give what it defines."""
    names: dict[str, Any] = {}
    exec(code, names)
    return names


def test_solution_passes_starter_and_wrong_answer_fail() -> None:
    """Each by its own file; the wrong answer in the case that it names, with call and values."""
    assert len(exercises()) >= 6
    assert {one.track for one in exercises()} == {"research", "engineering"}
    for one in exercises():
        solved = check(name=one.id, code=one.solution)
        assert (one.id, solved.passed, solved.said) == (
            one.id, True, f"All {len(one.cases)} cases pass.",
        )  # fmt: skip
        assert not check(name=one.id, code=one.starter).passed, one.id
        wrong = check(name=one.id, code=one.wrong)
        case = next(case for case in one.cases if case.name == one.wrong_case)
        assert not wrong.passed
        assert f", {case.name}: {case.call} must give {case.gives}, and " in wrong.said


def drafts(a: float, k: int) -> float:
    """Enumerate which drafts are accepted."""
    total = 0.0
    for taken in itertools.product((True, False), repeat=k):
        kept = len(list(itertools.takewhile(bool, taken)))
        total += (kept + 1) * math.prod(a if one else 1 - a for one in taken)
    return total


def some_pass(n: int, c: int, k: int) -> float:
    """Enumerate every choice of programs."""
    chosen = list(itertools.combinations(range(n), k))
    return sum(min(one) < c for one in chosen) / len(chosen)


def bucket(times: list[float], rate: float, burst: int) -> list[bool]:
    """Go in steps of a hundredth of a second, in whole hundredths of a token."""
    held, said, step = 100 * burst, [], 0
    for time in times:
        while step < round(100 * time):
            step += 1
            held = min(100 * burst, held + round(rate))
        said.append(held >= 100)
        held -= 100 * said[-1]
    return said


def paired(pairs: list[tuple[float, float]], draws: list[list[int]]) -> tuple[float, ...]:
    """Take numpy's means and quantiles."""
    apart = np.subtract(*np.transpose(pairs))
    return tuple(np.quantile([apart[one].mean() for one in draws], [0.025, 0.975]))


def area(positives: list[int], negatives: list[int]) -> float:
    """Take the U of Mann and Whitney, as SciPy has it."""
    u = stats.mannwhitneyu(positives, negatives).statistic
    return float(u / (len(positives) * len(negatives)))


SECOND: dict[str, tuple[str, Callable[..., Any], list[tuple[Any, ...]]]] = {
    "stable-softmax": ("softmax", special.softmax, [(list(RNG.normal(0, 300, 9)),)]),
    "pass-at-k": ("pass_at_k", some_pass, [(9, 4, 3), (7, 1, 6), (6, 0, 2)]),
    "area-under-the-curve": ("auc", area, [([3, 1, 2, 2], [2, 0, 1]), ([5, 5], [5, 4, 6])]),
    "bootstrap-interval": (
        "interval", paired,
        [([(1.0, 0.5), (0.2, 0.9), (0.4, 0.1)], RNG.integers(0, 3, (50, 3)).tolist())],
    ),
    "cache-of-grouped-heads": (
        "cache_bytes",
        lambda layers, _, kv, size, tokens, each: (
            np.zeros((2, layers, kv, tokens, size), f"V{each}").nbytes
        ),
        [(4, 8, 2, 16, 10, 2), (3, 6, 3, 4, 5, 1)],
    ),
    "tokens-of-a-draft": ("tokens", drafts, [(0.7, 4), (0.9, 6), (0.0, 3)]),
    "speedup-of-a-job": (
        "speedup",
        lambda share, workers: 100 / sum([share / workers + 1 - share] * 100),
        [(0.8, 5), (0.33, 64)],
    ),
    "token-bucket": ("admitted", bucket, [([0, 0.25, 0.5, 0.75, 3, 3, 3.25, 9], 2, 2)]),
}  # fmt: skip


def test_our_solutions_agree_with_a_second_method() -> None:
    """Enumeration, SciPy, NumPy or small steps; no exercise without one."""
    assert set(SECOND) == {one.id for one in exercises()}
    for which, (name, method, tried) in SECOND.items():
        own = defined(exercise(name=which).solution)[name]
        for given in tried:
            assert own(*given) == pytest.approx(method(*given), abs=1e-12), (which, given)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("def speedup(share, workers)\n  return 1", "The code does not run: SyntaxError: expected"),
        ("import nothing_like_it", "does not run: ModuleNotFoundError: .* (line 1)"),
        ("x = 1", "Case 1 of 4, .*, and ends with NameError: name 'speedup' is not defined."),
        ("def speedup(s, w):\n    raise SystemExit", "and ends with SystemExit (line 2)."),
        ("def speedup(s, w):\n    return True", "must give 1.0, and gives True."),
        ("def speedup(s, w):\n    return 'x' * 999", "and gives 'xxx.*…."),
        ("def speedup(s, w):\n    return", "must give 1.0, and gives None."),
    ],
)
def test_whatever_is_typed_gets_a_sentence(code: str, said: str) -> None:
    """Code that does not run, defines nothing, ends the program or gives another kind."""
    import re

    verdict = check(name="speedup-of-a-job", code=code)
    assert not verdict.passed
    assert re.search(re.escape(said).replace(r"\.\*", ".*"), verdict.said), verdict.said


def test_bad_files_are_refused() -> None:
    """A case that is named nowhere, and an exercise that is not there, by name."""
    good = exercise(name="speedup-of-a-job")
    text = "\n".join(
        [
            'track = "engineering"', "minutes = 10", 'statement = "s"', 'starter = "a"',
            'solution = "a"', 'wrong = "a"', 'wrong_case = "elsewhere"', 'slip = "s"',
            *(f'[[cases]]\nname = "{one.name}"\ncall = "1"\ngives = "1"' for one in good.cases),
        ]
    )  # fmt: skip
    with pytest.raises(ValueError, match="wrong_case must be one of the cases: nothing can be"):
        read_exercise(text=text)
    with pytest.raises(ValueError, match="name must be one of area-under-the-curve, "):
        check(name="quicksort", code="x = 1")
    said = exercises_answer(track="research").headline
    assert said == "4 exercises for 60 minutes, checked by 16 cases."
