#!/bin/sh
# Puts a Chromium on the PATH for the browser tests, with the system's package manager.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null; then exit 0; fi
done

as_root=""
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null; then as_root="sudo -n"; fi

echo "Installing Chromium for the browser tests …"
if command -v apt-get >/dev/null; then
  $as_root apt-get update -qq && $as_root apt-get install -qq -y chromium >/dev/null && exit 0
elif command -v dnf >/dev/null; then
  $as_root dnf install -q -y chromium && exit 0
elif command -v pacman >/dev/null; then
  $as_root pacman -Sy --noconfirm chromium && exit 0
elif command -v apk >/dev/null; then
  $as_root apk add chromium && exit 0
elif command -v brew >/dev/null; then
  brew install --cask chromium && exit 0
fi
echo "The browser tests need Chromium: install it, put it on the PATH, and try again." >&2
exit 1
