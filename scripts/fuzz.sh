#!/usr/bin/env bash
# fuzz.sh TARGET SECONDS: libFuzzer on one of Tests/FuzzTargets, with the address sanitizer, for so
# long. What it keeps stands in .build/fuzz/TARGET and grows from run to run; inputs that break
# something are written beside it, and belong, once mended, in Tests/FuzzReplayTests/Seeds/TARGET.
# "fuzz.sh all SECONDS" runs each target in turn.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?usage: fuzz.sh TARGET|all SECONDS}
seconds=${2:?usage: fuzz.sh TARGET|all SECONDS}
build=${CALLS_FUZZ_BUILD:-.build/fuzz-build}

runtime=$(dirname "$(find "$(dirname "$(readlink -f "$(command -v swiftc)")")/.." \
  -name 'libclang_rt.fuzzer_no_main-*.a' -print -quit)")
library=$(ls "$runtime"/libclang_rt.fuzzer_no_main-"$(uname -m)".a)
CALLS_FUZZ=1 scripts/step.sh "building for libFuzzer" swift build --build-path "$build" -c release \
  --product calls-fuzz --sanitize address \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp \
  -Xlinker "$library" -Xlinker -lstdc++
program=$(CALLS_FUZZ=1 swift build --build-path "$build" -c release --show-bin-path)/calls-fuzz

# Bytes of an input at most: large ones are slow, and say nothing that small ones do not.
longest() {
  case $1 in
  writers) echo 1024 ;;
  rules) echo 4096 ;;
  wire | profile | office) echo 8192 ;;
  *) echo 16384 ;;
  esac
}

fuzz() {
  local kept=.build/fuzz/$1 found=.build/fuzz/$1-found own=Tests/FuzzReplayTests/Seeds/$1
  mkdir -p "$kept" "$found"
  "$program" --sound "$1" "$kept"
  # Leaks are not asked for: what Swift and the libraries keep for good is none.
  ASAN_OPTIONS=detect_leaks=0:malloc_context_size=4 "$program" "$1" -max_total_time="$seconds" \
    -timeout=20 -rss_limit_mb=3000 -max_len="$(longest "$1")" -len_control=0 \
    -artifact_prefix="$found/" -print_final_stats=1 "$kept" $([ ! -d "$own" ] || echo "$own")
}

if [ "$target" = all ]; then
  status=0
  for each in writers wire office rules profile documents records; do fuzz "$each" || status=$?; done
  exit "$status"
else
  fuzz "$target"
fi
