"""Computes again, with numpy and where it is there scipy, what Kolb's statistics say.

Reads JSON lines {"kind": ..., ...} from standard input and prints a line of JSON numbers for each.
Written from the definitions, not from Kolb's code: the bootstrap-t of a small sample goes through
all n**n ordered resamples instead of through the ways to count them.
"""

import itertools
import json
import sys

import numpy as np

try:
    from scipy import stats
except ImportError:
    stats = None

# 97.5 % points of Student's t, for machines without scipy.
T = {1: 12.706205, 2: 4.302653, 3: 3.182446, 4: 2.776445, 5: 2.570582, 8: 2.306004, 9: 2.262157}
REPLICATES = 9999
MASK = (1 << 64) - 1


def student(x):
    n = len(x)
    quantile = stats.t.ppf(0.975, n - 1) if stats else T[n - 1]
    half = quantile * x.std(ddof=1) / np.sqrt(n)
    return [x.mean() - half, x.mean() + half]


def splitmix(count):
    """SplitMix64 from 1, which Kolb's resamples are drawn with."""
    state, words = 1, []
    for _ in range(count):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        words.append(z ^ (z >> 31))
    return words


def draws(n):
    words = splitmix(REPLICATES * n)
    return np.array([(w >> 32) * n >> 32 for w in words]).reshape(REPLICATES, n)


def resamples(n):
    if n <= 6:
        return np.array(list(itertools.product(range(n), repeat=n)))
    return draws(n)


def tails(values):
    values = np.sort(values)
    # The first value that a fortieth of all lie at or below, and the same from above.
    rank = int(np.ceil(0.025 * len(values) * (1 - 1e-12)))
    return values[rank - 1], values[len(values) - rank]


def mean(x):
    n = len(x)
    if n < 5:
        return student(x)
    y = x[resamples(n)]
    with np.errstate(all="ignore"):
        t = (y.mean(1) - x.mean()) / (y.std(1, ddof=1) / np.sqrt(n))
    # Constant resamples have no spread, but the arithmetic may leave a trace of one.
    constant = (y == y[:, :1]).all(1)
    t[constant] = np.sign(y[constant, 0] - x.mean()) * np.inf
    low, high = tails(t)
    limit = 2 * (stats.t.ppf(0.975, n - 1) if stats else T[n - 1])
    low, high = max(low, -limit), min(high, limit)
    error = x.std(ddof=1) / np.sqrt(n)
    return [x.mean() - high * error, x.mean() - low * error]


def interquartile(x):
    cut = len(x) // 4
    value = stats.trim_mean(x, 0.25) if stats else np.sort(x)[cut : len(x) - cut].mean()
    y = np.sort(x[draws(len(x))], axis=1)[:, cut : len(x) - cut].mean(1)
    return [value, *tails(y)]


def area(points, low, high):
    x, y = np.array(points).T
    inside = x[(x > low) & (x < high)]
    places = np.concatenate([[low], inside, [high]])
    heights = np.interp(places, x, y)
    return [float(((heights[1:] + heights[:-1]) / 2 * np.diff(places)).sum() / (high - low))]


for line in sys.stdin:
    case = json.loads(line)
    if case["kind"] == "mean":
        x = np.array(case["values"])
        result = [x.mean(), *mean(x)]
    elif case["kind"] == "interquartile":
        result = interquartile(np.array(case["values"]))
    else:
        result = area(case["points"], case["low"], case["high"])
    print(json.dumps([float(number) for number in result]))
