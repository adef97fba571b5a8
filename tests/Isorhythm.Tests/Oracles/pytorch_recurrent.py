"""Golden values of small recurrent networks from PyTorch: outputs, every gradient, ten losses of training with Adam.

Run with a Python that has PyTorch (1.13.1 was used):  python3 pytorch_recurrent.py ../Golden/pytorch
The layers are what torch.nn.LSTM and torch.nn.GRU call. Weights are stored [inputs, gates * units], the transpose of what these hold; an LSTM's two
biases are one, because they only ever add up.
"""
import sys

import torch
from torch.nn.functional import cross_entropy, one_hot

from pytorch_vae import STEPS, write_safetensors

T, B, VALUES, VOCABULARY, HELD, UNITS = 5, 3, 3, 7, 4, 9
INPUTS = VALUES + VOCABULARY + HELD


class Network:
    """Weights by name, and what PyTorch's layers make of them."""

    def __init__(self):
        self.weights = {}

    def add(self, name, inputs, kind):
        columns = (4 if kind == "lstm" else 3) * UNITS
        shapes = {"weight": (inputs, columns), "recurrent": (UNITS, columns), "bias": (1, columns)}
        if kind == "gru":
            shapes["recurrentBias"] = (1, columns)
        for part, shape in shapes.items():
            self.weights[name + "." + part] = (torch.randn(shape) * 0.4).requires_grad_()

    def dense(self, x):
        return x @ self.weights["output.weight"] + self.weights["output.bias"]

    def run(self, kind, names, x, state=None):
        """names: one layer's name, or those of both directions."""
        held = []
        for name in names:
            bias = self.weights[name + ".bias"][0]
            recurrent_bias = torch.zeros_like(bias) if kind == "lstm" else self.weights[name + ".recurrentBias"][0]
            held += [self.weights[name + ".weight"].T, self.weights[name + ".recurrent"].T, bias, recurrent_bias]
        if state is None:
            zeros = torch.zeros(len(names), B, UNITS)
            state = (zeros, zeros) if kind == "lstm" else zeros
        # (biases, layers, dropout, training, both directions, batch first)
        out = (torch._VF.lstm if kind == "lstm" else torch._VF.gru)(x, state, held, True, 1, 0.0, True, len(names) == 2, False)
        return out[0], out[1:] if kind == "lstm" else out[1]


def squared(x, target):
    return ((x - target) ** 2).sum() / target.shape[-2]


def inputs():
    tokens = torch.randint(0, VOCABULARY, (T * B,))
    tokens[:B] = -1
    return {
        "values": torch.randn(T * B, VALUES).requires_grad_(),
        "held": torch.randn(B, HELD).requires_grad_(),
        "hidden": torch.randn(B, UNITS).requires_grad_(),
        "cells": torch.randn(B, UNITS).requires_grad_(),
        "target": torch.randn(T * B, 2 * UNITS),
        "targetOfLast": torch.randn(B, 2 * UNITS),
    }, tokens


def rows_of_zeros_and_ones(tokens):
    return one_hot(tokens.clamp(min=0), VOCABULARY).float() * (tokens >= 0).float()[:, None]


def everything(x, tokens):
    """Values, tokens and what is held, side by side: [T, B, I]."""
    parts = [x["values"], rows_of_zeros_and_ones(tokens), x["held"].repeat(T, 1)]
    return torch.cat(parts, 1).reshape(T, B, INPUTS)


def one_layer(kind):
    net = Network()
    net.add("layer", INPUTS, kind)

    def losses(x, tokens, seen):
        state = (x["hidden"][None], x["cells"][None]) if kind == "lstm" else x["hidden"][None]
        outputs, last = net.run(kind, ["layer"], everything(x, tokens), state)
        last = last if kind == "lstm" else (last,)
        seen.update({"outputs": outputs.reshape(T * B, UNITS), "last": last[0][0]})
        loss = squared(outputs.reshape(T * B, UNITS), x["target"][:, :UNITS]) + squared(last[0][0], x["targetOfLast"][:, :UNITS])
        if kind == "lstm":
            seen["lastCells"] = last[1][0]
            loss = loss + squared(last[1][0], x["targetOfLast"][:, UNITS:])
        return loss

    return net, losses


def both_directions(kind):
    net = Network()
    net.add("layer.forward", INPUTS, kind)
    net.add("layer.backward", INPUTS, kind)

    def losses(x, tokens, seen):
        outputs, last = net.run(kind, ["layer.forward", "layer.backward"], everything(x, tokens))
        hidden = last[0] if kind == "lstm" else last
        hidden = torch.cat([hidden[0], hidden[1]], 1)
        seen.update({"outputs": outputs.reshape(T * B, 2 * UNITS), "last": hidden})
        return squared(outputs.reshape(T * B, 2 * UNITS), x["target"]) + squared(hidden, x["targetOfLast"])

    return net, losses


def two_layers():
    """Two LSTMs, a dense layer, and the cross-entropy of classes, of which the first step's do not count."""
    net = Network()
    net.add("first", VOCABULARY + HELD, "lstm")
    net.add("second", UNITS, "lstm")
    net.weights["output.weight"] = (torch.randn(UNITS, VOCABULARY + 2) * 0.5).requires_grad_()
    net.weights["output.bias"] = (torch.randn(1, VOCABULARY + 2) * 0.5).requires_grad_()

    def losses(x, tokens, seen):
        parts = torch.cat([rows_of_zeros_and_ones(tokens), x["held"].repeat(T, 1)], 1)
        outputs, _ = net.run("lstm", ["first"], parts.reshape(T, B, -1))
        outputs, _ = net.run("lstm", ["second"], outputs)
        logits = net.dense(outputs.reshape(T * B, UNITS))
        seen.update({"outputs": outputs.reshape(T * B, UNITS), "last": outputs[-1]})
        return cross_entropy(logits[:, 2:], tokens, ignore_index=-1, reduction="sum") / B

    return net, losses


def record(model):
    net, losses = model
    x, tokens = inputs()
    out = {"input." + name: value.detach().clone() for name, value in x.items()}
    out["tokens"] = tokens.float()[:, None]
    out.update({"start." + name: w.detach().clone() for name, w in net.weights.items()})
    adam = torch.optim.Adam(net.weights.values(), lr=0.01)
    trace = []
    for step in range(STEPS):
        seen = {}
        loss = losses(x, tokens, seen)
        for value in [*x.values(), *net.weights.values()]:
            value.grad = None
        loss.backward()
        if step == 0:
            out.update({"forward." + name: value.detach().clone() for name, value in seen.items()})
            out.update({"gradient." + name: w.grad.clone() for name, w in net.weights.items()})
            out.update({"gradient.input." + name: value.grad.clone() for name, value in x.items() if value.grad is not None})
        adam.step()
        trace.append([loss.item()])
    out["losses"] = torch.tensor(trace)
    out.update({"end." + name: w.detach() for name, w in net.weights.items()})
    return out


if __name__ == "__main__":
    torch.manual_seed(3)
    made_with = {"script": "Oracles/pytorch_recurrent.py", "torch": torch.__version__}
    models = {
        "lstm": one_layer("lstm"),
        "gru": one_layer("gru"),
        "bidirectional-lstm": both_directions("lstm"),
        "bidirectional-gru": both_directions("gru"),
        "two-layers": two_layers(),
    }
    for name, model in models.items():
        write_safetensors(f"{sys.argv[1]}/{name}.safetensors", record(model), made_with)
