#!/usr/bin/env bash
# standins.sh WORKER FOLDER: makes stand-ins for libraries that a reader does not use.
#
# poppler names libraries that draw pages, write images and check signatures, and those name X11 and
# more: 23 of the 52 that a reader loads, a third of its time for a small document, and none of them
# has to do with text. FOLDER gets one small library of their names, whose functions do nothing, and
# the list of the libraries that it was made for; `calls` uses it as long as these are the same.
# Where it cannot be made, readers load all.
set -euo pipefail
worker=$1 folder=$2
spared='^lib(cairo|gio-2\.0|tiff|nss3|smime3|plc4|nspr4)\.so'

give_up() {
  echo "   $1: readers load all libraries"
  rm -rf "$folder"
  exit 0
}

for tool in ldd nm objdump; do
  command -v "$tool" >/dev/null || give_up "no $tool"
done
compiler=$(command -v clang || command -v cc) || give_up "no C compiler"
work=$(mktemp -d "${TMPDIR:-/tmp}/calls-standins.XXXXXX")
trap 'rm -rf "$work"' EXIT

declare -A path seen
while read -r name _ file _; do
  [ -n "$file" ] && [ -e "$file" ] && path[$name]=$(readlink -f "$file")
done < <(ldd "$worker")

# What stays loaded, and what of it is no longer there.
queue=("$(readlink -f "$worker")") absent=()
while [ ${#queue[@]} -gt 0 ]; do
  file=${queue[0]} queue=("${queue[@]:1}")
  nm -D --undefined-only "$file" | awk -v file="$file" '{ print $NF, file }' >>"$work/wanted"
  while read -r name; do
    [ -z "${seen[$name]:-}" ] || continue
    seen[$name]=1
    if [[ $name =~ $spared ]]; then absent+=("$name"); elif [ -n "${path[$name]:-}" ]; then queue+=("${path[$name]}"); fi
  done < <(objdump -p "$file" | awk '$1 == "NEEDED" { print $2 }')
done
[ ${#absent[@]} -gt 0 ] || give_up "nothing to spare"

for name in "${absent[@]}"; do nm -D --defined-only "${path[$name]}"; done |
  awk '{ sub(/@.*/, "", $NF); print $NF, $(NF - 1) }' >"$work/defined"
# NAME VERSION KIND FILE of each symbol that is wanted of them; no version is `-`.
awk 'NR == FNR { kind[$1] = $2; next }
  { split($1, part, "@+"); if (part[1] in kind) print part[1], (part[2] ? part[2] : "-"), kind[part[1]], $2 }' \
  "$work/defined" "$work/wanted" | sort -u >"$work/symbols"

awk '!done[$1]++ { print ($3 ~ /[TWi]/ ? "void *" $1 "(void) { return 0; }" : "char " $1 "[256];") }' \
  "$work/symbols" >"$work/standins.c"
awk '$2 != "-" && !done[$1 $2]++ { names[$2] = names[$2] " " $1 ";" }
  END { for (version in names) print version " { global:" names[version] " };" }' \
  "$work/symbols" >"$work/versions"
options=(-O1 -w -shared -fPIC -nostdlib -fno-builtin)
[ ! -s "$work/versions" ] || options+=("-Wl,--version-script=$work/versions")
"$compiler" "${options[@]}" -o "$work/standins.so" "$work/standins.c" 2>"$work/log" ||
  give_up "$(head -n 1 "$work/log")"

rm -rf "$folder"
mkdir -p "$folder"
cp "$work/standins.so" "$folder"
for name in "${absent[@]}"; do ln -s standins.so "$folder/$name"; done
env LD_LIBRARY_PATH="$folder" LD_BIND_NOW=1 "$worker" --sandbox-report >/dev/null 2>&1 </dev/null ||
  give_up "stand-ins do not fit"
awk '{ print $4 }' "$work/symbols" | sort -u | grep -vxF "$(readlink -f "$worker")" |
  while read -r file; do stat -L -c '%s %Y %n' "$file"; done >"$folder/libraries"
echo "   $(wc -l <"$work/symbols") functions of ${#absent[@]} libraries that readers do without"
