#!/bin/sh
# install-program.sh PACKAGE PROGRAM… puts one of the programs on the PATH, where none is,
# with the system's package manager.
set -eu

package=$1
shift

PATH="$PATH:/usr/sbin"
for name in "$@"; do
  if command -v "$name" >/dev/null; then exit 0; fi
done

as_root=""
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null; then as_root="sudo -n"; fi

# A service that comes with the package is not wanted: the tests start theirs.
keep_still() {
  if [ -d /usr/sbin ] && [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | $as_root tee /usr/sbin/policy-rc.d >/dev/null
    $as_root chmod +x /usr/sbin/policy-rc.d
    trap '$as_root rm -f /usr/sbin/policy-rc.d' EXIT
  fi
}

echo "Installing $package …"
if command -v apt-get >/dev/null; then
  keep_still && $as_root apt-get update -qq && $as_root apt-get install -qq -y "$package" >/dev/null && exit 0
elif command -v dnf >/dev/null; then
  $as_root dnf install -q -y "$package" && exit 0
elif command -v pacman >/dev/null; then
  $as_root pacman -Sy --noconfirm "$package" && exit 0
elif command -v apk >/dev/null; then
  $as_root apk add "$package" && exit 0
elif command -v brew >/dev/null; then
  brew install "$package" && exit 0
fi
echo "Install $package, put it on the PATH, and try again." >&2
exit 1
