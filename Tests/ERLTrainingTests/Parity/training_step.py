#!/usr/bin/env python3
"""Takes training steps of a run once more, in PyTorch and in double precision, from its log alone.

    training_step.py RUN [STEP ...] [--base MODEL]

For each STEP with a checkpoint, or for all whose next step has one too, it reads the words of the
next step in RUN/events.jsonl, makes the rows, advantages, loss and gradient of Experiential RL of
them as the paper says (arXiv 2602.13949), moves the checkpoint's weights by AdamW, and compares
with the checkpoint of the next step. MODEL is the folder of the base model, which a divergence is
measured from; if not given it is looked for beside the sources.

It shares no code with Kolb. Needs Python 3.11, torch and safetensors; a CPU is enough. The log must
say what was said (`log.turns`), and options must not have been changed on the way. The run is best
made with `checkpoint_every = 1`. Ends with 1 where something differs by more than it may.
"""

import argparse
import json
import re
import sys
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, stdev

import torch
import torch.nn.functional as F
from safetensors import safe_open

SHIPPED_MODELS = Path(__file__).parents[3] / "Sources/LocalPolicy/BaseModels"
# Logged in thousandths of a nat, and computed in single precision.
LOGGED_PRECISION = 0.5e-3 + 2e-5
# Single precision, summed over some thousand tokens.
NORM_TOLERANCE, LOSS_TOLERANCE, ADVANTAGE_TOLERANCE = 1e-5, 1e-4, 0.51e-6
# Of the learning rate, about which Adam moves every weight, however small its gradients are. Those
# that single precision hardly tells from zero beside the others, as where a word is all but
# certain, are mostly rounding, and their weights can only be held to going about as far.
WEIGHT_TOLERANCE, ROUNDED_TOLERANCE = 3e-3, 0.5
ROUNDING = 16 * 2.0 ** -23
# Sequences that go through the model together.
BATCH = 24


# ---- Words

class Words:
    """The tokenizer: words between white space, and special tokens also inside words."""

    def __init__(self, folder):
        self.ids = json.loads((folder / "tokenizer.json").read_text())["model"]["vocab"]
        self.beginning, self.end = self.ids["<bos>"], self.ids["<eos>"]

    def encode(self, text):
        pieces = re.findall(r"<pad>|<bos>|<eos>|<unk>|(?:(?!<pad>|<bos>|<eos>|<unk>)\S)+", text)
        return [self.ids.get(piece, self.ids["<unk>"]) for piece in pieces]

    def drawn(self, said):
        """The tokens of a turn or a reflection, which has a log-probability for each."""
        if "ids" in said:
            return said["ids"]
        pieces = said.get("pieces", said["text"].split())
        count = len(said.get("logps", []))
        tokens = [token for piece in pieces for token in self.encode(piece) or [self.end]]
        tokens += [self.end] * (len(tokens) + 1 == count)
        if len(tokens) != count:
            sys.exit(f"'{said['text']}' has {len(tokens)} tokens and {count} log-probabilities")
        return tokens


@dataclass
class Conversation:
    """Tokens, of which some were drawn and have a log-probability in the log."""

    words: Words
    tokens: list = field(default_factory=list)
    drawn: list = field(default_factory=list)
    logged: list = field(default_factory=list)

    def tell(self, text):
        tokens = self.words.encode(text)
        if not self.tokens and tokens[:1] != [self.words.beginning]:
            self.tokens.append(self.words.beginning)
        self.tokens += tokens

    def write(self, said):
        tokens = self.words.drawn(said)
        self.drawn += range(len(self.tokens), len(self.tokens) + len(tokens))
        self.tokens += tokens
        self.logged += said.get("logps", [])

    def as_history(self):
        """The same words, from which nothing is learnt again."""
        return Conversation(self.words, list(self.tokens))


def attempt(record, beginning, opening=None):
    """An attempt that goes on from a beginning; with another opening, if one is given."""
    told = [turn.get("observation", "") for turn in record["turns"]]
    if opening is not None:
        told[0] = opening
    for text, turn in zip(told, record["turns"]):
        beginning.tell(text)
        beginning.write(turn)
    beginning.tell(record.get("closing", ""))
    return beginning


# ---- Rows

@dataclass
class Row:
    kind: str
    conversation: Conversation
    episode: int
    group: int
    reward: float
    # Its advantage, or the weight of a distilled one.
    weight: float = 0.0


class Step:
    """What the log says of one training step."""

    def __init__(self, events, step):
        self.attempts, self.reflections, self.update = {"first": {}, "second": {}}, {}, None
        for event in events:
            if event["event"] == "control" and "option" in event:
                sys.exit("options were changed while this run was trained, which is not followed")
            if event.get("step") != step:
                continue
            match event["event"]:
                case "attempt" if event["attempt"] in self.attempts and "branch" not in event:
                    self.attempts[event["attempt"]][event["episode"]] = event
                case "reflection":
                    self.reflections[event["id"]] = event
                case "update":
                    self.update = event
        if self.update is None:
            sys.exit(f"the log has no update of step {step}")
        self.is_whole = any("closing" in event for event in self.attempts["first"].values())


def rows_of(step, erl, words):
    """The rows of a step with their advantages, in the order first, reflection, second, distilled."""
    firsts, seconds = ([a for _, a in sorted(step.attempts[k].items())] for k in ("first", "second"))
    openings = {a["episode"]: a["turns"][0].get("observation", "") for a in firsts}
    said = {a["episode"]: attempt(a, Conversation(words)) for a in firsts}

    def row(kind, conversation, record, reward):
        return Row(kind, conversation, record["episode"], record["group"], reward)

    def second(record):
        is_history = erl["reflector"] == "none"
        history = said[record["episode"]].as_history() if is_history else Conversation(words)
        return row("second", attempt(record, history), record, record["reward"])

    def reflection(record):
        told = step.reflections[record["reflection"]]
        conversation = said[told["episode"]].as_history()
        conversation.tell(told["saw"])
        conversation.write(told)
        return row("reflection", conversation, step.attempts["first"][told["episode"]], record["reward"])

    def distilled(record):
        conversation = attempt(record, Conversation(words), opening=openings[record["episode"]])
        result = row("distilled", conversation, record, record["reward"])
        by_reward = max(result.reward, 0) if erl["train"]["distillation"] == "reward" else 1
        result.weight = erl["train"]["distillation_weight"] * by_reward if result.reward > 0 else 0
        return result

    # What others than the policy wrote is no row.
    told = [a for a in seconds if step.reflections.get(a.get("reflection"), {}).get("tokens")]
    if not step.is_whole and (told or seconds and erl["reflector"] == "none"):
        sys.exit("the log lacks what worlds said last, which a reflection and a history begin with")
    copies = 2 if erl["train"]["repeat_reflections"] else 1
    first_rows = [row("first", said[a["episode"]], a, a["reward"]) for a in firsts]
    reflection_rows = [reflection(a) for a in told for _ in range(copies)]
    second_rows = [second(a) for a in seconds]
    pools = [first_rows, second_rows]
    for rows in [first_rows + second_rows] if erl["advantages"] == "pooled" else pools:
        set_advantages(rows, erl["singleton"])
    set_advantages(reflection_rows, erl["singleton"])
    distilled_rows = [
        distilled(a) for a in seconds if erl["train"]["distillation"] != "off"
        and (a["reward"] > 0 or erl["train"]["keep_failed"])]
    return first_rows + reflection_rows + second_rows + distilled_rows


def set_advantages(rows, singleton):
    """GRPO: how far each reward lies above its group's mean, in deviations of the group."""
    groups = defaultdict(list)
    for row in rows:
        groups[row.group].append(row)
    for group in groups.values():
        rewards = [row.reward for row in group]
        for row in group:
            if len(group) == 1:
                row.weight = row.reward if singleton == "reward" else 0
            elif len(set(rewards)) > 1:
                row.weight = (row.reward - mean(rewards)) / (stdev(rewards) + 1e-6)


def is_by_policy(kind, erl):
    return kind != "reflection" or erl["reflector"] in ("self", "placebo", "human")


def is_trained(kind, erl):
    return kind == "distilled" or erl["train"][kind] and is_by_policy(kind, erl)


# ---- Model

class Model:
    """A Qwen3 decoder, whose head is its embedding, optionally with one more for the token before."""

    def __init__(self, folder):
        self.c = json.loads((folder / "config.json").read_text())
        with safe_open(folder / "model.safetensors", "pt") as file:
            self.weights = {name: file.get_tensor(name).double() for name in file.keys()}
        self.weights.pop("lm_head.weight", None)
        for weight in self.weights.values():
            weight.requires_grad_()

    def names(self):
        """In the order in which the optimizer keeps what it remembers of them."""
        layer = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj",
                 "self_attn.q_norm", "self_attn.k_norm", "mlp.gate_proj", "mlp.up_proj",
                 "mlp.down_proj", "input_layernorm", "post_attention_layernorm"]
        names = ["embed_tokens", "embed_previous"] + [
            f"layers.{i}.{name}" for i in range(self.c["num_hidden_layers"]) for name in layer]
        names = [f"model.{name}.weight" for name in names + ["norm"]]
        return [name for name in names if name in self.weights]

    def norm(self, x, name):
        scale = torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + self.c["rms_norm_eps"])
        return x * scale * self.weights[f"model.{name}.weight"]

    def linear(self, x, name):
        return F.linear(x, self.weights[f"model.{name}.weight"])

    def hidden(self, tokens):
        """[B, T] tokens to [B, T, C]."""
        x = F.embedding(tokens, self.weights["model.embed_tokens.weight"])
        previous = self.weights.get("model.embed_previous.weight")
        if previous is not None:
            x = x + F.pad(F.embedding(tokens[:, :-1], previous), (0, 0, 1, 0))
        for i in range(self.c["num_hidden_layers"]):
            at = f"layers.{i}."
            x = x + self.attention(self.norm(x, at + "input_layernorm"), at + "self_attn.")
            y = self.norm(x, at + "post_attention_layernorm")
            gated = F.silu(self.linear(y, at + "mlp.gate_proj")) * self.linear(y, at + "mlp.up_proj")
            x = x + self.linear(gated, at + "mlp.down_proj")
        return self.norm(x, "norm")

    def attention(self, x, at):
        (batch, length, _), width = x.shape, self.c["head_dim"]
        query, key, value = (
            self.linear(x, at + name).view(batch, length, -1, width)
            for name in ("q_proj", "k_proj", "v_proj"))
        query, key = (
            self.turn(self.norm(y, at + name)) for y, name in ((query, "q_norm"), (key, "k_norm")))
        sharing = query.shape[2] // key.shape[2]
        key, value = (y.repeat_interleave(sharing, dim=2) for y in (key, value))
        scores = torch.einsum("bqhd,bkhd->bhqk", query, key) / width ** 0.5
        future = torch.ones(length, length, dtype=torch.bool).triu(1)
        mixed = torch.einsum("bhqk,bkhd->bqhd", scores.masked_fill(future, -torch.inf).softmax(-1), value)
        return self.linear(mixed.reshape(batch, length, -1), at + "o_proj")

    def turn(self, x):
        """Rotary embedding: element j of a head's first half and j of its second are a pair."""
        half = x.shape[-1] // 2
        theta = self.c["rope_parameters"]["rope_theta"]
        frequency = theta ** (-torch.arange(half, dtype=torch.double) / half)
        angle = (torch.arange(x.shape[1], dtype=torch.double)[:, None] * frequency)[:, None]
        a, b = x[..., :half], x[..., half:]
        return torch.cat(
            (a * angle.cos() - b * angle.sin(), b * angle.cos() + a * angle.sin()), dim=-1)

    def log_probabilities(self, conversations, temperature):
        """Of the drawn tokens of each conversation; what pads the short ones nobody looks at."""
        longest = max(len(c.tokens) for c in conversations)
        tokens = torch.tensor([c.tokens + [0] * (longest - len(c.tokens)) for c in conversations])
        hidden = self.hidden(tokens)
        result = []
        for row, conversation in enumerate(conversations):
            positions = torch.tensor(conversation.drawn)
            logits = hidden[row, positions - 1] @ self.weights["model.embed_tokens.weight"].T
            said = F.log_softmax(logits / temperature, dim=-1)
            result.append(said.gather(1, tokens[row, positions][:, None])[:, 0])
        return result


def in_batches(rows):
    """Rows of about one length together."""
    rows = sorted(rows, key=lambda row: len(row.conversation.tokens))
    return [rows[i:i + BATCH] for i in range(0, len(rows), BATCH)]


@torch.no_grad()
def measured(model, rows, temperature):
    """log π of each row's drawn tokens, by the identity of the row."""
    result = {}
    for batch in in_batches(rows):
        values = model.log_probabilities([row.conversation for row in batch], temperature)
        result |= {id(row): value for row, value in zip(batch, values)}
    return result


# ---- Update

class AdamW:
    """Adam with decoupled weight decay, which leaves the weights of norms alone."""

    def __init__(self, folder, model):
        with safe_open(folder / "optimizer.safetensors", "pt") as file:
            self.steps = int(file.metadata()["step_count"])
            flat = [file.get_tensor(f"buffer.{i}").double() for i in range(2)]
        names = model.names()
        sizes = [model.weights[name].numel() for name in names]
        self.means, self.squares = (dict(zip(names, buffer.split(sizes))) for buffer in flat)

    @torch.no_grad()
    def step(self, model, options):
        """Moves the weights; returns the norm of the gradient before it was clipped."""
        self.steps += 1
        norm = sum(w.grad.pow(2).sum() for w in model.weights.values()).sqrt().item()
        clip = options["gradient_clip"]
        scale = clip / norm if 0 < clip < norm else 1
        rate, beta1, beta2 = options["learning_rate"], options["beta1"], options["beta2"]
        for name, weight in model.weights.items():
            gradient = weight.grad.flatten() * scale
            weight.grad = None
            m = self.means[name] = beta1 * self.means[name] + (1 - beta1) * gradient
            v = self.squares[name] = beta2 * self.squares[name] + (1 - beta2) * gradient ** 2
            move = (m / (1 - beta1 ** self.steps)) / ((v / (1 - beta2 ** self.steps)).sqrt() + 1e-8)
            decay = options["weight_decay"] if weight.dim() > 1 else 0
            weight -= rate * (move.view_as(weight) + decay * weight)
        return norm

    def is_rounding(self):
        """By name: which weights have had gradients that are rounding alone."""
        sizes = {name: square.sqrt() for name, square in self.squares.items()}
        largest = torch.cat(list(sizes.values())).norm()
        return {name: size < ROUNDING * largest for name, size in sizes.items()}


def loss_of(row, now, old, reference, options):
    """Summed over the row's tokens."""
    if row.kind == "distilled":
        return -row.weight * now.sum()
    ratio = (now - old).exp()
    clipped = ratio.clamp(1 - options["clip_low"], 1 + options["clip_high"])
    loss = -torch.minimum(row.weight * ratio, row.weight * clipped).sum()
    if reference is not None:
        away = reference - now
        loss = loss + options["kl"] * (away.exp() - away - 1).sum()
    return loss


def update(model, optimizer, rows, trained, old, base, configuration):
    """Takes a step's optimizer steps; returns the last one's gradient norm and the rows' losses."""
    options, temperature = configuration["optimizer"], temperature_of(configuration)
    penalised = [row for row in trained if row.kind != "distilled"] if options["kl"] > 0 else []
    reference = measured(base, penalised, temperature) if penalised else {}
    norm, losses = 0.0, {}
    for _ in range(max(options["epochs"], 1) if trained else 0):
        for batch in in_batches(trained):
            said = model.log_probabilities([row.conversation for row in batch], temperature)
            values = [
                loss_of(row, now, old.get(id(row)), reference.get(id(row)), options)
                for row, now in zip(batch, said)]
            losses |= {id(row): value.item() for row, value in zip(batch, values)}
            # The mean over all rows of the step, trained on or not.
            (sum(values) / len(rows)).backward()
        norm = optimizer.step(model, options)
    return norm, losses


def temperature_of(configuration):
    """What was drawn greedily is learnt from at temperature 1."""
    return configuration["policy"]["temperature"] or 1


# ---- Comparison

def check(run, number, configuration, events, base):
    """Takes the step after a checkpoint and prints what it differs in.

    Returns whether that is little, and whether anything was learnt.
    """
    before, after = (run / f"checkpoints/step-{n:06}" for n in (number, number + 1))
    erl = dict(configuration["erl"])
    step, words, model = Step(events, number + 1), Words(before), Model(before)
    rows = rows_of(step, erl, words)
    temperature = temperature_of(configuration)
    old = measured(
        model, [r for r in rows if r.kind != "distilled" and is_by_policy(r.kind, erl)], temperature)
    has_penalty = configuration["optimizer"]["kl"] > 0
    trained = [
        row for row in rows if row.conversation.drawn and is_trained(row.kind, erl)
        and (row.weight != 0 or has_penalty and row.kind != "distilled")]
    optimizer = AdamW(before, model)
    norm, losses = update(model, optimizer, rows, trained, old, base, configuration)
    expected, rounding = Model(after).weights, optimizer.is_rounding()
    moved = {n: (weight - expected[n]).flatten() for n, weight in model.weights.items()}
    options = configuration["optimizer"]
    move = options["learning_rate"] * max(options["epochs"], 1)
    differences = {
        "weights": (largest(d[~rounding[n]] for n, d in moved.items()), move * WEIGHT_TOLERANCE),
        f"the {sum(r.sum().item() for r in rounding.values())} weights of rounded gradients": (
            largest(d[rounding[n]] for n, d in moved.items()), move * ROUNDED_TOLERANCE),
        "gradient norm": (relative(norm, step.update["gradient_norm"]), NORM_TOLERANCE),
        "log π": (
            largest(old[id(r)] - torch.tensor(r.conversation.logged) for r in rows if id(r) in old),
            LOGGED_PRECISION),
        "loss": (loss_difference(rows, losses, step), LOSS_TOLERANCE),
        "advantages": (advantage_difference(rows, step), ADVANTAGE_TOLERANCE),
    }
    print(f"step {number + 1}: {len(rows)} rows, {len(trained)} with a gradient of {norm:.3g}; differs in "
          + ", ".join(f"{name} by {value:.2g}" for name, (value, _) in differences.items()))
    excess = [f"{name} by more than {most:g}" for name, (value, most) in differences.items()
              if not value <= most]
    if excess:
        print(f"step {number + 1} DIFFERS in {', '.join(excess)}")
    return not excess, bool(trained)


def largest(tensors):
    return max((t.abs().max().item() for t in tensors if t.numel()), default=0.0)


def relative(value, expected):
    return abs(value - expected) / max(abs(expected), 1e-6)


def kinds(rows, step):
    """The rows of each kind, with what the log says of them."""
    found = {kind: [row for row in rows if row.kind == kind] for kind in dict.fromkeys(r.kind for r in rows)}
    logged = step.update["rows"]
    if {k: len(r) for k, r in found.items()} != {k: logged[k]["rows"] for k in logged}:
        sys.exit(f"there are {({k: len(r) for k, r in found.items()})} rows, "
                 f"the log has {({k: logged[k]['rows'] for k in logged})}")
    return [(rows, logged[kind]) for kind, rows in found.items()]


def loss_difference(rows, losses, step):
    """Of the mean loss a row of each kind."""
    return max(abs(sum(losses.get(id(row), 0) for row in rows) / len(rows) - logged["loss"])
               for rows, logged in kinds(rows, step))


def advantage_difference(rows, step):
    """Of each row's advantage or weight; of its mean, where the log has only that."""
    difference = 0.0
    for found, logged in kinds(rows, step):
        weights = [row.weight for row in found]
        if "weights" not in logged:
            difference = max(difference, abs(mean(weights) - logged["advantage_mean"]))
            continue
        if [row.episode for row in found] != logged["episodes"]:
            sys.exit(f"the rows are of episodes {[row.episode for row in found]}, "
                     f"in the log of {logged['episodes']}")
        difference = max([difference] + [abs(a - b) for a, b in zip(weights, logged["weights"])])
    return difference


def base_model(configuration, named):
    """The model that training began with, where a divergence from it is part of the loss."""
    if not configuration["optimizer"]["kl"] > 0:
        return None
    policy = configuration["policy"]
    name = policy.get("model") or policy.get("base")
    return Model(named or (Path(name) if "/" in name else SHIPPED_MODELS / name))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("run", type=Path)
    parser.add_argument("steps", type=int, nargs="*")
    parser.add_argument("--base", type=Path)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    run = arguments.run
    configuration = tomllib.loads((run / "run.toml").read_text())
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    saved = {int(folder.name.removeprefix("step-")) for folder in (run / "checkpoints").glob("step-*")}
    steps = arguments.steps or sorted(step for step in saved if step + 1 in saved)
    if not steps:
        sys.exit(f"{run} has no checkpoints of two steps one after the other; set checkpoint_every = 1")
    base = base_model(configuration, arguments.base)
    results = [check(run, step, configuration, events, base) for step in steps]
    if not any(has_learnt for _, has_learnt in results):
        sys.exit("nothing was learnt in these steps, so nothing was compared")
    sys.exit(not all(is_little for is_little, _ in results))


if __name__ == "__main__":
    main()
