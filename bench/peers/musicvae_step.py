"""A MusicVAE training step in PyTorch: answers each line on standard input with the seconds that one step took.

usage: python3 musicvae_step.py RECIPE.json BATCH THREADS

The network is the recipe's (Roberts et al. 2018): bidirectional LSTM or hierarchical encoder, flat or hierarchical decoder, one stream or three, softmax
cross-entropy with teacher forcing, KL with free bits, gradients clipped by their norm, Adam. The first line says how many weights it has.
"""
import json
import math
import resource
import sys
import time

import torch
from torch import nn
from torch.nn.functional import cross_entropy, one_hot, softplus

STEPS_PER_BAR = 16
STREAMS = {"melody": [90], "drums": [512], "trio": [90, 90, 512]}
DRUMS = 9


def lstm(inputs, units, layers=1, bidirectional=False):
    """The second bias that PyTorch has is held at TensorFlow's constant: 1 for the forget gate."""
    layer = nn.LSTM(inputs, units, layers, bidirectional=bidirectional)
    for name, bias in layer.named_parameters():
        if name.startswith("bias_hh"):
            nn.init.zeros_(bias)
            nn.init.ones_(bias[units:2 * units])
            bias.requires_grad_(False)
    return layer


def both_ends(states):
    h, _ = states                                          # [2·layers, B, H]
    return torch.cat([h[-2], h[-1]], 1)                    # [B, 2H]


class FlatEncoder(nn.Module):
    def __init__(self, inputs, hidden, layers):
        super().__init__()
        self.lstm = lstm(inputs, hidden, layers, bidirectional=True)

    def forward(self, x):                                  # [T, B, K]
        return both_ends(self.lstm(x)[1])


class HierarchicalEncoder(nn.Module):
    def __init__(self, inputs, hidden, bars):
        super().__init__()
        self.bars = bars
        self.low, self.high = lstm(inputs, hidden, bidirectional=True), lstm(2 * hidden, hidden, bidirectional=True)

    def forward(self, x):
        last = both_ends(self.low(by_bar(x, self.bars))[1])                # [U·B, 2H]
        return both_ends(self.high(last.view(self.bars, -1, last.shape[1]))[1])


def by_bar(x, bars):
    """[T, B, ...] as [S, U·B, ...]: the bars side by side."""
    return x.view(bars, -1, *x.shape[1:]).transpose(0, 1).reshape(x.shape[0] // bars, -1, *x.shape[2:])


class Stack(nn.Module):
    """LSTM layers that start from an embedding."""
    def __init__(self, start, inputs, hidden, layers):
        super().__init__()
        self.layers = layers
        self.initial = nn.Linear(start, 2 * layers * hidden)
        self.lstm = lstm(inputs, hidden, layers)

    def forward(self, start, x):
        states = torch.tanh(self.initial(start)).view(len(start), self.layers, 2, -1)
        c, h = states[:, :, 0].transpose(0, 1).contiguous(), states[:, :, 1].transpose(0, 1).contiguous()
        return self.lstm(x, (h, c))[0]


class Writer(nn.Module):
    """A stack that sees the token before and the embedding at each step, and gives the logits of the next."""
    def __init__(self, embedding, tokens, hidden, layers):
        super().__init__()
        self.stack = Stack(embedding, tokens + embedding, hidden, layers)
        self.output = nn.Linear(hidden, tokens)

    def forward(self, embedding, previous):                # [B, E], [T, B, K]
        x = torch.cat([previous, embedding.expand(len(previous), -1, -1)], 2)
        return self.output(self.stack(embedding, x))


class MusicVae(nn.Module):
    def __init__(self, recipe):
        super().__init__()
        kind, bars = recipe["representation"].split("-")[:2]
        self.bars, self.drums_alone = int(bars[:-3]), kind == "drums"
        self.streams, self.latent = STREAMS[kind], recipe["prior"]["dimensions"]
        self.objective = recipe["objective"]
        encoder, decoder = recipe["encoder"], recipe["decoder"]
        inputs, hidden = DRUMS + 1 if self.drums_alone else sum(self.streams), encoder["hidden"]
        if encoder["kind"] == "bi-lstm":
            self.encoder = FlatEncoder(inputs, hidden, encoder.get("layers", 1))
        else:
            self.encoder = HierarchicalEncoder(inputs, hidden, self.bars)
        self.mean, self.deviation = nn.Linear(2 * hidden, self.latent), nn.Linear(2 * hidden, self.latent)
        hidden, layers = decoder["hidden"], decoder.get("layers", 1)
        self.conductor = None if decoder["kind"] == "lstm" else Stack(self.latent, 1, hidden, layers)
        groups, embedding = ([self.streams], self.latent) if self.conductor is None else ([[k] for k in self.streams], hidden)
        self.groups = groups
        self.writers = nn.ModuleList(Writer(embedding, sum(group), hidden, layers) for group in groups)

    def loss(self, tokens):                                # [T, B] a stream
        batch = tokens[0].shape[1]
        one_hots = [one_hot(stream, size).float() for stream, size in zip(tokens, self.streams)]
        h = self.encoder(roll(tokens[0]) if self.drums_alone else torch.cat(one_hots, 2))
        mean, deviation = self.mean(h), softplus(self.deviation(h))
        z = mean + deviation * torch.randn_like(mean)
        previous = [torch.cat([torch.zeros_like(x[:1]), x[:-1]]) for x in one_hots]
        if self.conductor is not None:
            embedding = self.conductor(z, torch.zeros(self.bars, batch, 1)).reshape(self.bars * batch, -1)
            previous, tokens = [by_bar(x, self.bars) for x in previous], [by_bar(x, self.bars) for x in tokens]
        else:
            embedding = z
        entropy, stream = 0, 0
        for writer, group in zip(self.writers, self.groups):
            logits = writer(embedding, torch.cat(previous[stream:stream + len(group)], 2))
            for part in logits.split(group, 2):
                entropy = entropy + cross_entropy(part.flatten(0, 1), tokens[stream].flatten(), reduction="sum")
                stream += 1
        kl = 0.5 * (mean ** 2 + deviation ** 2 - 1 - 2 * deviation.log()).sum(1)
        free = self.objective.get("freeBits", 0) * math.log(2)
        return entropy / batch + self.objective["kl"] * (kl - free).clamp(min=0).mean()


def roll(tokens):
    hits = (tokens.unsqueeze(2) >> torch.arange(DRUMS)) & 1
    return torch.cat([hits, (tokens == 0).unsqueeze(2)], 2).float()


def main():
    path, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    with open(path, encoding="utf-8") as file:
        model = MusicVae(json.load(file))
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    tokens = [torch.randint(size, (model.bars * STEPS_PER_BAR, batch)) for size in model.streams]
    adam = torch.optim.Adam(weights, lr=1e-3)
    print("torch", torch.__version__, sum(weight.numel() for weight in weights), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        model.loss(tokens).backward()
        nn.utils.clip_grad_norm_(weights, 1.0)
        adam.step()
        seconds = time.perf_counter() - start
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)


if __name__ == "__main__":
    main()
