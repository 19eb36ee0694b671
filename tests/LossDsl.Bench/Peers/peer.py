"""The peer of `lossdsl bench`: the same formulas as one writes them in eager PyTorch.

A request is a line of JSON on standard input, an answer a line of JSON on standard output.
"""

import ctypes
import json
import os
import queue
import signal
import sys
import threading
import time


def say(**answer):
    print(json.dumps(answer), flush=True)


try:
    import torch
    import torch.nn.functional as F
except ImportError as error:
    say(error=str(error))
    sys.exit(0)

# Pseudorandom numbers that are the same in every language; the formula is that of SyntheticData.cs.
MODULUS, FACTOR, LENGTH = 2**31 - 1, 48271, 1_000_003


def fractions(count, seed):
    k = torch.arange(count) % LENGTH + 1 + 7919 * seed
    return (k * k % MODULUS * FACTOR % MODULUS).double() / MODULUS


def uniform(shape, low, high, seed, dtype=torch.float32):
    numbers = torch.empty(shape, dtype=dtype)
    flat = numbers.view(-1)
    period = (low + (high - low) * fractions(min(flat.numel(), LENGTH), seed)).to(dtype)
    for begin in range(0, flat.numel(), LENGTH):
        part = flat[begin : begin + LENGTH]
        part.copy_(period[: part.numel()])
    return numbers


def integers(shape, below, seed):
    count = 1
    for size in shape:
        count *= size
    return (fractions(count, seed) * below).long().view(shape)


def token_logprobs(logits, ids):
    return logits.float().log_softmax(-1).gather(-1, ids.unsqueeze(-1)).squeeze(-1)


def masked_mean(values, mask, count):
    return (values * mask).sum() / (count + 1e-8)


def nll(logits, ids, mask, count):
    return -masked_mean(token_logprobs(logits[:, :-1], ids[:, 1:]), mask[:, 1:], count)


class TokenLogprobs:
    def __init__(self, tokens, vocabulary, dtype):
        self.logits = uniform([1, tokens, vocabulary], -4, 4, 1, getattr(torch, dtype))
        self.ids = integers([1, tokens], vocabulary, 2)

    def forward(self):
        with torch.no_grad():
            return [token_logprobs(self.logits, self.ids)]

    def gradient(self):
        logits = self.logits.detach().requires_grad_()
        loss = -token_logprobs(logits, self.ids).mean()
        loss.backward()
        return [loss.detach(), logits.grad]


class ClippedPG:
    BELOW, ABOVE, DUAL, BETA = 0.2, 0.28, 3.0, 0.01

    def __init__(self, rows, tokens):
        shape = [rows, tokens]
        self.previous = uniform(shape, -6, 0, 1)
        self.policy = (self.previous + uniform(shape, -0.4, 0.4, 2))[:, 1:].contiguous()
        self.advantages = uniform(shape, -2, 2, 3)
        self.generation = self.previous + uniform(shape, -0.05, 0.05, 4)
        self.reference = self.previous + uniform(shape, -0.5, 0.5, 5)
        self.token_mask = (integers(shape, 4, 6) != 0).float()
        self.sample_mask = torch.ones(rows)
        self.count = (self.token_mask[:, 1:] * self.sample_mask.unsqueeze(-1)).sum()

    def everything(self):
        current = self.policy.detach().requires_grad_()
        advantages, previous = self.advantages[:, 1:], self.previous[:, 1:]
        generation, reference = self.generation[:, 1:], self.reference[:, 1:]
        mask = self.token_mask[:, 1:] * self.sample_mask.unsqueeze(-1)

        def mean(values):
            return masked_mean(values, mask, self.count)

        error = mean(torch.exp((generation - previous).abs() * mask))
        weight = torch.nan_to_num(torch.exp(current.detach() - generation), nan=0.0, posinf=0.0, neginf=0.0)
        difference = reference - current
        divergence = mean(weight * (torch.exp(difference) - difference - 1))

        ratio = (current - previous).exp()
        clamped = ratio.clamp(1 - self.BELOW, 1 + self.ABOVE)
        surrogate = torch.max(-advantages * ratio, -advantages * clamped)
        surrogate = torch.where(advantages < 0, torch.min(surrogate, -advantages * self.DUAL), surrogate)
        importance = torch.nan_to_num(torch.exp(previous - generation), nan=0.0, posinf=0.0, neginf=0.0)
        loss = mean(importance * surrogate) + self.BETA * divergence
        loss.backward()

        with torch.no_grad():
            metrics = [
                loss.item(),
                mean(ratio).item(),
                mean(clamped).item(),
                divergence.item(),
                error.item(),
                mean(importance).item(),
                self.sample_mask.sum().item(),
                -mean(torch.exp(current - generation) * current).item(),
                0.0,
                *self.extremes(ratio, mask),
                *self.extremes(clamped, mask),
                0.0,
                0.0,
                0.0,
                0.0,
            ]
        return [loss.detach(), current.grad, metrics]


    @staticmethod
    def extremes(values, mask):
        least = torch.where(mask != 0, values, torch.full_like(values, torch.inf)).min()
        greatest = torch.where(mask != 0, values, torch.full_like(values, -torch.inf)).max()
        return least.item(), greatest.item()


class Policy:
    """Log-probabilities, or the logits that determine them, and those of the policy before."""

    def __init__(self, rows, tokens, vocabulary):
        shape = [rows, tokens]
        difference = uniform(shape, -0.4, 0.4, 2)
        self.ids = None
        if vocabulary is None:
            self.previous = uniform(shape, -6, 0, 1)
            self.given = (self.previous + difference)[:, 1:].contiguous()
        else:
            self.given = uniform([*shape, vocabulary], -4, 4, 1)
            self.ids = integers(shape, vocabulary, 8)
            self.previous = torch.cat([torch.zeros(rows, 1), self.logprobs(self.given) - difference[:, 1:]], 1)
        self.mask = (integers(shape, 4, 6) != 0).float()[:, 1:].contiguous()

    def logprobs(self, given):
        return given if self.ids is None else token_logprobs(given[:, :-1], self.ids[:, 1:])

    def current(self):
        leaf = self.given.detach().requires_grad_()
        return leaf, self.logprobs(leaf)


class AWR(Policy):
    def __init__(self, rows, tokens, vocabulary):
        super().__init__(rows, tokens, vocabulary)
        self.advantages = uniform([rows], -1, 1, 3)
        self.count, self.rows = self.mask.sum(), rows

    def everything(self):
        leaf, current = self.current()
        weights = (self.advantages / 0.5).exp().clamp_max(20)
        loss = -masked_mean(weights.unsqueeze(-1) * current, self.mask, self.count)
        loss.backward()
        metrics = torch.stack([loss.detach().double(), weights.sum().double() / (self.rows + 1e-8), weights.max().double()])
        return [loss.detach(), leaf.grad, metrics]


class GSPO(Policy):
    LOWER, UPPER = 0.03, 0.04

    def __init__(self, rows, tokens, vocabulary):
        super().__init__(rows, tokens, vocabulary)
        self.previous = self.previous[:, 1:]
        self.advantages = uniform([rows, tokens], -1, 1, 3)[:, 1:]
        self.rows = rows

    def everything(self):
        leaf, current = self.current()
        lengths = self.mask.sum(-1, keepdim=True) + 1e-8
        ratio = (((current - self.previous) * self.mask).sum(-1, keepdim=True) / lengths).exp()
        clipped = ratio.clamp(1 - self.LOWER, 1 + self.UPPER)
        each = -torch.minimum(ratio * self.advantages, clipped * self.advantages)
        count = self.rows + 1e-8
        loss = ((each * self.mask).sum(-1, keepdim=True) / lengths).sum() / count
        loss.backward()
        beyond = (ratio != clipped).double().sum() / count
        return [loss.detach(), leaf.grad, torch.stack([loss.detach().double(), ratio.detach().double().sum() / count, beyond])]


class PolicyCispo(Policy):
    def __init__(self, rows, tokens, vocabulary):
        super().__init__(rows, tokens, vocabulary)
        shape, previous = [rows, tokens], self.previous
        self.previous = previous[:, 1:]
        self.advantages = uniform(shape, -2, 2, 3)[:, 1:]
        self.generation = (previous + uniform(shape, -0.05, 0.05, 4))[:, 1:]
        self.reference = (previous + uniform(shape, -0.5, 0.5, 5))[:, 1:]
        self.weights = uniform(shape, 0.5, 1.5, 7)[:, 1:]
        self.count, self.rows = self.mask.sum() + 1e-8, float(rows)

    def mean(self, values):
        return (values * self.mask).sum() / self.count

    def row_mean(self, values):
        return (values * self.mask).sum(1, keepdim=True) / (self.mask.sum(1, keepdim=True) + 1e-8)

    def everything(self):
        leaf, y = self.current()
        ratio = (y - self.previous).exp()
        weight = (self.previous - self.generation).exp().clamp_max(1.02)
        loss = self.mean(-(self.advantages * ratio.detach().clamp(0, 1.3)) * y * weight)
        loss.backward()
        with torch.no_grad():
            mean = lambda values: self.mean(values.float()).item()
            metrics = [loss.item(), loss.item(), mean(ratio), mean(ratio > 1.3), 0.0, mean(self.previous - y), 0.0, mean(weight), 0.0, 0.0, 0.0, self.rows]
        return [loss.detach(), leaf.grad, metrics]


class PolicyAll(PolicyCispo):
    def everything(self):
        (leaf, y), a = self.current(), self.advantages
        ratio = (y - self.previous).clamp(-20, 20).exp()
        surrogate = torch.max(-a * ratio, -a * ratio.clamp(0.8, 1.2))
        surrogate = torch.where(a < 0, torch.min(surrogate, -a * 3), surrogate)
        q = (self.previous - self.generation).clamp(-20, 20)
        weight = q.exp().clamp(0.5, 1.02)
        keep = (self.row_mean(q.exp() - 1 - q) <= 1) & (((q.exp() < 1e-4) * self.mask).sum(1, keepdim=True) == 0)
        keep = (keep & ~((a < 0) & (self.row_mean(self.previous - y.detach()) > 0.01))).float()
        policy = self.mean(surrogate * weight * keep * self.weights)
        d = (self.reference - y).clamp(-20, 20)
        kl = self.mean((ratio * (d.exp() - d - 1)).clamp(-10, 10))
        loss = policy + 0.01 * kl
        loss.backward()
        with torch.no_grad():
            mean = lambda values: self.mean(values.float()).item()
            metrics = [
                loss.item(),
                policy.item(),
                mean(ratio),
                mean(((a > 0) & (ratio > 1.2)) | ((a < 0) & (ratio < 0.8))),
                mean((a < 0) & (ratio > 3)),
                mean(self.previous - y),
                kl.item(),
                mean(weight * keep),
                mean(1 - keep),
                0.0,
                0.0,
                self.rows,
            ]
        return [loss.detach(), leaf.grad, metrics]


class Pack:
    def __init__(self, sequences, tokens, vocabulary):
        self.logits = uniform([sequences, tokens, vocabulary], -4, 4, 1)
        self.ids = integers([sequences, tokens], vocabulary, 2)
        self.mask = torch.ones(sequences, tokens)
        self.count = self.mask[:, 1:].sum()

    def packed(self):
        _, tokens, vocabulary = self.logits.shape
        logits = self.logits.detach().view(1, -1, vocabulary).requires_grad_()
        loss = 0.0
        # One split instead of several slices: the gradient of a slice is as large as that of all logits.
        for i, part in enumerate(logits.split(tokens, dim=1)):
            loss = loss + nll(part, self.ids[i : i + 1], self.mask[i : i + 1], self.count)
        loss.backward()
        return [loss.detach(), logits.grad]

    def padded(self):
        logits = self.logits.detach().requires_grad_()
        loss = nll(logits, self.ids, self.mask, self.count)
        loss.backward()
        return [loss.detach(), logits.grad]


class DPO:
    BETA = 0.05

    def __init__(self, rows, tokens, vocabulary):
        self.logits = uniform([rows, tokens, vocabulary], -4, 4, 1)
        self.ids = integers([rows, tokens], vocabulary, 2)
        self.reference = uniform([rows, tokens], -12, -11, 3)
        self.mask = torch.ones(rows, tokens)
        self.sample_mask = torch.ones(rows)
        self.pairs = self.sample_mask.sum() / 2

    def gradient(self):
        logits = self.logits.detach().requires_grad_()
        logprobs = token_logprobs(logits[:, :-1], self.ids[:, 1:])
        rewards = ((logprobs - self.reference[:, :-1]) * self.mask[:, 1:]).sum(-1)
        margin = rewards[0::2] - rewards[1::2]
        mask = self.sample_mask[0::2]
        loss = masked_mean(-F.logsigmoid(self.BETA * margin) * mask, mask, self.pairs)
        loss.backward()
        with torch.no_grad():
            masked_mean(margin > 0, mask, self.pairs).item()
            masked_mean(rewards[0::2], mask, self.pairs).item()
            masked_mean(rewards[1::2], self.sample_mask[1::2], self.pairs).item()
        return [loss.detach(), logits.grad]


class Hidden:
    def __init__(self, tokens, width, vocabulary):
        self.hidden = uniform([1, tokens + 1, width], -2, 2, 1)
        self.weight = uniform([vocabulary, width], -0.05, 0.05, 2)
        self.ids = integers([1, tokens + 1], vocabulary, 3)
        self.mask = torch.ones(1, tokens + 1)
        self.count = self.mask[:, 1:].sum()

    def gradients(self):
        hidden, weight = self.hidden.detach().requires_grad_(), self.weight.detach().requires_grad_()
        loss = nll(F.linear(hidden, weight), self.ids, self.mask, self.count)
        loss.backward()
        return [loss.detach(), hidden.grad, weight.grad]


CASES = {kind.__name__: kind for kind in (TokenLogprobs, ClippedPG, AWR, GSPO, PolicyCispo, PolicyAll, Pack, DPO, Hidden)}


def resident(field):
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith(field):
                return 1024 * int(line.split()[1])


def reset_peak():
    try:
        # Memory that the allocator has kept would hide new allocations.
        ctypes.CDLL(None).malloc_trim(0)
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
        return True
    except (OSError, AttributeError):
        return False


def run(task, peak, times):
    time.sleep(0.003)
    before = resident("VmRSS:") if peak and reset_peak() else None
    began = time.perf_counter()
    for _ in range(times):
        results = task()
        del results
    elapsed = 1000 * (time.perf_counter() - began) / times
    return {"ms": elapsed, "peak": None if before is None else max(0, resident("VmHWM:") - before)}


def flat(result):
    return torch.as_tensor(result).double().flatten().tolist()


def set_threads(count):
    torch.set_num_threads(count)
    try:
        # torch.set_num_threads does not affect OpenBLAS.
        ctypes.CDLL("libopenblas.so.0").openblas_set_num_threads(count)
    except (OSError, AttributeError):
        pass


def answer(request, case):
    kind = request["do"]
    if kind == "prepare":
        arguments = dict(request["with"])
        case = CASES[arguments.pop("case")](**arguments)
        say(ok=True)
    elif kind == "forget":
        case = None
        say(ok=True)
    elif kind == "threads":
        set_threads(request["count"])
        say(ok=True)
    elif kind == "run":
        say(**run(getattr(case, request["task"]), request["peak"], request["times"]))
    elif kind == "results":
        say(results=[flat(result) for result in getattr(case, request["task"])()])
    else:
        say(error=f"unknown request {kind!r}")
    return case


requests = queue.Queue()


def listen():
    for line in sys.stdin:
        requests.put(line)
    # The parent has exited, or was killed: nobody waits for the result.
    os._exit(0)


def main():
    # Ctrl-C goes to the whole process group; the parent decides how to handle it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=listen, daemon=True).start()
    say(torch=torch.__version__, python=sys.version.split()[0])
    case = None
    while True:
        try:
            case = answer(json.loads(requests.get()), case)
        except Exception as error:
            case = None
            say(error=f"{type(error).__name__}: {error}")


main()
