#!/usr/bin/env python3
"""How far Kolb carries: its own processor time, memory and log for each token that a cluster draws.

    carry.py KOLB [--lengths 200,2000] [--flights 10,100,1000] [--steps 3]

A training server that answers at once stands in for the cluster: it draws nothing, so what is
measured is Kolb alone (loop, world, rows, wire, log), in processor seconds of its process, however
slow this server is. Each row is a run of its own; first attempts and, since half of them fail,
reflections and second attempts are drawn, and every row is trained on.
"""
import argparse, asyncio, json, os, shutil, struct, subprocess, sys, tempfile, threading

WORLD = '''
import json, sys, zlib
for line in sys.stdin:
    ask = json.loads(line)
    kind = ask["ask"]
    if kind == "hello":
        answer = {"name": "carry", "version": "1", "wordings": ["compact"],
                  "tasks": {"training": "any", "held_out": "any"}}
    elif kind == "task":
        answer = {"task": f"{ask['split']}-{ask['seed']}-{ask['index']}"}
    elif kind == "begin":
        answer = {"prompt": "go", "length": {"text": LENGTH}}
    elif kind == "act":
        answer = {"observation": "go", "reward": zlib.crc32(ask["text"].encode()) % 2, "done": True}
    else:
        answer = {}
    sys.stdout.write(json.dumps({"id": ask["id"], **answer}) + "\\n")
    sys.stdout.flush()
'''


# The part of protobuf that the protocol needs.
def varint(number):
    out = bytearray()
    while True:
        byte, number = number & 127, number >> 7
        out.append(byte | (128 if number else 0))
        if not number:
            return bytes(out)


def blob(field, data):
    data = data.encode() if isinstance(data, str) else data
    return varint(field << 3 | 2) + varint(len(data)) + data


def fields(data):
    place = 0

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
        if key & 7 == 0:
            yield key >> 3, number()
        elif key & 7 == 1:
            yield key >> 3, data[place:place + 8]
            place += 8
        elif key & 7 == 5:
            yield key >> 3, data[place:place + 4]
            place += 4
        else:
            size = number()
            yield key >> 3, data[place:place + size]
            place += size


def first(data, field, default=b""):
    return next((value for name, value in fields(data) if name == field), default)


class Server:
    """Answers every request of the protocol at once, and counts what it handed out."""

    def __init__(self, words):
        self.words = words  # the tokens that it writes
        self.results = {}
        self.count = self.tokens = self.rows = self.samples = 0
        self.flying = self.most_flying = 0

    def promise(self, kind, result):
        self.count += 1
        name = str(self.count)
        self.results[name] = (kind, result)
        return "application/json", json.dumps({"request_id": name}).encode()

    def draw(self, most):
        self.samples += 1
        begin = self.samples * 7919
        ids = [self.words[(begin + place * (1 + self.samples % 5)) % len(self.words)]
               for place in range(most)]
        self.tokens += most
        sequence = (bytes([8, 1]) + blob(2, struct.pack(f"<{most}i", *ids))
                    + blob(3, struct.pack("<f", -1.5) * most))
        return blob(1, sequence)

    def train(self, body):
        lengths = []
        for field, datum in fields(body):
            if field == 3:
                tokens = first(first(first(datum, 1), 1), 1)
                lengths.append(len(tokens) // 4)
        self.rows += len(lengths)
        ends = [0]
        for length in lengths:
            ends.append(ends[-1] + 4 * length)
        values = struct.pack("<f", -1.5) * (ends[-1] // 4)
        batch = blob(1, values) + blob(2, struct.pack(f"<{len(ends)}q", *ends))
        record = blob(2, blob(1, "logprobs") + blob(2, batch)) + bytes([24]) + varint(len(lengths))
        return blob(2, record)

    def answer(self, path, body):
        kind = path.rsplit("/", 1)[-1]
        if kind == "retrieve_future":
            name = json.loads(body)["request_id"]
            return self.results.pop(name)
        if kind == "forward_backward":
            return self.promise("application/x-protobuf", self.train(body))
        ask = json.loads(body or b"{}")
        if kind == "asample":
            return self.promise("application/x-protobuf", self.draw(ask["sampling_params"]["max_tokens"]))
        if kind == "create_session":
            return "application/json", b'{"session_id": "s"}'
        if kind == "session_heartbeat":
            return "application/json", b"{}"
        result = {"create_model": {"model_id": "m"}, "optim_step": {"metrics": {}},
                  "save_weights_for_sampler": {"path": "tinker://m/s"},
                  "save_weights": {"path": "tinker://m/c"}}.get(kind, {})
        return self.promise("application/json", json.dumps(result).encode())

    async def serve(self, reader, writer):
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                self.flying += 1
                self.most_flying = max(self.most_flying, self.flying)
                lines = head.decode().split("\r\n")
                size = next((int(line.split(":")[1]) for line in lines
                             if line.lower().startswith("content-length:")), 0)
                if any(line.lower().startswith("expect:") for line in lines):
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                body = await reader.readexactly(size)
                kind, reply = self.answer(lines[0].split(" ")[1], body)
                writer.write(f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n"
                             f"Content-Length: {len(reply)}\r\n\r\n".encode() + reply)
                self.flying -= 1
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


def listen(server):
    """Serves on a thread; returns the port."""
    loop, ready, port = asyncio.new_event_loop(), threading.Event(), []

    async def begin():
        listener = await asyncio.start_server(server.serve, "127.0.0.1", 0, backlog=4096, limit=1 << 26)
        port.append(listener.sockets[0].getsockname()[1])
        ready.set()

    def run():
        loop.run_until_complete(begin())
        loop.run_forever()

    threading.Thread(target=run, daemon=True).start()
    ready.wait()
    return port[0]


def model(kolb, folder):
    """The base model that ships, as a folder with its vocabulary; and the words that it knows."""
    subprocess.run([kolb, "run", "frozenlake", "--headless", "--steps", "1", "--out", folder + "/base",
                    "--set", "evaluation.every=0", "--set", "probes.share=0",
                    "--set", "prompts_per_step=1"], check=True, capture_output=True)
    found = [place for place, _, names in os.walk(folder + "/base") if "tokenizer.json" in names]
    vocabulary = json.load(open(found[0] + "/tokenizer.json"))["model"]["vocab"]
    words = [number for word, number in vocabulary.items() if word.isalpha()]
    return found[0], words


def measure(kolb, base, words, length, flight, steps):
    folder = tempfile.mkdtemp(prefix="kolb-carry-")
    server = Server(words)
    port = listen(server)
    world = folder + "/world.py"
    open(world, "w").write(WORLD.replace("LENGTH", str(length)))
    group = min(16, flight)
    command = [kolb, "run", "frozenlake", "--headless", "--steps", str(steps), "--out", folder + "/run",
               "--environment", f"exec:{sys.executable} {world}", "--policy",
               f"tinker:http://127.0.0.1:{port}", "--model", base,
               "--set", f"prompts_per_step={max(1, flight // group)}", "--set", f"erl.group_size={group}",
               "--set", "evaluation.every=0", "--set", "probes.share=0", "--set", "checkpoint_every=0",
               "--set", "policy.temperature=1"]
    pid = os.posix_spawnp(kolb, command, os.environ,
                          file_actions=[(os.POSIX_SPAWN_OPEN, 2, folder + "/said", os.O_WRONLY | os.O_CREAT, 0o600)])
    os.waitid(os.P_PID, pid, os.WEXITED | os.WNOWAIT)
    # What the kernel says of it alone: the world is a process of its own, whose time is not counted.
    stat = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    seconds = (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")
    _, status, usage = os.wait4(pid, 0)
    if status:
        print(open(folder + "/said").read()[-2000:], file=sys.stderr)
        sys.exit(f"kolb ended with {os.waitstatus_to_exitcode(status)}")
    log = os.path.getsize(folder + "/run/events.jsonl")
    shutil.rmtree(folder)
    return server, seconds, usage.ru_maxrss / 1024, log


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kolb")
    parser.add_argument("--lengths", default="200,2000")
    parser.add_argument("--flights", default="10,100,1000")
    parser.add_argument("--steps", type=int, default=3)
    options = parser.parse_args()
    kolb = os.path.abspath(options.kolb)
    base_folder = tempfile.mkdtemp(prefix="kolb-carry-base-")
    base, words = model(kolb, base_folder)
    print("tokens  attempts       tokens   processor   per token   tokens/s     memory  log bytes")
    print("a reply in flight       drawn           s          µs  of a core       MiB    a token")
    for length in map(int, options.lengths.split(",")):
        for flight in map(int, options.flights.split(",")):
            server, seconds, memory, log = measure(kolb, base, words, length, flight, options.steps)
            each = seconds / server.tokens
            print(f"{length:6} {flight:9} {server.tokens:12,} {seconds:11.2f} {each * 1e6:11.3f} "
                  f"{1 / each:10,.0f} {memory:10.0f} {log / server.tokens:10.1f}", flush=True)
    shutil.rmtree(base_folder)


main()
