#!/usr/bin/env bash
# fresh.sh BIN [done]: makes sure that no compiled module of the project is older than the sources.
#
# The compiler does not recompile a module when only the private fields of a type it uses from another
# module change, and the program then reads that type by its old layout and crashes. So where the
# sources changed since the last build that ended well, the project's own modules are compiled anew;
# those of its dependencies stay. With `done`, notes that the build ended well.
set -euo pipefail
bin=$1
[ -n "$bin" ] || exit 0
stamp=$bin/.calls-sources
now=$(find Package.swift Sources Tests Benchmarks Rules/words -type f \( -name '*.swift' -o -name '*.h' -o -name '*.txt' \) -print0 | sort -z | xargs -0 cat | sha256sum)

if [ "${2:-}" = "done" ]; then
  echo "$now" >"$stamp"
elif [ -d "$bin" ] && [ "$(cat "$stamp" 2>/dev/null)" != "$now" ]; then
  for folder in Sources/* Tests/* Benchmarks; do
    name=$(basename "$folder")
    rm -rf "${bin:?}/$name.build" "$bin/Modules/$name.swiftmodule" "$bin/Modules/${name//-/_}.swiftmodule"
    rm -rf "$bin/${name//-/_}.build"
  done
  # What was deleted is planned anew: else a build that failed leaves a plan that names files no more.
  rm -f "$bin/description.json"
fi
