#!/usr/bin/env bash
# measure.sh CALLS: runs the measuring scripts that stand beside the project, and prints one table.
# Where they are absent, or a package that one needs, it says so.
set -uo pipefail
calls=$(realpath "$1")
shared=${CALLS_SHARED:-$(cd "$(dirname "$0")/../.." && pwd)/shared}
measure=$shared/measure
if [ ! -d "$measure" ]; then
  echo "No measuring scripts at $measure: nothing to measure."
  exit 0
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/calls-measure.XXXXXX") || exit 73
export XDG_CACHE_HOME=$work/cache
rows=()

row() { rows+=("$(printf '%-34s %s' "$1" "$2")"); }

# run NAME COMMAND...: its output goes to a log; 1 where it fails.
run() {
  local name=$1
  shift
  printf '== %s\n' "$name" >&2
  "$@" >"$work/$name.log" 2>"$work/$name.err" && return 0
  row "$name" "failed: $(tail -n 1 "$work/$name.err" | cut -c 1-70) ($work/$name.err)"
  return 1
}

records() {
  local name=$1 folder=$2
  [ -f "$folder/gold.jsonl" ] || { row "$name" "absent"; return; }
  find "$folder" -maxdepth 1 -type f ! -name '*.jsonl' ! -name 'README*' -print0 | sort -z |
    xargs -0 "$calls" parse --ndjson >"$work/$name.ndjson" 2>"$work/$name.parse.err"
  run "$name" python3 "$measure/score_calls.py" --gold "$folder/gold.jsonl" \
    --predicted "$work/$name.ndjson" || return
  row "$name" "$(tail -n 1 "$work/$name.log")"
}

records records-pages "$shared/pages"
records records-real "$shared/real"

if run recognisers python3 "$measure/recognisers/score.py" --by group "$measure/recognisers/exam" \
  -- "$calls" tag --ndjson; then
  row "recognisers" "$(awk '$1 == "TOTAL" {print "precision " $4 ", recall " $5 ", span " $6 ", value " $7 ", clean " $8}' "$work/recognisers.log")"
fi

if python3 -c 'import rapidfuzz, Levenshtein' 2>/dev/null; then
  if run extraction-pdf python3 "$measure/extraction/pdf-quality.py" --set order,pptx \
    --peers pdftotext --ours "$calls extract --format text {}"; then
    while IFS= read -r line; do row "extraction-pdf" "$line"; done \
      < <(grep -iE 'ours|calls' "$work/extraction-pdf.log" | tail -n 4 | cut -c 1-100)
  fi
  if run extraction-html python3 "$measure/extraction/html-quality.py" --set trafilatura --peers "" \
    --ours "$calls extract --format text {}" \
    --ours-batch "$calls extract --format text {files}"; then
    while IFS= read -r line; do row "extraction-html" "$line"; done \
      < <(grep -iE 'ours|calls' "$work/extraction-html.log" | tail -n 2 | cut -c 1-100)
  fi
else
  row "extraction" "skipped: pip install rapidfuzz levenshtein"
fi

if run matching python3 "$measure/matching/run_match.py" --calls "$calls" --keep "$work/matching"; then
  while IFS= read -r line; do row "matching" "$line"; done \
    < <(grep -vE '^ *$' "$work/matching.log" | cut -c 1-110)
fi

echo
printf '%-34s %s\n' measure figure
printf '%s\n' "${rows[@]}"
echo
echo "Logs: $work"
