"""Golden values of two small VAEs from PyTorch: forward pass, every gradient, ten losses of training with Adam.

Run with a Python that has PyTorch (1.13.1 was used):  python3 pytorch_vae.py ../Golden/pytorch
Weights are stored [inputs, outputs], the transpose of what torch.nn.Linear holds.
"""
import json
import struct
import sys

import torch
from torch.nn.functional import binary_cross_entropy_with_logits, leaky_relu, relu

STEPS = 10


def write_safetensors(path, tensors, metadata):
    header, offset = {"__metadata__": metadata}, 0
    for name, tensor in tensors.items():
        end = offset + 4 * tensor.numel()
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for tensor in tensors.values():
            file.write(tensor.detach().contiguous().numpy().astype("<f4").tobytes())


class Layers:
    def __init__(self):
        self.weights = {}

    def add(self, name, inputs, outputs):
        self.weights[name + ".weight"] = (torch.randn(inputs, outputs) * (2 / (inputs + outputs)) ** 0.5).requires_grad_()
        self.weights[name + ".bias"] = (torch.randn(1, outputs) * 0.1).requires_grad_()

    def __call__(self, name, x):
        return x @ self.weights[name + ".weight"] + self.weights[name + ".bias"]


def kl(mean, log_variance):
    return 0.5 * (mean ** 2 + log_variance.exp() - 1 - log_variance).sum() / len(mean)


def rhythm(cells, present):
    """Onsets, velocities and microtimings of random rhythms, most cells empty."""
    onsets = (torch.rand(cells) < present).float()
    return onsets, onsets * torch.rand(cells), onsets * (2 * torch.rand(cells) - 1)


def three_branches():
    batch, cells, hidden, latent = 6, 24, 10, 2
    net = Layers()
    for feature in ("onset", "velocity", "microtiming"):
        net.add("encoder." + feature, cells, hidden)
    net.add("encoder.joint", 3 * hidden, hidden)
    net.add("encoder.mean", hidden, latent)
    net.add("encoder.logVariance", hidden, latent)
    net.add("decoder.trunk", latent, hidden)
    for feature in ("onset", "velocity", "microtiming"):
        net.add("decoder." + feature, hidden, hidden)
        net.add("output." + feature, hidden, cells)
    inputs = dict(zip(("onset", "velocity", "microtiming"), rhythm((batch, cells), 0.2)))

    def losses(noise, seen=None):
        branches = [leaky_relu(net("encoder." + f, x), 0.3) for f, x in inputs.items()]
        joint = leaky_relu(net("encoder.joint", torch.cat(branches, 1)), 0.3)
        mean, log_variance = net("encoder.mean", joint), net("encoder.logVariance", joint)
        z = mean + (log_variance / 2).exp() * noise
        trunk = leaky_relu(net("decoder.trunk", z), 0.3)
        out = {f: net("output." + f, leaky_relu(net("decoder." + f, trunk), 0.3)) for f in inputs}
        if seen is not None:
            seen.update({"mean": mean, "logVariance": log_variance, "z": z, **out})
        onset = binary_cross_entropy_with_logits(out["onset"], inputs["onset"], reduction="sum") / batch
        velocity = ((torch.sigmoid(out["velocity"]) - inputs["velocity"]) ** 2).sum() / batch
        microtiming = ((torch.tanh(out["microtiming"]) - inputs["microtiming"]) ** 2).sum() / batch
        divergence = kl(mean, log_variance)
        return [onset + 2.5 * velocity + 5 * microtiming + divergence, onset, velocity, microtiming, divergence]

    return net, inputs, (batch, latent), losses


def drum_loops():
    batch, cells, hidden, latent = 7, 20, 12, 4
    net = Layers()
    net.add("encoder", cells, hidden)
    net.add("mean", hidden, latent)
    net.add("logVariance", hidden, latent)
    net.add("decoder", latent, hidden)
    net.add("output", hidden, cells)
    inputs = {"velocity": rhythm((batch, cells), 0.2)[1]}

    def losses(noise, seen=None):
        h = relu(net("encoder", inputs["velocity"]))
        mean, log_variance = net("mean", h), net("logVariance", h)
        z = mean + (log_variance / 2).exp() * noise
        logits = net("output", relu(net("decoder", z)))
        if seen is not None:
            seen.update({"mean": mean, "logVariance": log_variance, "z": z, "velocity": logits})
        entropy = binary_cross_entropy_with_logits(logits, inputs["velocity"], reduction="sum") / batch
        divergence = kl(mean, log_variance)
        return [entropy + 0.5 * divergence, entropy, divergence]

    return net, inputs, (batch, latent), losses


def record(model, learning_rate):
    net, inputs, shape, losses = model
    noise = torch.randn(STEPS, *shape)
    out = {"input." + name: x for name, x in inputs.items()}
    out.update({"start." + name: w.detach().clone() for name, w in net.weights.items()})
    out["noise"] = noise.reshape(STEPS * shape[0], shape[1])
    adam = torch.optim.Adam(net.weights.values(), lr=learning_rate)
    trace = []
    for step in range(STEPS):
        seen = {}
        parts = losses(noise[step], seen)
        adam.zero_grad()
        parts[0].backward()
        if step == 0:
            out.update({"forward." + name: x.detach() for name, x in seen.items()})
            out.update({"gradient." + name: w.grad.clone() for name, w in net.weights.items()})
        adam.step()
        trace.append([part.item() for part in parts])
    out["losses"] = torch.tensor(trace)
    out.update({"end." + name: w for name, w in net.weights.items()})
    return out


if __name__ == "__main__":
    torch.manual_seed(2)
    made_with = {"script": "Oracles/pytorch_vae.py", "torch": torch.__version__, "learningRate": "0.01"}
    write_safetensors(sys.argv[1] + "/three-branches.safetensors", record(three_branches(), 0.01), made_with)
    write_safetensors(sys.argv[1] + "/drum-loops.safetensors", record(drum_loops(), 0.01), made_with)
