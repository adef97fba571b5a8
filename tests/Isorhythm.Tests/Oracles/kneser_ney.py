"""Interpolated modified Kneser-Ney probabilities, straight from the equations of Chen and Goodman (1998), with dictionaries and sets.

    p(w | h) = max(c(hw) - D(c(hw)), 0) / c(h) + [D1 N1(h) + D2 N2(h) + D3 N3+(h)] / c(h) * p(w | h without its first token)

c is the count for the longest n-grams and the number of different tokens before the n-gram for shorter ones; c(h) its sum over w; below
the unigrams lies 1 / V. D1 = 1 - 2 Y n2/n1, D2 = 2 - 3 Y n3/n2, D3 = 3 - 4 Y n4/n3, Y = n1 / (n1 + 2 n2), each order for itself;
0.5, 1 and 1.5 for an order where one of n1 .. n4 is 0 or a discount is not positive. A context that was never seen gives way to the
next shorter one. Windows start after order - 1 start tokens and have no end token.
Run:  python3 kneser_ney.py ../Golden/kneser-ney/probabilities.json
"""
import json
import math
import sys
from collections import defaultdict

START = "start"


def windows(count, length, vocabulary, state):
    """Runs and repeats, so that counts of one, two, three and more all come up."""
    made = []
    for _ in range(count):
        window = []
        for step in range(length):
            state = (state * 1103515245 + 12345) % 2**31
            draw = (state >> 16) % 10
            token = (state >> 20) % vocabulary
            window.append(window[step - 4] if step >= 4 and draw < 5 else token if draw < 7 else token * token // vocabulary % vocabulary)
        made.append(window)
    return made


class KneserNey:
    def __init__(self, texts, vocabulary, order):
        self.vocabulary, self.order = vocabulary, order
        seen = defaultdict(int)
        for text in texts:
            padded = [START] * (order - 1) + text
            for i in range(order - 1, len(padded)):
                seen[tuple(padded[i - order + 1:i + 1])] += 1
        self.counts = {order: dict(seen)}
        for length in range(order - 1, 0, -1):
            before = defaultdict(set)
            for text in texts:
                padded = [START] * (order - 1) + text
                for i in range(order - 1, len(padded)):
                    gram = tuple(padded[i - length:i + 1])
                    before[gram[1:]].add(gram[0])
            self.counts[length] = {gram: len(tokens) for gram, tokens in before.items()}
        self.discounts = {length: self.estimate(list(counts.values())) for length, counts in self.counts.items()}
        self.followers = {}
        for length, counts in self.counts.items():
            followers = defaultdict(list)
            for gram, count in counts.items():
                followers[gram[:-1]].append(count)
            self.followers[length] = followers

    @staticmethod
    def estimate(counts):
        n = [sum(1 for count in counts if count == i) for i in range(5)]
        if 0 in n[1:]:
            return [0.5, 1, 1.5]
        y = n[1] / (n[1] + 2 * n[2])
        found = [i - (i + 1) * y * n[i + 1] / n[i] for i in (1, 2, 3)]
        return found if min(found) > 0 else [0.5, 1, 1.5]

    def p(self, context, token):
        length = len(context) + 1
        shorter = self.p(context[1:], token) if context else 1 / self.vocabulary
        counts = self.followers[length].get(context)
        if counts is None:
            return shorter
        discount = lambda count: self.discounts[length][min(count, 3) - 1]
        count = self.counts[length].get(context + (token,), 0)
        kept = count - discount(count) if count else 0
        left = sum(discount(c) for c in counts)
        return (kept + left * shorter) / sum(counts)

    def cost(self, text):
        padded = [START] * (self.order - 1) + text
        return -sum(
            math.log(self.p(tuple(padded[i - self.order + 1:i]), padded[i])) for i in range(self.order - 1, len(padded)))


def main(path):
    cases = []
    for count, length, vocabulary, order in ((60, 32, 12, 5), (5, 16, 7, 3), (200, 16, 6, 5), (1, 4, 3, 2)):
        texts = windows(count, length, vocabulary, state=count)
        unseen = windows(4, length, vocabulary, state=977)
        model = KneserNey(texts, vocabulary, order)
        cases.append({
            "vocabulary": vocabulary, "order": order, "windows": texts,
            "queries": [{"tokens": text, "cost": model.cost(text)} for text in texts[:2] + unseen],
            "discounts": [model.discounts[length] for length in range(1, order + 1)],
        })
    with open(path, "w") as file:
        json.dump(cases, file)
        file.write("\n")


main(sys.argv[1])
