#!/bin/sh
# Puts an nginx on the PATH for the tests in front of it, with the system's package manager.
# Without it they say that they were left out.
set -eu

PATH="$PATH:/usr/sbin"
if command -v nginx >/dev/null; then exit 0; fi

as_root=""
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null; then as_root="sudo -n"; fi

# The package's own service is not wanted: the tests start theirs.
keep_still() {
  if [ -d /usr/sbin ] && [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee /usr/sbin/policy-rc.d >/dev/null
    $as_root chmod +x /usr/sbin/policy-rc.d
    trap '$as_root rm -f /usr/sbin/policy-rc.d' EXIT
  fi
}

echo "Installing nginx for the tests …"
if command -v apt-get >/dev/null; then
  keep_still && $as_root apt-get update -qq && $as_root apt-get install -qq -y nginx-light >/dev/null && exit 0
elif command -v dnf >/dev/null; then
  $as_root dnf install -q -y nginx && exit 0
elif command -v pacman >/dev/null; then
  $as_root pacman -Sy --noconfirm nginx && exit 0
elif command -v apk >/dev/null; then
  $as_root apk add nginx && exit 0
elif command -v brew >/dev/null; then
  brew install nginx && exit 0
fi
echo "nginx could not be installed: the tests in front of it are left out." >&2
