"""Numbers of the questions, found a second way: enumeration, simulation, libraries."""

import itertools
from fractions import Fraction

import numpy as np
import pytest
from scipy import optimize, special, stats

from careerkb.interviews.questions import question


def printed(name: str) -> str:
    """Join what the examples of a question print, without their code."""
    lines = question(id=name).examples.splitlines()
    return "\n".join(line for line in lines if not line.startswith((">>>", "...")))


def erlang_c(servers: int, load: float) -> float:
    """Give the chance to wait, by the recursion for losses (Erlang B)."""
    loss = 1.0
    for count in range(1, servers + 1):
        loss = load * loss / (count + load * loss)
    return loss / (1 - load / servers * (1 - loss))


def accepted_tokens(chance: float, drafted: int) -> float:
    """Give the mean tokens a pass, over every pattern of accepted and rejected drafts."""
    mean = 0.0
    for pattern in itertools.product((True, False), repeat=drafted):
        weight = float(np.prod([chance if kept else 1 - chance for kept in pattern]))
        run = len(list(itertools.takewhile(bool, pattern)))
        mean += weight * (run + 1)
    return mean


def e4m3(pattern: int) -> float:
    """Read seven bits, four of exponent with bias 7 and three of mantissa; all ones is none."""
    exponent, mantissa = pattern >> 3, pattern & 7
    if pattern == 0b1111111:
        return float("nan")
    return float((8 + mantissa) * 2.0 ** (exponent - 10)) if exponent else float(mantissa * 2.0**-9)


def refused(places: int, load: float) -> float:
    """Give the share refused by a bounded queue, from its balance equations."""
    rates = np.zeros((places + 1, places + 1))
    for n in range(places):
        rates[n, n + 1], rates[n + 1, n] = load, 1.0
    rates -= np.diag(rates.sum(axis=1))
    system = np.vstack([rates.T, np.ones(places + 1)])
    target = np.append(np.zeros(places + 1), 1.0)
    return float(np.linalg.lstsq(system, target, rcond=None)[0][-1])


def spike() -> tuple[float, float]:
    """Walk through the spike in steps of a millisecond: the longest queue, the time to drain."""
    queue, top, now = 0.0, 0.0, 0.0
    while now < 60 or queue > 1e-6:
        queue = max(0.0, queue + ((1200 if now < 59.9999 else 800) - 1000) * 0.001)
        top, now = max(top, queue), now + 0.001
    return top, now - 60


def scores(right: int, first: int, second: int, wrong: int) -> np.ndarray:
    """Give the differences of two models item by item."""
    return np.array([0] * right + [1] * first + [-1] * second + [0] * wrong)


def best_of(count: int) -> float:
    """Give the mean of the largest of so many standard normal draws."""
    return float(count * stats.norm.expect(lambda x: x * stats.norm.cdf(x) ** (count - 1)))


def adam() -> tuple[float, int]:
    """Run Adam without its correction on gradients of one: the largest step, and when."""
    first, second, steps = 0.0, 0.0, []
    for _ in range(200):
        first, second = 0.9 * first + 0.1, 0.999 * second + 0.001
        steps.append(first / np.sqrt(second))
    return max(steps), int(np.argmax(steps)) + 1


def half_floats() -> float:
    """Add a thousandth a thousand times in sixteen bits."""
    weight = np.float16(1)
    for _ in range(1000):
        weight = np.float16(np.float32(weight) + np.float32(0.001))
    return float(weight)


def ever_significant() -> float:
    """Look at equal methods after every ten pairs: the share of studies that stop at a look."""
    alive = np.array([1.0])
    for pairs in range(1, 101):
        alive = np.convolve(alive, [0.5, 0.5])
        if pairs % 10 == 0:
            low = stats.binom.cdf(np.arange(pairs + 1), pairs, 0.5)
            alive[2 * np.minimum(low, low[::-1]) < 0.05] = 0
    return 1 - float(alive.sum())


def gap_share(low: float, high: float) -> float:
    """Find a share of the gap that is just compatible with the scores 60, 66 and 70."""

    def beyond(share: float) -> float:
        return float(abs(6 - 10 * share) - 1.96 * np.sqrt(1 + share**2 + (1 - share) ** 2))

    return float(optimize.brentq(beyond, low, high))


def correlated() -> tuple[np.ndarray, np.ndarray]:
    """Make eight points that correlate at 0.75."""
    x, noise = np.arange(8.0) - 3.5, np.array([1.0, -1, -1, 1, 1, -1, -1, 1])
    x, noise = x / np.linalg.norm(x), noise / np.linalg.norm(noise)
    return x, 0.75 * x + np.sqrt(1 - 0.75**2) * noise


def preferred(pairs: float) -> float:
    """Give the chance to see a preference of 55 % in so many pairs, less four in five."""
    bar = 0.5 + stats.norm.ppf(0.975) * 0.5 / np.sqrt(pairs)
    return float(stats.norm.sf((bar - 0.55) / np.sqrt(0.55 * 0.45 / pairs)) - 0.8)


QUEUE = {busy: erlang_c(8, 8 * busy) for busy in (0.8, 0.95)}
PSI_POINT = stats.chi2.ppf(0.95, 9) * 2
ITEMS = scores(780, 24, 20, 176)
FINITE = [value for value in map(e4m3, range(128)) if not np.isnan(value)]
TOP, DRAIN = spike()
LAYERS = np.zeros((2, 80, 8, 128), dtype=np.float16).nbytes
SMALL = optimize.linprog([0, 1], A_ub=[[1, 0.1]], b_ub=[1000], A_eq=[[1, 1]], b_eq=[1400])
HOURS = 50_000 / 512
INTERVAL = optimize.minimize_scalar(
    lambda t: 5 / t + t / (2 * HOURS * 60), bounds=(1, 10_000), method="bounded"
).x
HOSTS = np.array([50] * 980 + [2000] * 20)
BEST = 20 * stats.norm.expect(lambda x: x * stats.norm.cdf(x) ** 19)
LOG_SOFTMAX = special.softmax([1000.0, 1000.0, 999.0]).round(4)
QUERY = np.array([[1.0, 0], [0, 1], [1, 1]])
MASKED = np.where(np.tril(np.ones((3, 3))) > 0, QUERY @ QUERY.T / np.sqrt(2), -np.inf)
ATTENDED = (special.softmax(MASKED, axis=1) @ [3.0, 6.0, 9.0]).round(4)
AREA = stats.mannwhitneyu([0.9, 0.5, 0.5], [0.5, 0.4, 0.1]).statistic / 9
DATA, NARROW = (0.495, 0.01, 0.495), (0.98, 0.01, 0.01)
CONTRAST = -special.log_softmax([1.0] + [-1.0] * 255)[0]
WEIGHTS = np.array([1] * 990 + [100] * 10) / 1990
PATIENTS = 500 * stats.hypergeom.sf(0, 5000, 10, 500)
LINE = 10 ** np.polyval(np.polyfit(range(4), np.log10([3.2, 2.76, 2.45, 2.23]), 1), 6)
WILSON = stats.binomtest(42, 50).proportion_ci(method="wilson")
DIVERGED = stats.binomtest(1, 10).proportion_ci()
RATER = optimize.brentq(lambda a: a * a + (1 - a) ** 2 - 0.75, 0.5, 1)
PEARSON = stats.pearsonr(*correlated()).confidence_interval()
SPENT = min(range(1, 29), key=lambda k: 0.64 / k + 1000 / (3000 - 100 * k))
DESIGN = np.array([(1, *row) for row in itertools.product((-0.5, 0.5), repeat=3)])
FOLDS = stats.ttest_1samp([1.2, 0.4, 0.9, 1.5, 0.5], 0).statistic
KAPPA = (Fraction(90, 100) - Fraction(82, 100)) / (1 - Fraction(82, 100))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("eight-servers-at-ninety-five-percent", f"{QUEUE[0.8]:.4f} wait"),
        ("eight-servers-at-ninety-five-percent", f"{QUEUE[0.95]:.4f} wait"),
        ("eight-servers-at-ninety-five-percent", f"{np.log(100 * QUEUE[0.8]) / 1.6:.2f} s slow"),
        ("eight-servers-at-ninety-five-percent", f"{np.log(100 * QUEUE[0.95]) / 0.4:.2f} s slow"),
        ("one-pool-or-eight-queues", f"{erlang_c(1, 0.8) / 0.2:.2f} s alone"),
        ("one-pool-or-eight-queues", f"{QUEUE[0.8] / 1.6:.3f} s pooled"),
        ("how-long-may-the-queue-be", f"20: {refused(20, 1.1):.2%}"),
        ("how-long-may-the-queue-be", f"200: {refused(200, 1.1):.2%}"),
        ("load-spike-in-streaming-inference", f"{TOP:.0f} requests wait"),
        ("load-spike-in-streaming-inference", f"{DRAIN:.0f} s to drain"),
        ("shed-or-degrade", f"{SMALL.x[1]:.1f} small, {SMALL.x[0]:.1f} large"),
        ("speculative-decoding-tokens", f"{accepted_tokens(0.8, 5):.3f} tokens a pass"),
        ("speculative-decoding-tokens", f"{accepted_tokens(0.8, 5) - 0.8**5:.3f} without"),
        ("memory-of-one-request", f"{LAYERS} bytes, {LAYERS // 1024} KiB a token"),
        ("memory-of-one-request", f"{8 * 8192 * LAYERS / 1e9:.1f} GB if all query heads"),
        ("largest-number-in-eight-bits", f"{max(FINITE)}"),
        ("largest-number-in-eight-bits", f"{max(value for value in FINITE if value < 2**8)}"),
        ("amdahl-two-stages", f"{float(1 / (Fraction(7, 20) + Fraction(3, 10))):.2f} times"),
        ("small-gain-and-a-large-bill", f"{stats.binomtest(24, 44).pvalue:.2f} exact"),
        ("small-gain-and-a-large-bill", f"'{100 * (ITEMS.mean() + 1.96 * stats.sem(ITEMS)):.1f}'"),
        ("a-clean-canary", f"{stats.beta.ppf(0.95, 1, 500):.2%} at most"),
        ("stability-index-of-today", f"200: {PSI_POINT / 200:.4f}"),
        ("stability-index-of-today", f"{stats.chi2.sf(10, 9):.0%} of quiet days pass"),
        ("two-people-label-comments", f"{float(KAPPA):.2f} kappa"),
        ("latency-over-ten-hosts", f"{np.percentile(HOSTS, 99, method='inverted_cdf')} ms of"),
        ("one-slow-card-among-hundreds", f"{INTERVAL:.0f} minutes between"),
        ("a-training-loop-to-review", f"{100 * BEST * np.sqrt(0.16 / 1000):.1f} points too high"),
        ("softmax-that-does-not-overflow", f"{[float(p) for p in LOG_SOFTMAX]}"),
        ("causal-attention-from-scratch", f"{[float(p) for p in ATTENDED]}"),
        ("area-under-the-curve-with-ties", f"{AREA:.3f}"),
        ("mean-and-variance-of-a-stream", f"{np.var([4.0, 7, 13, 16], ddof=1)}"),
        ("two-directions-of-kl", f"narrow {stats.entropy(DATA, NARROW):.2f}"),
        ("two-directions-of-kl", f"narrow {stats.entropy(NARROW, DATA):.2f}"),
        ("first-steps-of-adam", "{:.2f} at step {}".format(*adam())),
        ("temperature-of-a-contrastive-loss", f"1: {CONTRAST:.2f}"),
        ("effective-size-of-weighted-samples", f"{1 / (WEIGHTS**2).sum():.1f} of 1000"),
        ("patients-on-both-sides-of-the-split", f"{PATIENTS:.0f} of 500 patients"),
        ("updates-lost-in-sixteen-bits", f"fp16 {half_floats():.3f}"),
        ("a-baseline-nobody-tuned", f"{0.8 * (best_of(50) - best_of(5)):.2f} from trials"),
        ("a-curve-drawn-past-its-data", f"'{LINE:.2f}']"),
        ("why-these-three-data-sets", f"{stats.binom.sf(2, 12, 0.5):.1%} for three wins"),
        ("significance-on-fifty-items", f"exact p {stats.binomtest(7, 10).pvalue:.2f}"),
        ("significance-on-fifty-items", f"{WILSON.low:.0%} to {WILSON.high:.0%}"),
        ("best-checkpoint-of-twenty", f"{best_of(20) * np.hypot(0.3, 0.9):.2f} points above"),
        ("pass-at-five-from-ten-samples", f"{stats.hypergeom.sf(0, 10, 3, 5):.3f} without"),
        ("twenty-benchmarks-five-stars", f"{stats.binom.sf(4, 20, 0.05):.2%} for five"),
        ("a-model-above-human-agreement", f"each rater right on {RATER:.0%}"),
        ("peeking-every-ten-pairs", f"{ever_significant():.1%} are called"),
        ("share-of-the-gap-closed", f"{gap_share(0, 0.6):.2f} to {gap_share(0.6, 2):.2f}"),
        ("a-correlation-over-eight-models", f"[{PEARSON.low:.1f}, {PEARSON.high:.2f}]"),
        ("one-run-in-ten-diverges", f"{DIVERGED.low:.1%} to"),
        ("a-preference-study", f"({np.ceil(optimize.brentq(preferred, 100, 5000)):.0f},"),
        ("seeds-or-items", f"{SPENT} seeds, {3000 - 100 * SPENT} items"),
        ("eight-runs-three-changes", f"{np.linalg.inv(DESIGN.T @ DESIGN)[1, 1] ** 0.5:.2f} of a"),
        ("which-small-model-predicts", f"'{0.7 * best_of(10):.2f}'"),
        ("five-folds-are-not-five-tests", f"t {FOLDS:.1f} as if"),
        ("five-folds-are-not-five-tests", f"limit {stats.t.ppf(0.975, 4):.2f}"),
        ("requests-in-flight", f"{sum(996 < at / 50 <= 1000 for at in range(60_000))} in flight"),
        ("three-layers-of-retries", f"{len([*itertools.product(range(3), repeat=3)])} calls"),
        ("an-alarm-goes-off", f"{float(Fraction(99, 99 + 4995)):.1%} of alarms"),
        (
            "bias-and-variance-of-an-average",
            f"{(np.full((5, 5), 0.6) + 0.4 * np.eye(5)).mean():.2f}",
        ),
        ("a-test-set-used-forty-times", f"{best_of(40) * np.sqrt(1.6):.1f} for the best"),
    ],
)
def test_a_number_is_found_a_second_way(name: str, shown: str) -> None:
    """The examples print what enumeration, simulation or a library gives."""
    assert shown in printed(name)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("speculative-decoding-tokens", "3.362"),
        ("amdahl-two-stages", "1.4 by scaling"),
        ("largest-number-in-eight-bits", "240.0"),
        ("memory-of-one-request", "21.5 GB"),
        ("cost-of-a-million-tokens", "0.99 dollars"),
    ],
)
def test_slips_of_another_bank_are_named(name: str, wrong: str) -> None:
    """Each slip that a review of an open bank found has its number here."""
    assert wrong in {slip.wrong for slip in question(id=name).slips}
