#!/usr/bin/env python3
"""Kolb and others at the same work, by turns: peers.py KOLB [--rows NAME]… [--pairs N]

Needs torch, safetensors, numpy and gymnasium. Each pair runs `kolb benchmark` on a row and then
the peer on the same work; printed are medians, ranges and the median of the pairs' ratios (above 1:
Kolb is faster). With --before OLD, the whole default run is compared with another build of Kolb;
with --log RUN, opening that run with `wc -l` of its log.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time


def benchmark(kolb, row, threads, extra=()):
    """What Kolb measures of a row: its figure, and whether more of it is better."""
    found = json.loads(subprocess.run(
        [kolb, "benchmark", "--format", "json", "--repeats", "1", "--rows", row, "--threads",
         str(threads), *extra], check=True, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL).stdout)["rows"]
    # A name means what begins with it too.
    found, = [result for result in found if result["row"] == row]
    return found["median"], found["unit"]


def timed(work, unit):
    begin = time.perf_counter()
    amount = work()
    seconds = time.perf_counter() - begin
    return seconds / amount if unit == "s" else amount / seconds


class Peer:
    """Somebody else who does a row's work; `make` gets all ready and returns what does it once."""

    def __init__(self, row, name, threads, make):
        self.row, self.name, self.threads, self.make = row, name, threads, make


def products():
    import numpy
    import torch
    from work import product
    pairs = product()
    arrays = [(a.numpy(), b.numpy()) for a, b in pairs]

    def best(multiply, factors):
        found = 0
        for a, b in factors:
            operations, times = 2 * a.shape[0] * a.shape[1] * b.shape[1], 0
            times = max(1, int(2e8 / operations))
            for _ in range(8):
                begin = time.perf_counter()
                for _ in range(times):
                    multiply(a, b)
                found = max(found, operations * times / (time.perf_counter() - begin))
        return found / 1e9
    # As if that much had been done in a second.
    return lambda: max(best(torch.mm, pairs), best(numpy.matmul, arrays))


def rated(figure):
    """A figure that is a rate itself."""
    figure.is_rate = True
    return figure


def peers(folder, kolb, wanted):
    import work
    import world

    found = [Peer("products", "numpy and torch, the better", 1, lambda: rated(products()))]
    for threads in (1, 2):
        end = f"-{threads}"
        for large in (False, True):
            row = "training" + ("-large" if large else "") + end
            found.append(Peer(
                row, "torch eager", threads,
                lambda large=large: work.training(work.model_of(folder, large), False)))
            if wanted.compiled:
                found.append(Peer(
                    row, "torch compiled", threads,
                    lambda large=large: work.training(work.model_of(folder, large), True)))
        for count in (64, 256):
            found.append(Peer(
                f"sampling-{count}{end}", "torch, static cache", threads,
                lambda count=count: work.sampling(work.model_of(folder), count)))
        for skips in (False, True):
            words = "both skip rows without gradient" if skips else "all rows"
            for parts in (2048, 8192):
                found.append(Peer(
                    f"update{end}", f"torch, {words}, parts of {parts}", threads,
                    lambda skips=skips, parts=parts: work.updates(
                        work.model_of(folder), folder, skips, parts=parts)))
        found.append(Peer(
            f"step{end}", "torch, replayed", threads,
            lambda: work.steps(work.model_of(folder), folder)))
    found.append(Peer("worlds", "Gymnasium with words", 1, lambda: world.moves()))
    if wanted.before:
        for threads in (1, 2):
            found.append(Peer(
                f"run-{threads}", "Kolb before", threads,
                lambda threads=threads: run_of(wanted.before, threads)))
    if wanted.log:
        for row in ("log-reading", "log-index"):
            found.append(Peer(row, "wc -l", 2, lambda: lambda: lines(wanted.log)))
    return found


def run_of(kolb, threads):
    def work():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(
                [kolb, "run", "--headless", "--threads", str(threads), "--out", folder + "/run"],
                check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return 1
    return work


def lines(run):
    subprocess.run(["wc", "-l", f"{run}/events.jsonl"], check=True, stdout=subprocess.DEVNULL)
    return 1


def checked(folder):
    """Says by how much log-probabilities differ from those that Kolb sampled with, at most."""
    import torch
    import work
    model, worst = work.model_of(folder), 0.0
    rows = [row for row in work.steps_of(folder)[0]["rows"] if row["kind"] != "distilled"]
    for part in work.batches([row for row in rows if row["positions"]]):
        tokens, row, position, _, old = work.padded(part)
        with torch.inference_mode():
            logits = model(tokens[:, :-1])[row, position - 1] / 0.7
        logs = torch.log_softmax(logits, -1).gather(1, tokens[row, position][:, None])[:, 0]
        worst = max(worst, float((logs - old).abs().max()))
    assert worst < 1e-3, f"the peer computes something else: {worst}"
    return worst


def shown(values, unit):
    median = statistics.median(values)
    digits = 4 if unit == "s" else 0 if median > 100 else 1
    return (f"{median:,.{digits}f} ({min(values):,.{digits}f} – {max(values):,.{digits}f})")


def compared(kolb, row, threads, rivals, pairs, extra):
    """Rows of the table: Kolb by turns with each of the rivals."""
    import torch
    torch.set_num_threads(threads)
    ready = [(peer, peer.make()) for peer in rivals]
    for _, work in ready:
        work()
    ours, theirs = [], {peer.name: [] for peer, _ in ready}
    unit = ""
    for _ in range(pairs):
        value, unit = benchmark(kolb, row, threads, extra)
        ours.append(value)
        for peer, work in ready:
            value = work() if getattr(work, "is_rate", False) else timed(work, unit)
            theirs[peer.name].append(value)
    for name, values in theirs.items():
        ratios = [b / a if unit == "s" else a / b for a, b in zip(ours, values)]
        print(
            f"{row} | {unit} | {shown(ours, unit)} | {name} | {shown(values, unit)} | "
            f"{statistics.median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kolb")
    parser.add_argument("--rows", action="append", default=[])
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--compiled", action="store_true", help="torch.compile too: slow to begin")
    parser.add_argument("--before", help="an earlier build of Kolb, for the whole run")
    parser.add_argument("--log", help="a run whose log is opened")
    wanted = parser.parse_args()
    kolb = os.path.abspath(wanted.kolb)
    # The limit of one core; numpy's library reads this when it is loaded.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    import gymnasium
    import numpy
    import torch
    print(
        f"python {platform.python_version()}, torch {torch.__version__}, numpy "
        f"{numpy.__version__}, gymnasium {gymnasium.__version__}, load {os.getloadavg()[0]:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([kolb, "benchmark", "--save", folder], check=True)
        print(f"log-probabilities differ by at most {checked(folder):.1e}")
        print("row | unit | Kolb | peer | peer's | ratio", flush=True)
        rivals = {}
        for peer in peers(folder, kolb, wanted):
            chosen = not wanted.rows or any(
                peer.row == name or peer.row.startswith(name + "-") for name in wanted.rows)
            if chosen:
                rivals.setdefault(peer.row, []).append(peer)
        extra = ("--log", wanted.log) if wanted.log else ()
        for row, its in rivals.items():
            compared(kolb, row, its[0].threads, its, wanted.pairs, extra)


if __name__ == "__main__":
    sys.exit(main())
