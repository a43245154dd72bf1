"""What `kolb benchmark --save` wrote, done in PyTorch: each function returns what does it once."""

import json

import torch
import torch.nn.functional as F

from model import Cache, Decoder, drawn, extended


def stepped(model, optimizer, loss):
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimizer.step()
    optimizer.zero_grad(set_to_none=True)


def adam(model, rate=1e-5):
    return torch.optim.AdamW(model.parameters(), rate, (0.9, 0.99), 1e-8, 0.0, fused=True)


def training(model, compiled):
    """A step on 64 × 128 independent tokens."""
    optimizer = adam(model)
    tokens = torch.randint(model.embedding.shape[0], (64, 128))
    forward = torch.compile(model) if compiled else model

    def work():
        logits = forward(tokens[:, :-1])
        stepped(model, optimizer, F.cross_entropy(
            logits.flatten(0, 1), tokens[:, 1:].flatten(), reduction="sum"))
        return tokens.numel()
    return work


def sampling(model, count):
    """64 tokens read and 64 written by each of `count` sequences, all as long as the others."""
    prompts = torch.randint(model.embedding.shape[0], (count, 64))
    rows = torch.arange(count)

    def work():
        cache = Cache(model, count, 128)
        tokens, counts = prompts, torch.full((count,), 64)
        for _ in range(64):
            tokens, _ = drawn(extended(model, cache, rows, tokens, counts))
            counts = torch.ones(count, dtype=torch.long)
        return count * 64
    return work


def steps_of(folder):
    with open(f"{folder}/steps.jsonl") as file:
        return [json.loads(line) for line in file]


def batches(rows, most=8192):
    """Rows of like lengths together, so that little is padded: whole rows, none shared."""
    part = []
    for row in sorted(rows, key=lambda row: len(row["tokens"])):
        if part and (len(part) + 1) * len(row["tokens"]) > most:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def padded(part):
    length = max(len(row["tokens"]) for row in part)
    tokens = torch.zeros((len(part), length), dtype=torch.long)
    wanted, weights, old = [], [], []
    for index, row in enumerate(part):
        tokens[index, :len(row["tokens"])] = torch.tensor(row["tokens"])
        wanted += [(index, position) for position in row["positions"]]
        weights += [row["weight"]] * len(row["positions"])
        old += row["log_probabilities"]
    places = torch.tensor(wanted)
    return tokens, places[:, 0], places[:, 1], torch.tensor(weights), torch.tensor(old)


class Update:
    """GRPO's clipped ratio on a step's rows, and the likelihood of distilled ones."""

    def __init__(self, model, rows, skips, compiled, parts):
        chosen = [row for row in rows if row["positions"] and (row["weight"] or not skips)]
        self.total = len(rows)
        self.parts = []
        for distilled in (False, True):
            own = [row for row in chosen if (row["kind"] == "distilled") == distilled]
            self.parts += [(distilled, padded(part)) for part in batches(own, parts)]
        self.model = model
        self.forward = torch.compile(model, dynamic=True) if compiled else model

    def __call__(self, optimizer):
        for distilled, (tokens, row, position, weight, old) in self.parts:
            logits = self.forward(tokens[:, :-1])[row, position - 1] / 0.7
            logs = torch.log_softmax(logits, -1).gather(1, tokens[row, position][:, None])[:, 0]
            if distilled:
                loss = -(weight * logs).sum()
            else:
                ratio = (logs - old).exp()
                loss = -torch.minimum(weight * ratio, weight * ratio.clamp(0.8, 1.28)).sum()
            (loss / self.total).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)


def updates(model, folder, skips, compiled=False, parts=8192):
    optimizer = adam(model)
    made = [Update(model, step["rows"], skips, compiled, parts) for step in steps_of(folder)]

    def work():
        for update in made:
            update(optimizer)
        return len(made)
    return work


class Replay:
    """The turns of a step: what was told is read, and as many tokens are drawn as were written.

    The drawn ones are thrown away for those of the recording, so that both read the same.
    """

    def __init__(self, model, rounds):
        self.model = model
        self.rounds = rounds
        self.positions = 1 + max(
            turn["known"] + len(turn["told"]) + len(turn["written"])
            for turns in rounds for turn in turns)
        self.rows = 1 + max(turn["conversation"] for turns in rounds for turn in turns)

    def __call__(self):
        cache = Cache(self.model, self.rows, self.positions)
        waiting = {}
        for turns in self.rounds:
            rows = torch.tensor([turn["conversation"] for turn in turns])
            told = []
            for turn in turns:
                # The last token that a row wrote has not been read yet.
                kept = waiting.pop(turn["conversation"], []) if turn["known"] else []
                told.append(kept + turn["told"])
            known = torch.tensor([turn["known"] for turn in turns])
            lengths = torch.tensor([len(tokens) for tokens in told])
            cache.lengths[rows] = known + torch.tensor(
                [len(turn["told"]) for turn in turns]) - lengths
            tokens = torch.zeros((len(turns), int(lengths.max())), dtype=torch.long)
            for index, row in enumerate(told):
                tokens[index, :len(row)] = torch.tensor(row)
            drawn(extended(self.model, cache, rows, tokens, lengths), 0.7)
            self.write(cache, rows, turns)
            for turn in turns:
                waiting[turn["conversation"]] = turn["written"][-1:]

    def write(self, cache, rows, turns):
        for place in range(max(len(turn["written"]) for turn in turns) - 1):
            active = [i for i, turn in enumerate(turns) if len(turn["written"]) > place + 1]
            tokens = torch.tensor([[turns[i]["written"][place]] for i in active])
            counts = torch.ones(len(active), dtype=torch.long)
            drawn(extended(self.model, cache, rows[active], tokens, counts), 0.7)


def steps(model, folder, compiled=False, parts=8192):
    """Whole training steps: rollouts, reflections, second attempts and the update."""
    optimizer = adam(model)
    recorded = steps_of(folder)
    replays = [Replay(model, step["rounds"]) for step in recorded]
    made = [Update(model, step["rows"], False, compiled, parts) for step in recorded]

    def work():
        for replay, update in zip(replays, made):
            replay()
            update(optimizer)
        return len(made)
    return work


def product():
    """The best of a few products of the model's shapes, in GFLOP/s."""
    shapes = [(240, 64, 512), (240, 256, 64), (480, 128, 256), (1024, 512, 512)]
    return [(torch.rand(m, k), torch.rand(k, n)) for m, k, n in shapes]


def model_of(folder, large=False):
    if not large:
        return Decoder.of_folder(f"{folder}/model")
    with open(f"{folder}/large.json") as file:
        return Decoder(json.load(file))
