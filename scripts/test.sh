#!/usr/bin/env bash
# test.sh CALLS: every check of the project on the debug build, which is quick enough for the corpus.
# Goes on after a failure, so that one run tells all, and ends with 1 if anything failed.
set -uo pipefail
calls=$1
here=$(dirname "$0")
failed=()

check() {
  local name=$1
  shift
  "$here/step.sh" "$name" "$@" || failed+=("$name")
}

check "format" swift format lint --strict -r Sources Tests Package.swift
# The one limit on time: a test that hangs must not hold the run for ever.
check "tests" timeout --kill-after=30s 80m swift test --skip-build
check "rules: form" "$calls" rules check --rules Rules
check "rules: examples" "$calls" rules test --rules Rules
check "evaluation floors" "$calls" evaluate Corpus --rules Rules

if [ ${#failed[@]} -gt 0 ]; then
  printf '\nFAILED:\n' >&2
  printf '  %s\n' "${failed[@]}" >&2
  printf 'Each failure is shown above with its command: run that alone, mend, and run make test again.\n' >&2
  exit 1
fi
printf '\nAll checks passed.\n'
