#!/usr/bin/env bash
# step.sh NAME COMMAND...: runs a command, says what is done and how long it took, and on failure
# what failed. On a terminal the command's last line shows its progress; elsewhere all of it is kept
# in a log and shown where it fails.
set -uo pipefail
name=$1
shift
log=$(mktemp "${TMPDIR:-/tmp}/calls-step.XXXXXX") || exit 73
begin=$SECONDS
printf '== %s\n' "$name"
if [ -t 1 ]; then
  "$@" 2>&1 | tee "$log" | while IFS= read -r line; do
    printf '\r\033[K   %.*s' 110 "$line"
  done
  status=${PIPESTATUS[0]}
  printf '\r\033[K'
else
  "$@" >"$log" 2>&1
  status=$?
fi
if [ "$status" -eq 0 ]; then
  tail -n 1 "$log" | sed 's/^/   /'
  printf '   done in %d s\n' "$((SECONDS - begin))"
  rm -f "$log"
else
  printf '\n'
  grep -E 'error:|✘|failed|calls: ' "$log" | sort -u | tail -n 40
  printf '== %s FAILED (status %d). Whole log: %s\n' "$name" "$status" "$log" >&2
  printf '   Command: %s\n' "$*" >&2
fi
exit "$status"
