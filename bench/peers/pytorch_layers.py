"""The same recurrent layers in PyTorch: answers "train" and "forward" on standard input with the seconds that one pass took, and "memory" with
the bytes that the process took beyond what it held before the layers were made.

usage: python3 pytorch_layers.py lstm|gru UNITS LAYERS one|both STEPS BATCH INPUTS THREADS
"""
import sys
import time

import torch
from torch import nn


def memory(name):
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(name))


def main():
    kind, directions = sys.argv[1], sys.argv[4]
    units, layers, steps, batch, inputs, threads = (int(sys.argv[i]) for i in (2, 3, 5, 6, 7, 8))
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    warm = torch.randn(256, 256)
    (warm @ warm).sum()
    before = memory("VmRSS")
    layer = (nn.LSTM if kind == "lstm" else nn.GRU)(inputs, units, layers, bidirectional=directions == "both")
    x = torch.randn(steps, batch, inputs).requires_grad_()
    slope = torch.randn(steps, batch, units * (2 if directions == "both" else 1))

    def train():
        layer.zero_grad(set_to_none=True)
        x.grad = None
        start = time.perf_counter()
        layer(x)[0].backward(slope)
        return time.perf_counter() - start

    def forward():
        with torch.no_grad():
            start = time.perf_counter()
            layer(x)
            return time.perf_counter() - start

    answers = {"train": train, "forward": forward, "memory": lambda: memory("VmHWM") - before}
    print("torch", torch.__version__, flush=True)
    for line in sys.stdin:
        print(answers[line.strip()](), flush=True)


main()
