"""A MusAE training step in PyTorch: answers each line on standard input with the seconds that one step took.

usage: python3 musae_step.py RECIPE.json BATCH THREADS [--no-critic]

The network is the recipe's (Valenti et al. 2020): bidirectional LSTM encoder, one LSTM stack a track that sees the code alone, a critic of two hidden tanh
layers. The step has its phases: cross-entropy; so many steps of the critic with the gradient penalty, whose gradient PyTorch takes through the gradient;
the encoder's step against the critic. Three Adams. The first line says how many weights the model has, without the critic.
"""
import json
import resource
import sys
import time

import torch
from torch import nn
from torch.nn.functional import cross_entropy, one_hot, softplus

from musicvae_step import Stack, both_ends, lstm

STEPS_PER_BAR = 16
TRACKS = 4
STATES = 130


class MusAe(nn.Module):
    def __init__(self, recipe):
        super().__init__()
        self.steps = int(recipe["representation"].split("-")[1][:-3]) * STEPS_PER_BAR
        self.latent = recipe["prior"]["dimensions"]
        encoder, decoder = recipe["encoder"], recipe["decoder"]
        hidden = encoder["hidden"]
        self.lstm = lstm(TRACKS * STATES, hidden, encoder["layers"], bidirectional=True)
        self.mean, self.deviation = nn.Linear(2 * hidden, self.latent), nn.Linear(2 * hidden, self.latent)
        hidden = decoder["hidden"]
        self.stacks = nn.ModuleList(Stack(self.latent, self.latent, hidden, decoder["layers"]) for _ in range(TRACKS))
        self.outputs = nn.ModuleList(nn.Linear(hidden, STATES) for _ in range(TRACKS))

    def encode(self, tokens):                              # [4, T, B] to [B, Z]
        h = both_ends(self.lstm(torch.cat([one_hot(track, STATES).float() for track in tokens], 2))[1])
        mean = self.mean(h)
        return mean + softplus(self.deviation(h)) * torch.randn_like(mean)

    def loss(self, tokens):
        z = self.encode(tokens)
        held = z.expand(self.steps, -1, -1)
        entropy = 0
        for track, stack, output in zip(tokens, self.stacks, self.outputs):
            entropy = entropy + cross_entropy(output(stack(z, held)).flatten(0, 1), track.flatten(), reduction="sum")
        return entropy / tokens.shape[2]


def critic_phase(critic, adam, z, settings):
    """So many steps: codes low, draws high, slopes of 1 between them."""
    for _ in range(settings.get("criticSteps", 5)):
        adam.zero_grad(set_to_none=True)
        draws = torch.randn_like(z)
        share = torch.rand(len(z), 1)
        between = (share * draws + (1 - share) * z).requires_grad_()
        slope = torch.autograd.grad(critic(between).sum(), between, create_graph=True)[0]
        penalty = ((slope.norm(dim=1) - 1) ** 2).mean()
        (critic(z).mean() - critic(draws).mean() + settings.get("penalty", 10) * penalty).backward()
        adam.step()


def main():
    path, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    with open(path, encoding="utf-8") as file:
        recipe = json.load(file)
    model, settings = MusAe(recipe), recipe["objective"]["adversarial"]
    hidden = settings.get("hidden", 1024)
    critic = nn.Sequential(nn.Linear(model.latent, hidden), nn.Tanh(), nn.Linear(hidden, hidden), nn.Tanh(), nn.Linear(hidden, 1))
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    tokens = torch.randint(STATES, (TRACKS, model.steps, batch))
    adam = torch.optim.Adam(weights, lr=1e-4)
    critics = torch.optim.Adam(critic.parameters(), lr=1e-4, betas=(0.5, 0.9))
    encoders = torch.optim.Adam(weights, lr=1e-4, betas=(0.5, 0.9))
    print("torch", torch.__version__, sum(weight.numel() for weight in weights), flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        adam.zero_grad(set_to_none=True)
        model.loss(tokens).backward()
        nn.utils.clip_grad_norm_(weights, 1)
        adam.step()
        if "--no-critic" not in sys.argv:
            encoders.zero_grad(set_to_none=True)
            z = model.encode(tokens)
            critic_phase(critic, critics, z.detach(), settings)
            (-critic(z).mean()).backward()
            encoders.step()
        seconds = time.perf_counter() - start
        print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, flush=True)


if __name__ == "__main__":
    main()
