"""Ten losses of training from PyTorch, for the network of each recipe (recipes/*.json) on its own grid, with hidden layers of 12.

Weights, phrases and noise are formulas that RecipeGoldenTests.cs computes too, so that only the losses are stored.
Run with a Python that has PyTorch (1.13.1 was used):  python3 pytorch_recipes.py ../../../recipes ../Golden/pytorch/recipe-losses.json
"""
import json
import math
import sys

import torch
from torch.nn.functional import binary_cross_entropy_with_logits, leaky_relu, relu

STEPS, BATCH, HIDDEN = 10, 4, 12
GRIDS = {"drums-24x4x3": (288, 3), "drums-12x8x9": (864, 3), "drums-2x32x9": (576, 1)}  # cells, features
FEATURES = ("onset", "velocity", "microtiming")


def formula(shape, value):
    rows, columns = shape
    return torch.tensor([value(i) for i in range(rows * columns)], dtype=torch.float64).reshape(shape).float()


def inputs(cells, features):
    def hit(b, cell):
        return (cell * 7 + b * 13) % 17 == 0

    def values(b, cell):
        return 1.0, ((cell * 5 + b * 3) % 120 + 4) / 127, ((cell * 3 + b * 7) % 19 - 9) / 10

    all_features = [
        torch.tensor([[values(b, c)[f] if hit(b, c) else 0.0 for c in range(cells)] for b in range(BATCH)]) for f in range(3)]
    return all_features if features == 3 else [all_features[1]]


class Net:
    def __init__(self, recipe):
        self.recipe = recipe
        self.cells, count = GRIDS[recipe["representation"]]
        self.names = FEATURES if count == 3 else ("velocity",)
        self.weights, latent = {}, recipe["prior"]["dimensions"]
        if recipe["encoder"]["kind"] == "branches":
            for i in range(count):
                self.add(f"encoder.branch{i}", self.cells, HIDDEN)
            self.add("encoder.common", count * HIDDEN, HIDDEN)
        else:
            self.add("encoder.hidden", count * self.cells, HIDDEN)
        self.add("encoder.mean", HIDDEN, latent)
        self.add("encoder.logVariance", HIDDEN, latent)
        self.add("decoder.hidden", latent, HIDDEN)
        if recipe["decoder"]["kind"] == "branches":
            for i in range(count):
                self.add(f"decoder.branch{i}", HIDDEN, HIDDEN)
        for name in self.names:
            self.add(f"decoder.{name}", HIDDEN, self.cells)

    def add(self, name, rows, columns):
        for suffix, shape, scale in ((".weight", (rows, columns), 1 / math.sqrt(rows)), (".bias", (1, columns), 0.1)):
            index = len(self.weights)
            value = formula(shape, lambda j, index=index, scale=scale: scale * math.sin(0.7 * j + index))
            self.weights[name + suffix] = value.requires_grad_()

    def __call__(self, name, x):
        return x @ self.weights[name + ".weight"] + self.weights[name + ".bias"]

    def act(self, x):
        return relu(x) if self.recipe["encoder"]["activation"] == "relu" else leaky_relu(x, 0.3)

    def losses(self, features, noise):
        objective = self.recipe["objective"]
        if self.recipe["encoder"]["kind"] == "branches":
            joined = torch.cat([self.act(self(f"encoder.branch{i}", x)) for i, x in enumerate(features)], 1)
            h = self.act(self("encoder.common", joined))
        else:
            h = self.act(self("encoder.hidden", torch.cat(features, 1)))
        mean, log_variance = self("encoder.mean", h), self("encoder.logVariance", h)
        trunk = self.act(self("decoder.hidden", mean + (log_variance / 2).exp() * noise))
        parts = dict.fromkeys(FEATURES, torch.zeros(()))
        for i, (name, x) in enumerate(zip(self.names, features)):
            branch = self.act(self(f"decoder.branch{i}", trunk)) if self.recipe["decoder"]["kind"] == "branches" else trunk
            logits = self(f"decoder.{name}", branch)
            if name == "onset" or (name == "velocity" and objective.get("velocityLoss") == "bernoulli"):
                loss = binary_cross_entropy_with_logits(logits, x, reduction="sum")
            else:
                loss = (((torch.tanh if name == "microtiming" else torch.sigmoid)(logits) - x) ** 2).sum()
            parts[name] = objective[name] * loss / BATCH
        kl = objective["kl"] * 0.5 * (mean ** 2 + log_variance.exp() - 1 - log_variance).sum() / BATCH
        return [sum(parts.values()) + kl, *parts.values(), kl]


def train(recipe):
    net, settings = Net(recipe), recipe["training"]
    features = inputs(*GRIDS[recipe["representation"]])
    adam = torch.optim.Adam(
        net.weights.values(), lr=settings["learningRate"], betas=(0.9, settings["beta2"]), eps=settings["epsilon"])
    trace = []
    for step in range(STEPS):
        latent = recipe["prior"]["dimensions"]
        noise = formula((BATCH, latent), lambda i: 1.3 * math.sin(3 * step + 1.7 * (i // latent) + 0.9 * (i % latent)))
        losses = net.losses(features, noise)
        adam.zero_grad()
        losses[0].backward()
        adam.step()
        trace.append([loss.item() for loss in losses])
    return trace


if __name__ == "__main__":
    golden = {"madeWith": f"Oracles/pytorch_recipes.py, PyTorch {torch.__version__}"}
    for name in ("r-vae", "r-vae-2bar", "drum-loops"):
        with open(f"{sys.argv[1]}/{name}.json", encoding="utf-8") as file:
            golden[name] = train(json.load(file))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(golden, file, indent=1)
        file.write("\n")
