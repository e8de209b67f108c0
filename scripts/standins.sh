#!/usr/bin/env bash
# standins.sh WORKER FOLDER: makes stand-ins for libraries that a reader seldom uses.
#
# poppler names libraries that draw pages and write images, and those name X11 and more: 23 of the 52
# libraries of a reader, a quarter of its time for a small document. Few documents need them: those
# whose annotations are drawn. FOLDER gets one small library under their names that loads them when
# they are first called, and the list of the libraries that it was made for; `calls` uses it as long
# as these are the same. Where it cannot be made, readers load all.
set -euo pipefail
worker=$1 folder=$2
here=$(cd "$(dirname "$0")" && pwd)
seldom='^lib(cairo|gio-2\.0|tiff)\.so'

give_up() {
  echo "   $1: readers load all libraries"
  rm -rf "$folder"
  exit 0
}

[ "$(uname -m)" = x86_64 ] || give_up "not for $(uname -m)"
for tool in ldd nm objdump; do
  command -v "$tool" >/dev/null || give_up "no $tool"
done
compiler=$(command -v clang || command -v cc) || give_up "no C compiler"
work=$(mktemp -d "${TMPDIR:-/tmp}/calls-standins.XXXXXX")
trap 'rm -rf "$work"' EXIT

declare -A path seen
while read -r name _ file _; do
  if [ -e "${file:-}" ]; then path[$name]=$(readlink -f "$file"); fi
done < <(ldd "$worker")

# What is loaded still, and what it wants of what is not.
queue=("$(readlink -f "$worker")") absent=()
while [ ${#queue[@]} -gt 0 ]; do
  file=${queue[0]} queue=("${queue[@]:1}")
  nm -D --undefined-only "$file" | awk -v file="$file" '{ print $NF, file }' >>"$work/wanted"
  while read -r name; do
    [ -z "${seen[$name]:-}" ] || continue
    seen[$name]=1
    if [[ $name =~ $seldom ]]; then absent+=("$name"); elif [ -n "${path[$name]:-}" ]; then queue+=("${path[$name]}"); fi
  done < <(objdump -p "$file" | awk '$1 == "NEEDED" { print $2 }')
done
[ ${#absent[@]} -gt 0 ] || give_up "no such libraries"

for i in "${!absent[@]}"; do
  printf '"%s",\n' "${path[${absent[i]}]}" >>"$work/libraries"
  nm -D --defined-only "${path[${absent[i]}]}" |
    awk -v library="$i" '{ sub(/@.*/, "", $NF); print $NF, $(NF - 1), library }' >>"$work/defined"
done
# NAME VERSION KIND LIBRARY USER of each symbol that is wanted of them; no version is `-`.
awk 'NR == FNR { kind[$1] = $2 " " $3; next }
  { split($1, part, "@+"); if (part[1] in kind) print part[1], (part[2] ? part[2] : "-"), kind[part[1]], $2 }' \
  "$work/defined" "$work/wanted" | sort -u >"$work/symbols"
! awk '{ print $3 }' "$work/symbols" | grep -qv '[TWi]' || give_up "they share variables"

awk '!done[$1]++ { print ($1 ~ /_destroy$/ ? "RELEASE(" : "FUNCTION(") n++ ", " $1 ", " $4 ")" }' \
  "$work/symbols" >"$work/functions"
awk '$2 != "-" && !done[$1]++ { names[$2] = names[$2] " " $1 ";" }
  END { for (version in names) print version " { global:" names[version] " };" }' \
  "$work/symbols" >"$work/versions"
options=(-O1 -shared -fPIC -nostdlib -I "$work")
[ ! -s "$work/versions" ] || options+=("-Wl,--version-script=$work/versions")
"$compiler" "${options[@]}" -o "$work/standins.so" "$here/standins.c" 2>"$work/log" ||
  give_up "$(head -n 1 "$work/log")"

rm -rf "$folder"
mkdir -p "$folder"
cp "$work/standins.so" "$folder"
for name in "${absent[@]}"; do ln -s standins.so "$folder/$name"; done
env LD_LIBRARY_PATH="$folder" LD_BIND_NOW=1 "$worker" --sandbox-report >/dev/null 2>&1 </dev/null ||
  give_up "stand-ins do not fit"
awk '{ print $5 }' "$work/symbols" | sort -u | grep -vxF "$(readlink -f "$worker")" |
  while read -r file; do stat -L -c '%s %Y %n' "$file"; done >"$work/fits"
for name in "${absent[@]}"; do stat -L -c '%s %Y %n' "${path[$name]}"; done >>"$work/fits"
cp "$work/fits" "$folder/libraries"
echo "   $(wc -l <"$work/functions") functions of ${#absent[@]} libraries that readers load late"
