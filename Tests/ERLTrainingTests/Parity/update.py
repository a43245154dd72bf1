"""The loss of a step's rows, and what AdamW makes of its gradient."""

import torch
from safetensors import safe_open

from decoder import in_batches, measured

# Adam moves every weight by about the learning rate, however small its gradients are. Those that
# single precision hardly tells from zero beside the others, as where a word is all but certain, are
# mostly rounding.
ROUNDING = 16 * 2.0 ** -23


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
