#!/usr/bin/env bash
# Puts the system packages in place that building and reading need (Debian 12 or newer, Ubuntu).
# Installs nothing where nothing is missing, and says what it installs.
set -euo pipefail

packages=(
  pkg-config make libpoppler-glib-dev zlib1g-dev libxml2-dev libzip-dev libuchardet-dev
  libstemmer-dev libsqlite3-dev libmd-dev libxlsxwriter-dev libcurl4-openssl-dev
  iso-codes
)

if ! command -v swift >/dev/null; then
  echo "Swift is missing. Install a 6.1 toolchain or newer from https://www.swift.org/install/linux," >&2
  echo "put its usr/bin in PATH, and run make again." >&2
  exit 69
fi
version=$(swift --version 2>&1 | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
if [ "$(printf '%s\n6.1\n' "${version:-0}" | sort -V | head -n 1)" != 6.1 ]; then
  echo "Swift ${version:-of an unknown version} was found; calls needs 6.1 or newer." >&2
  exit 69
fi

if ! command -v dpkg-query >/dev/null; then
  echo "This is no Debian or Ubuntu. Install by hand what these packages hold: ${packages[*]}" >&2
  command -v pkg-config >/dev/null && pkg-config --exists poppler-glib libxml-2.0 libzip uchardet sqlite3 && exit 0
  exit 69
fi

missing=()
for package in "${packages[@]}"; do
  # pkgconf provides pkg-config.
  if [ "$package" = pkg-config ] && command -v pkg-config >/dev/null; then continue; fi
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
  echo "== system packages: all there"
  exit 0
fi

echo "== installing system packages: ${missing[*]}"
root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "They need root, and there is no sudo. As root, run: apt-get install ${missing[*]}" >&2
    exit 69
  fi
  root=(sudo)
fi
"${root[@]}" apt-get update -q
"${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
