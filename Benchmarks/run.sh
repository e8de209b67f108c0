#!/usr/bin/env bash
# run.sh [CALLS] [ROUNDS]: how long the usual commands take on the corpus: the best and the median
# of some rounds, in seconds of wall time, and the largest memory of a process in megabytes.
# On a busy machine only the best tells something. Needs python3.
set -euo pipefail
cd "$(dirname "$0")/.."
calls=${1:-$(swift build -c release --show-bin-path)/calls}
export CALLS_STORE CALLS_RULES=${CALLS_RULES:-Rules}
CALLS_STORE=$(mktemp -d)/calls.sqlite
CALLS="$calls" ROUNDS="${2:-5}" exec python3 - <<'PY'
import os, resource, statistics, subprocess, time

calls, rounds = os.environ["CALLS"], int(os.environ["ROUNDS"])
store = os.environ["CALLS_STORE"]
profile = ["--profile", "Corpus/profiles/region.json", "--on", "2024-03-15"]
commands = {
    "start (rules list)": ["rules", "list", "--json"],
    "parse one page": ["parse", "Corpus/documents/life-circular-2024.html"],
    "parse the corpus": ["parse", "--ndjson", "Corpus"],
    "add the corpus": ["add", "--on", "2024-03-15", "Corpus"],
    "add it again": ["add", "--on", "2024-03-15", "Corpus"],
    "match": ["match", *profile, "--json"],
    "search": ["search", "coopération", "jeunes"],
}
print(f"{'':<22}{'best':>8}{'median':>9}")
for name, command in commands.items():
    times = []
    for _ in range(rounds):
        if name == "add the corpus":
            for end in ("", "-wal", "-shm", "-lock"):
                if os.path.exists(store + end):
                    os.remove(store + end)
        begin = time.perf_counter()
        done = subprocess.run([calls, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.perf_counter() - begin)
        assert done.returncode in (0, 65), (command, done.returncode)
    print(f"{name:<22}{min(times):>7.2f}s{statistics.median(times):>8.2f}s")
peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
print(f"largest process: {peak:.0f} MB")
PY
