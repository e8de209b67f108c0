#!/usr/bin/env bash
# run.sh CALLS DAY PROFILE FOLDER: reads the corpus, matches a profile, writes an HTML digest.
set -euo pipefail
calls=$1 day=$2 profile=$3 folder=$4
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
export CALLS_STORE=$folder/calls.sqlite
# Begun anew each time, so that the digest tells of all calls.
rm -f "$CALLS_STORE" "$CALLS_STORE"-*

echo "== calls add Corpus"
"$calls" add --on "$day" Corpus || {
  status=$?
  [ $status -eq 65 ] || exit $status
  echo "   Some documents could not be read; see above. The others are in the store."
}
echo
echo "== calls match --profile $profile --on $day --limit 3"
"$calls" match --profile "$profile" --on "$day" --limit 3
digest=$folder/digest.html
"$calls" digest --quiet --profile "$profile" --on "$day" --format html --output "$digest"
echo
echo "Digest: $digest"
echo "Store:  $CALLS_STORE (try: $calls list --store $CALLS_STORE --on $day --open)"
