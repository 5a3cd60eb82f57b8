#!/bin/sh
# What the tests need beside Python: Chromium, npm (with any Node), and two npm folders.
# Installs what is missing, or says the one command that does. Nothing is ever skipped.
set -eu
cd "$(dirname "$0")/../.."

missing=
if [ -n "${WADAH_CHROMIUM:-}" ]; then
  test -x "$WADAH_CHROMIUM" || { echo "setup: WADAH_CHROMIUM is no program: $WADAH_CHROMIUM" >&2; exit 1; }
else
  found=
  for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then found=$name; fi
  done
  test -n "$found" || missing="$missing chromium-headless-shell fonts-liberation"
fi
command -v node >/dev/null 2>&1 || missing="$missing nodejs"
command -v npm >/dev/null 2>&1 || missing="$missing npm"

if [ -n "$missing" ]; then
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
    echo "setup: the tests need$missing. Install with:" >&2
    echo "  sudo apt-get install -y$missing" >&2
    exit 1
  fi
  echo "setup:$missing (once; a minute or two)"
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086 # one word per package
  { apt-get update -q && apt-get install -y -q --no-install-recommends $missing; } >"$log" 2>&1 ||
    { cat "$log" >&2; rm -f "$log"; exit 1; }
  rm -f "$log"
fi

for folder in . tests/bed/oidc; do
  test -f "$folder/package-lock.json" || continue
  stamp=$folder/node_modules/.stamp-$(cksum <"$folder/package-lock.json" | cut -d ' ' -f 1)
  test -f "$stamp" && continue
  echo "setup: npm packages in $folder"
  npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
  touch "$stamp"
done
