#!/usr/bin/env python3
"""ratio.py CALLS FORKS [ROUNDS] FILE...: how fast `calls extract --format text` reads PDF files in one
batch, beside `pdftotext` started for each file, and `forks` (see forks.c), on all cores and on one.

Interleaved rounds; ratios to pdftotext of the same round, of wall time and of CPU time (user and
system, of all processes). On a busy machine only CPU time tells something. MB is the largest process.
"""
import os, statistics, subprocess, sys, time


def run(*command):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss >> 10


def each(files):
    results = [run("pdftotext", file, "-") for file in files]
    return sum(r[0] for r in results), sum(r[1] for r in results), max(r[2] for r in results)


calls, forks, rest = sys.argv[1], sys.argv[2], sys.argv[3:]
rounds = int(rest.pop(0)) if rest[0].isdigit() else 5
extract = [calls, "extract", "--format", "text", *rest]
one_core = ["taskset", "-c", "0"]
jobs = {
    "pdftotext": lambda: each(rest),
    "forks": lambda: run(forks, *rest),
    "forks, one core": lambda: run(*one_core, forks, *rest),
    "calls": lambda: run(*extract),
    "calls, one core": lambda: run(*one_core, *extract),
}
times = {name: [] for name in jobs}
for i in range(rounds + 1):
    for name, job in jobs.items():
        result = job()
        if i:
            times[name].append(result)
base = times["pdftotext"]
print(f"{'':<18}{'wall ms':>9}{'x':>7}{'cpu ms':>9}{'x':>7}{'MB':>5}")
for name, own in times.items():
    wall, cpu = (statistics.median(t[k] for t in own) * 1000 for k in (0, 1))
    wall_ratio, cpu_ratio = (statistics.median(a[k] / b[k] for a, b in zip(base, own)) for k in (0, 1))
    print(f"{name:<18}{wall:>9.0f}{wall_ratio:>7.2f}{cpu:>9.0f}{cpu_ratio:>7.2f}{max(t[2] for t in own):>5}")
