#!/usr/bin/env python3
"""Short training runs through a real server of the Tinker protocol: training_server.py KOLB URL MODEL
[--server COMMAND] [--steps N] [--seed N ...] [--reduction mean|sum] [--keep FOLDER] [--only PART]
[--set KEY=VALUE ...]

  run      trains to the end: each call is answered, every snapshot has a name of its own, only the
           newest is sampled, the model is unloaded, and what the trainer says of the words that the
           sampler drew is within 1e-3 nats of what the sampler said
  stopped  the same, stopped by a signal in the second step, which gives the model's place free, and
           resumed
  killed   the same, with kolb killed in the second step and resumed at once, which waits for the
           place that the dead program keeps (SkyRL: up to six minutes)
  away     the same, with the server killed in the second step, started again, and the run resumed
           (--server)
  seeds    a run for each --seed, with the reward of each step

MODEL is a folder with weights and vocabulary in the small English of Kolb's lakes, by the name that
the server has for it, such as Sources/LocalPolicy/BaseModels/frozenlake. COMMAND is what starts the
server; it is then started, killed and ended here. Without it the server must be running, and 'away'
is left out. The runs go through a proxy in this program, which keeps every call in NAME.calls.jsonl
beside the run NAME. Only Python's standard library is used. What does not hold is said, and ends it
with 1.

With SkyRL 0.4.0 on a CPU, --reduction mean is right, and compiling takes most of the time: have it
keep what it compiled (JAX_COMPILATION_CACHE_DIR, JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS=0), and
train one row at a time ("train_micro_batch_size":1), so that shapes differ in the length alone.
"""

import argparse
import base64
import http.client
import http.server
import json
import os
import shlex
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

SMALL = [
    "--headless", "--set=policy.temperature=1", "--set=frozenlake.size=4",
    "--set=frozenlake.distance=[2,3]", "--set=frozenlake.letters=4", "--set=frozenlake.budget=4",
    "--set=prompts_per_step=2", "--set=erl.group_size=4", "--set=evaluation.every=2",
    "--set=evaluation.episodes=8", "--set=evaluation.temperature=1", "--set=probes.share=0",
    "--set=optimizer.learning_rate=0.01", "--set=checkpoint_every=1",
]
BINARY = "application/x-protobuf"
GAP = 1e-3
PATIENCE = 3600


# What is read of the protocol's binary messages.


def fields(data):
    """The number and value of each field of a message, in order."""
    place, found = 0, []

    def number():
        nonlocal place
        value = shift = 0
        while True:
            byte = data[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    while place < len(data):
        key = number()
        match key & 7:
            case 0:
                found.append((key >> 3, number()))
            case 1 | 5:
                size = 8 if key & 7 == 1 else 4
                found.append((key >> 3, data[place:place + size]))
                place += size
            case _:
                size = number()
                found.append((key >> 3, data[place:place + size]))
                place += size
    return found


def one(message, wanted, otherwise=b""):
    return next((value for field, value in message if field == wanted), otherwise)


def floats(data):
    return list(struct.unpack(f"<{len(data) // 4}f", data))


def gradient_request(data):
    """The loss, whether it only looks, and of each row the tokens and the values for each token."""
    message, rows = fields(data), []
    for field, value in message:
        if field != 3:
            continue
        row, tokens = {}, b""
        for inner, part in fields(value):
            if inner == 1:
                tokens += one(fields(one(fields(part), 1)), 1)
            if inner == 2:
                entry = fields(part)
                name, values = one(entry, 1).decode(), one(fields(one(entry, 2)), 1)
                row[name] = (list(struct.unpack(f"<{len(values) // 8}q", values))
                             if name == "target_tokens" else floats(values))
        row["tokens"] = list(struct.unpack(f"<{len(tokens) // 4}i", tokens))
        rows.append(row)
    return {"model": one(message, 1).decode(), "loss": one(message, 4).decode(),
            "looks": bool(one(message, 6, 0)), "rows": rows}


def row_probabilities(data):
    """log π of the targets of each row, of the answer to such a request."""
    found = []
    for field, value in fields(data):
        if field != 2:
            continue
        for inner, part in fields(value):
            entry = fields(part) if inner == 2 else []
            if one(entry, 1) == b"logprobs":
                tensor = fields(one(entry, 2))
                values, ends = one(tensor, 1), one(tensor, 2)
                ends = struct.unpack(f"<{len(ends) // 8}q", ends)
                found += [floats(values[a:b]) for a, b in zip(ends, ends[1:])]
    return found


# The way between Kolb and the server.


class Proxy:
    """Hands on every call to the server, and keeps it in a file."""

    def __init__(self, server, file):
        self.server, self.file, self.lock = urllib.parse.urlparse(server), file, threading.Lock()
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                proxy.hand_on(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):
                """A program that was killed cuts its lines."""

        self.listener = Listener(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.listener.server_address[1]}"

    def hand_on(self, asked):
        body = asked.rfile.read(int(asked.headers.get("Content-Length", 0)))
        begin = time.time()
        line = http.client.HTTPConnection(self.server.hostname, self.server.port, timeout=600)
        try:
            names = ("Content-Type", "Accept", "X-API-Key")
            headers = {name: asked.headers[name] for name in names if name in asked.headers}
            line.request(asked.command, asked.path, body or None, headers)
            reply = line.getresponse()
            status, kind, said = reply.status, reply.headers.get_content_type(), reply.read()
        except (OSError, http.client.HTTPException):
            # As where nobody listens: the line is cut.
            asked.close_connection = True
            return
        finally:
            line.close()
        call = {
            "at": begin, "took": time.time() - begin, "path": asked.path.removeprefix("/api/v1/"),
            "asked": readable(body, asked.headers.get("Content-Type")), "status": status,
            "answered": readable(said, kind)}
        with self.lock, open(self.file, "a", encoding="utf-8") as file:
            file.write(json.dumps(call) + "\n")
        try:
            asked.send_response(status)
            asked.send_header("Content-Type", kind)
            asked.send_header("Content-Length", str(len(said)))
            asked.end_headers()
            asked.wfile.write(said)
        except OSError:
            asked.close_connection = True

    def end(self):
        self.listener.shutdown()
        self.listener.server_close()


def readable(body, kind):
    if kind == BINARY:
        return {"binary": base64.b64encode(body).decode()}
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode(errors="replace")


class Calls:
    """What a run asked for and was answered."""

    def __init__(self, file):
        with open(file, encoding="utf-8") as lines:
            self.all = [json.loads(line) for line in lines]
        self.results = {
            call["asked"]["request_id"]: call["answered"] for call in self.all
            if call["path"] == "retrieve_future" and call["status"] == 200}

    def of(self, path):
        return [call for call in self.all if call["path"] == path]

    def result(self, call):
        return self.results.get(call["answered"]["request_id"])

    def gaps(self):
        """How far trainer and sampler are apart, for each word that the policy drew itself."""
        found = []
        for call in self.of("forward_backward"):
            asked = gradient_request(base64.b64decode(call["asked"]["binary"]))
            answer = self.result(call)
            if asked["loss"] != "ppo" or asked["looks"] or not answer:
                continue
            said = row_probabilities(base64.b64decode(answer["binary"]))
            for row, values in zip(asked["rows"], said, strict=True):
                counts = row.get("weights") or [float(a != 0) for a in row["advantages"]]
                found += [abs(value - old) for value, old, counted
                          in zip(values, row["logprobs"], counts, strict=True) if counted]
        return found

    def check(self):
        """What must hold of every run that was not disturbed."""
        odd = [call for call in self.all if call["status"] not in (200, 408)]
        assert not odd, f"{len(odd)} calls were refused, the first: {json.dumps(odd[0])[:600]}"
        published = []
        for call in self.all:
            if call["path"] == "save_weights_for_sampler":
                published.append(self.result(call)["path"])
            if call["path"] == "asample" and "model_path" in call["asked"]:
                assert call["asked"]["model_path"] == published[-1], "an old snapshot was sampled"
        assert len(set(published)) == len(published), "a snapshot's name was used twice"
        made = [self.result(call)["model_id"] for call in self.of("create_model")]
        gone = [call["asked"]["model_id"] for call in self.of("unload_model")]
        assert sorted(made) == sorted(gone), f"made {made}, unloaded {gone}"
        steps = self.of("optim_step")
        assert steps, "nothing was learnt"
        for call in steps:
            assert self.result(call)["metrics"], "an optimizer step without a norm"
        gaps = self.gaps()
        assert gaps, "no word to compare trainer and sampler by"
        assert max(gaps) <= GAP, f"trainer and sampler differ by {max(gaps)}"
        return gaps


class Server:
    """A server that is started here, or one that runs already where there is no command."""

    def __init__(self, command, url):
        self.command, self.url, self.process = command, url, None

    def start(self):
        if not self.command:
            return 0.0
        begin = time.time()
        self.process = subprocess.Popen(
            shlex.split(self.command), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        while not self.answers():
            assert self.process.poll() is None, "the server ended before it answered"
            assert time.time() < begin + 600, "the server does not answer"
            time.sleep(0.5)
        return time.time() - begin

    def answers(self):
        try:
            with urllib.request.urlopen(self.url + "/api/v1/healthz", timeout=10) as reply:
                return reply.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def kill(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Run:
    """A run of Kolb through a proxy, whose standard error is kept as it comes."""

    def __init__(self, arguments, name, seed):
        self.arguments, self.folder = arguments, os.path.join(arguments.keep, name)
        self.calls = self.folder + ".calls.jsonl"
        self.proxy = Proxy(arguments.url, self.calls)
        self.errors = open(self.folder + ".txt", "w+", encoding="utf-8")
        self.begin = time.time()
        self.start(
            "run", "frozenlake", f"--policy=tinker:{self.proxy.url}", f"--model={arguments.model}",
            f"--set=tinker.reduction={arguments.reduction}", *SMALL,
            *(f"--set={change}" for change in arguments.set), f"--steps={arguments.steps}",
            f"--seed={seed}", f"--out={self.folder}")

    def start(self, *words):
        self.process = subprocess.Popen(
            [self.arguments.kolb, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=self.errors)

    def resume(self):
        self.start("resume", self.folder, "--headless")

    def words(self):
        with open(self.errors.name, encoding="utf-8") as file:
            return file.read()

    def events(self):
        try:
            with open(os.path.join(self.folder, "events.jsonl"), encoding="utf-8") as file:
                return [json.loads(line) for line in file if line.endswith("\n")]
        except FileNotFoundError:
            return []

    def story(self):
        """The events without the clock and without what was said and done."""
        events = [event for event in self.events() if event["event"] != "control"]
        for event in events:
            event.pop("time", None)
        return events

    def until_second_step(self):
        end = time.time() + PATIENCE
        while not any(event["event"] == "attempt" and event.get("step") == 2
                      for event in self.events()):
            assert self.process.poll() is None, f"the run ended too early:\n{self.words()}"
            assert time.time() < end, f"no second step in {PATIENCE} s:\n{self.words()}"
            time.sleep(0.1)

    def end(self):
        code = self.process.wait(PATIENCE)
        self.proxy.end()
        assert code == 0, f"ended with {code}:\n{self.words()}"
        assert self.story()[-1]["event"] == "run_finished", "the log has no end"
        return self

    def rewards(self):
        """The mean reward of first attempts and of second ones, step by step."""
        found = {}
        for event in self.events():
            if event["event"] == "attempt" and event.get("attempt") in ("first", "second"):
                found.setdefault(event["attempt"], {}).setdefault(event["step"], []).append(
                    event["reward"])
        return {kind: [sum(values) / len(values) for values in steps.values()]
                for kind, steps in found.items()}


def tell(name, run, more=""):
    took = f"{name}: ended after {time.time() - run.begin:.0f} s"
    rewards = "; ".join(f"{kind} " + " ".join(f"{value:.2f}" for value in values)
                        for kind, values in run.rewards().items())
    print(f"{took}; {rewards}{more}", flush=True)


def written(run):
    """What the policy wrote, with its rewards: numbers may differ in their last digit, since the
    server rounds otherwise where other requests come in beside one."""
    return [(event["event"], event["step"], event.get("reward"), event.get("text"),
             [turn.get("text") for turn in event.get("turns", [])])
            for event in run.events() if event["event"] in ("attempt", "reflection")]


def apart(run, calm):
    """How what two runs wrote differs, in words."""
    a, b = written(run), written(calm)
    same = next((i for i, pair in enumerate(zip(a, b)) if pair[0] != pair[1]), min(len(a), len(b)))
    if same == len(a) == len(b):
        return f"all {same} texts and rewards are those of the undisturbed run"
    return f"the first {same} texts of {len(a)} are those of the undisturbed run"


def begun(run):
    """What is in the log of the steps before the last checkpoint, which a resume must keep."""
    events = run.story()
    last = max(i for i, event in enumerate(events) if event["event"] == "checkpoint")
    return events[:last]


def kept(run, before):
    assert run.story()[:len(before)] == before, "a resume changed events before its checkpoint"


def resumed(run, name, calm):
    before, begin = begun(run), time.time()
    run.resume()
    run.end()
    kept(run, before)
    gaps = Calls(run.calls).gaps()
    tell(name, run, f"; resumed in {time.time() - begin:.0f} s; at most {max(gaps):.1e} apart; "
         + apart(run, calm))


def stopped(arguments, calm):
    run = Run(arguments, "stopped", arguments.seed[0])
    run.until_second_step()
    run.process.terminate()
    run.process.wait(PATIENCE)
    last = Calls(run.calls).of("unload_model")
    assert last and Calls(run.calls).result(last[-1]), "a stop left the model on the server"
    resumed(run, "stopped", calm)


def killed(arguments, calm):
    run = Run(arguments, "killed", arguments.seed[0])
    run.until_second_step()
    run.process.kill()
    run.process.wait()
    resumed(run, "killed", calm)


def away(arguments, server, calm):
    run = Run(arguments, "away", arguments.seed[0])
    run.until_second_step()
    server.kill()
    gone = time.time()
    back = server.start()
    print(f"away: the server answers again after {back:.0f} s", flush=True)
    code = run.process.wait(PATIENCE)
    assert code != 0, "the run went on with a model that the server had lost"
    said = run.words().strip().split("\n")[-1]
    print(f"away: the run ended after {time.time() - gone:.0f} s: {said}", flush=True)
    assert "kolb resume" in said, "nobody was told what to do"
    resumed(run, "away", calm)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("kolb")
    parser.add_argument("url")
    parser.add_argument("model")
    parser.add_argument("--server", help="the command that starts the server")
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--seed", type=int, nargs="+", default=[3])
    parser.add_argument("--reduction", choices=["mean", "sum"], default="mean")
    parser.add_argument("--keep", help="where the runs are kept")
    parser.add_argument("--only", choices=["run", "stopped", "killed", "away", "seeds"], nargs="+",
                        help="leave the others out")
    parser.add_argument("--set", action="append", default=[], help="an option of the runs")
    arguments = parser.parse_args()
    arguments.keep = arguments.keep or tempfile.mkdtemp()
    os.makedirs(arguments.keep, exist_ok=True)
    os.environ["XDG_STATE_HOME"] = os.path.join(arguments.keep, "state")
    wanted = arguments.only or ["run", "stopped", "killed", "away"] + ["seeds"] * (len(arguments.seed) > 1)
    server = Server(arguments.server, arguments.url)
    server.start()
    try:
        if set(wanted) != {"seeds"}:
            calm = Run(arguments, "run", arguments.seed[0]).end()
            gaps = Calls(calm.calls).check()
            tell("run", calm, f"; trainer and sampler at most {max(gaps):.1e} apart, "
                 f"{sum(gaps) / len(gaps):.1e} in the mean of {len(gaps)} words")
        if "stopped" in wanted:
            stopped(arguments, calm)
        if "killed" in wanted:
            killed(arguments, calm)
        if "away" in wanted and arguments.server:
            away(arguments, server, calm)
        for seed in arguments.seed if "seeds" in wanted else []:
            run = Run(arguments, f"seed-{seed}", seed).end()
            gaps = Calls(run.calls).check()
            tell(f"seed {seed}", run, f"; at most {max(gaps):.1e} apart")
    finally:
        server.kill()


if __name__ == "__main__":
    try:
        main()
    except AssertionError as problem:
        print(f"does not hold: {problem}")
        sys.exit(1)
