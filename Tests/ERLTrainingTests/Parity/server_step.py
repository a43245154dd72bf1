#!/usr/bin/env python3
"""Takes the training steps of a run on a server once more, in PyTorch and in double precision.

    server_step.py RUN CALLS SERVER MODEL

RUN is a run on a server of the Tinker protocol with one optimizer step a training step, CALLS the
calls that `Tests/KolbTests/Servers/training_server.py` kept of it, SERVER the address of the server,
which still has the snapshots, and MODEL the folder of its base model.

The server trains a low-rank adapter, so whole weights cannot be compared with what the policy in
this process makes of them. But the gradient of an adapter follows from theirs: the model is the
base with the adapter of a snapshot in it, the rows, advantages and loss are those of the log as
`training_step.py` makes them, to which it holds the policy in this process, and the adapter then
moves by AdamW. Compared are the norm of each gradient and each next snapshot. The gradient of the
first step is also had from the server itself, number by number: its rows are sent once more to a
fresh model, and a step of Adam whose epsilon is a million moves each weight by its gradient.

It shares no code with Kolb. Ends with 1 where something differs by more than single precision
explains.
"""

import base64
import io
import json
import sys
import tarfile
import time
import tomllib
import urllib.request
from pathlib import Path

import torch
from safetensors.torch import load

sys.path.append(str(Path(__file__).parents[2] / "KolbTests/Servers"))
from conversation import Words
from decoder import Model, in_batches, measured
from rows import Step, is_by_policy, is_trained, rows_of
from training_server import Calls, fields
from update import ROUNDING, loss_of

LARGE = 1e6
NORM_TOLERANCE, GRADIENT_TOLERANCE, WEIGHT_TOLERANCE = 1e-4, 1e-4, 3e-3


class Adapted(Model):
    """The base model with an adapter in it."""

    def __init__(self, folder, adapter, scale):
        super().__init__(folder)
        for weight in self.weights.values():
            weight.requires_grad_(False)
        self.adapter, self.scale = adapter, scale
        # Matrices that read the same may share their first factor, which then is one weight.
        self.names = {name: self.first(name) for name in adapter}
        for name in set(self.names.values()):
            adapter[name].requires_grad_()

    def first(self, name):
        return next(other for other, value in self.adapter.items()
                    if other == name or value.shape == self.adapter[name].shape
                    and "lora_A" in other and torch.equal(value, self.adapter[name]))

    def weights_of_adapter(self):
        return {name: self.adapter[name] for name in dict.fromkeys(self.names.values())}

    def linear(self, x, name):
        down, up = (self.adapter.get(self.names.get(f"base_model.model.model.{name}.lora_{part}.weight"))
                    for part in "AB")
        whole = super().linear(x, name)
        return whole if down is None else whole + self.scale * (x @ down.T) @ up.T


def post(server, path, body, kind="application/json"):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(
        f"{server}/api/v1/{path}", data,
        {"Content-Type": kind, "Accept": "application/x-protobuf, application/json"})
    with urllib.request.urlopen(request, timeout=600) as reply:
        said = reply.read()
        return said if reply.headers.get_content_type().endswith("protobuf") else json.loads(said)


def result(server, promise):
    while True:
        try:
            answer = post(server, "retrieve_future", {"request_id": promise["request_id"]})
        except urllib.error.HTTPError as error:
            if error.code != 408:
                sys.exit(f"the server refused: {error.read().decode()}")
            continue
        if isinstance(answer, bytes) or answer.get("type") != "try_again":
            return answer
        time.sleep(0.1)


def adapter(server, path):
    """The adapter of a snapshot, with what its product is multiplied by."""
    model, name = path.removeprefix("tinker://").split("/", 1)
    name = name.removeprefix("sampler_weights/")
    address = f"{server}/api/v1/training_runs/{model}/checkpoints/{name}/archive"
    with urllib.request.urlopen(address) as reply:
        archive = tarfile.open(fileobj=io.BytesIO(reply.read()))
    read = {Path(member.name).name: archive.extractfile(member).read()
            for member in archive.getmembers() if member.isfile()}
    options = json.loads(read["adapter_config.json"])
    # In an order that is the same for each snapshot.
    weights = dict(sorted(load(read["adapter_model.safetensors"]).items()))
    weights = {name: value.double() for name, value in weights.items()}
    return weights, options["lora_alpha"] / options["r"]


def gradient(model, run, number, configuration):
    """Of the adapter, by a step's rows; what it came to is in the weights' `grad`."""
    erl, words = configuration["erl"], run["words"]
    step = Step(run["events"], number)
    rows = rows_of(step, erl, words)
    old = measured(
        model, [r for r in rows if r.kind != "distilled" and is_by_policy(r.kind, erl)], 1.0)
    trained = [row for row in rows if row.conversation.drawn and is_trained(row.kind, erl)
               and row.weight != 0]
    for batch in in_batches(trained):
        said = model.log_probabilities([row.conversation for row in batch], 1.0)
        values = [loss_of(row, now, old.get(id(row)), None, configuration["optimizer"])
                  for row, now in zip(batch, said)]
        (sum(values) / len(rows)).backward()
    return trained


def number_field(field, value):
    """A field of a message with a whole number in it."""
    data = bytearray([field << 3])
    while value > 127:
        data.append(value & 127 | 128)
        value >>= 7
    return bytes(data + bytes([value]))


def again(data, model, sequence):
    """The same request for another model."""
    def block(field, content):
        return bytes([field << 3 | 2]) + number_field(0, len(content))[1:] + content

    rest = b"".join(block(field, value) if isinstance(value, bytes) else number_field(field, value)
                    for field, value in fields(data) if field > 2)
    return block(1, model.encode()) + number_field(2, sequence) + rest


def raw_gradient(server, calls):
    """Of the first step, number by number, from the server itself."""
    first = next(i for i, call in enumerate(calls.all) if call["path"] == "optim_step")
    wanted = [call for call in calls.all[:first] if call["path"] == "forward_backward"]
    made = dict(calls.of("create_model")[0]["asked"])
    made["session_id"] = post(server, "create_session", {
        "tags": [], "user_metadata": None, "sdk_version": "0.25.0", "type": "create_session",
    })["session_id"]
    model = result(server, post(server, "create_model", made))["model_id"]
    try:
        for sequence, call in enumerate(wanted, 1):
            body = again(base64.b64decode(call["asked"]["binary"]), model, sequence)
            result(server, post(server, "forward_backward", body, "application/x-protobuf"))
        result(server, post(server, "optim_step", {
            "model_id": model, "seq_id": len(wanted) + 1, "type": "optim_step", "adam_params": {
                "learning_rate": LARGE, "beta1": 0, "beta2": 0, "eps": LARGE, "weight_decay": 0,
                "grad_clip_norm": 0}}))
        path = result(server, post(server, "save_weights_for_sampler", {
            "model_id": model, "path": "raw", "seq_id": len(wanted) + 2,
            "type": "save_weights_for_sampler"}))["path"]
        return {name: -value for name, value in adapter(server, path)[0].items() if "lora_B" in name}
    finally:
        result(server, post(server, "unload_model", {"model_id": model, "type": "unload_model"}))


def main():
    run, calls, server, base = Path(sys.argv[1]), Calls(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    configuration = tomllib.loads((run / "run.toml").read_text())
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    said = {"events": events, "words": Words(base)}
    snapshots = [calls.result(call)["path"] for call in calls.of("save_weights_for_sampler")]
    steps, good = calls.of("optim_step"), True
    moments = {}
    for number, call in enumerate(steps, 1):
        asked = call["asked"]["adam_params"]
        model = Adapted(base, *adapter(server, snapshots[number - 1]))
        weights = model.weights_of_adapter()
        trained = gradient(model, said, number, configuration)
        norm = sum(part.grad.pow(2).sum() for part in weights.values()).sqrt().item()
        told = calls.result(call)["metrics"]["skyrl.ai/grad_norm"]
        words = f"step {number}: {len(trained)} rows; norm {told:.7g}, off by {abs(told / norm - 1):.1e}"
        good &= abs(told / norm - 1) <= NORM_TOLERANCE
        if number == 1:
            found = raw_gradient(server, calls)
            expected = {name: weights[name].grad for name in found}
            off = torch.cat([(found[name] - expected[name]).flatten() for name in found])
            largest = max(part.abs().max() for part in expected.values())
            apart = (off.norm() / norm).item()
            words += (f"; {off.numel()} gradients off by {apart:.1e} of their norm, the worst by "
                      f"{(off.abs().max() / largest).item():.1e} of the largest")
            good &= apart <= GRADIENT_TOLERANCE
        after, _ = adapter(server, snapshots[number])
        moved, squares = [], {}
        for name, part in weights.items():
            mean, square = moments.get(name, (0, 0))
            mean = asked["beta1"] * mean + (1 - asked["beta1"]) * part.grad
            square = asked["beta2"] * square + (1 - asked["beta2"]) * part.grad ** 2
            moments[name] = mean, square
            squares[name] = square.sqrt()
            move = (mean / (1 - asked["beta1"] ** number)) / (
                (square / (1 - asked["beta2"] ** number)).sqrt() + asked["eps"])
            moved.append(part.detach() - asked["learning_rate"] * move - after[name])
        largest = torch.cat([value.flatten() for value in squares.values()]).norm()
        # Of gradients that are mostly rounding Adam makes whole steps too.
        sure = [square >= ROUNDING * largest for square in squares.values()]
        off = torch.cat([m[s] for m, s in zip(moved, sure)]).abs().max() / asked["learning_rate"]
        counted = sum(int(s.sum()) for s in sure)
        print(f"{words}; {counted} weights off by at most {off.item():.1e} of the rate", flush=True)
        good &= off.item() <= WEIGHT_TOLERANCE
    sys.exit(0 if good and steps else 1)


if __name__ == "__main__":
    main()
