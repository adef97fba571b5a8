"""The same training steps in PyTorch: answers each line on standard input with the seconds that one step took.

usage: python3 pytorch_step.py r-vae-2bar|drum-loops BATCH THREADS
"""
import sys
import time

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, leaky_relu, mse_loss, relu


class ThreeBranches(nn.Module):
    def __init__(self, cells=864, hidden=512, latent=2):
        super().__init__()
        self.encoders = nn.ModuleList(nn.Linear(cells, hidden) for _ in range(3))
        self.joint = nn.Linear(3 * hidden, hidden)
        self.mean, self.log_variance = nn.Linear(hidden, latent), nn.Linear(hidden, latent)
        self.trunk = nn.Linear(latent, hidden)
        self.decoders = nn.ModuleList(nn.Linear(hidden, hidden) for _ in range(3))
        self.outputs = nn.ModuleList(nn.Linear(hidden, cells) for _ in range(3))

    def loss(self, inputs, noise):
        branches = [leaky_relu(layer(x), 0.3) for layer, x in zip(self.encoders, inputs)]
        joint = leaky_relu(self.joint(torch.cat(branches, 1)), 0.3)
        mean, log_variance = self.mean(joint), self.log_variance(joint)
        trunk = leaky_relu(self.trunk(mean + (log_variance / 2).exp() * noise), 0.3)
        out = [last(leaky_relu(first(trunk), 0.3)) for first, last in zip(self.decoders, self.outputs)]
        batch = len(noise)
        onset = binary_cross_entropy_with_logits(out[0], inputs[0], reduction="sum") / batch
        velocity = mse_loss(torch.sigmoid(out[1]), inputs[1], reduction="sum") / batch
        microtiming = mse_loss(torch.tanh(out[2]), inputs[2], reduction="sum") / batch
        return onset + 2.5 * velocity + 5 * microtiming + kl(mean, log_variance)


class DrumLoops(nn.Module):
    def __init__(self, cells=576, hidden=400, latent=20):
        super().__init__()
        self.encoder = nn.Linear(cells, hidden)
        self.mean, self.log_variance = nn.Linear(hidden, latent), nn.Linear(hidden, latent)
        self.decoder, self.output = nn.Linear(latent, hidden), nn.Linear(hidden, cells)

    def loss(self, inputs, noise):
        h = relu(self.encoder(inputs[0]))
        mean, log_variance = self.mean(h), self.log_variance(h)
        logits = self.output(relu(self.decoder(mean + (log_variance / 2).exp() * noise)))
        entropy = binary_cross_entropy_with_logits(logits, inputs[0], reduction="sum") / len(noise)
        return entropy + 0.5 * kl(mean, log_variance)


def kl(mean, log_variance):
    return 0.5 * (mean ** 2 + log_variance.exp() - 1 - log_variance).sum() / len(mean)


def main():
    name, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model, cells, features, latent = (DrumLoops(), 576, 1, 20) if name == "drum-loops" else (ThreeBranches(), 864, 3, 2)
    inputs = [(torch.rand(batch, cells) < 0.05).float() * torch.rand(batch, cells) for _ in range(features)]
    adam = torch.optim.Adam(model.parameters(), lr=1e-3)
    print("torch", torch.__version__, flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        noise = torch.randn(batch, latent)
        adam.zero_grad(set_to_none=True)
        loss = model.loss(inputs, noise)
        loss.backward()
        adam.step()
        print(time.perf_counter() - start, flush=True)


main()
