#!/bin/sh
# Puts wrk, the load generator of the bench, on the PATH with the system's package manager.
set -eu

if command -v wrk >/dev/null; then exit 0; fi

as_root=""
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null; then as_root="sudo -n"; fi

echo "Installing wrk for the bench …"
if command -v apt-get >/dev/null; then
  $as_root apt-get update -qq && $as_root apt-get install -qq -y wrk >/dev/null && exit 0
elif command -v dnf >/dev/null; then
  $as_root dnf install -q -y wrk && exit 0
elif command -v pacman >/dev/null; then
  $as_root pacman -Sy --noconfirm wrk && exit 0
elif command -v apk >/dev/null; then
  $as_root apk add wrk && exit 0
fi
echo "The bench needs wrk: install it, put it on the PATH, and try again." >&2
exit 1
