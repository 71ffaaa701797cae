#!/usr/bin/env bash
# Clones the last commit into an empty folder with an empty home, runs `make run`
# there, and reads every page of the sitemap from it.
set -euo pipefail

port=${PORT:-8917}
root=$(git rev-parse --show-toplevel)
place=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; wait "${server:-}" 2>/dev/null || true; rm -rf "$place"' EXIT

git clone --quiet "$root" "$place/knotcare"
mkdir "$place/home"
cd "$place/knotcare"
python=$(command -v python3)
HOME="$place/home" make run PORT="$port" PYTHON="$python" >"$place/log" 2>&1 &
server=$!

site=http://127.0.0.1:$port
for _ in $(seq 300); do
  curl --silent --fail --output /dev/null "$site/healthz" && break
  kill -0 "$server" 2>/dev/null || { cat "$place/log"; exit 1; }
  sleep 1
done
cat "$place/log"

for _ in $(seq 30); do
  curl --silent --fail --output /dev/null "$site/readyz" && break
  sleep 1
done
curl --silent "$site/readyz"
curl --silent --fail --output /dev/null "$site/readyz" || exit 1

pages=$(curl --silent --fail "$site/sitemap.xml" | grep -o '<loc>[^<]*' | sed 's/<loc>//')
count=0
for page in $pages; do
  curl --silent --fail "$page" | grep --quiet '</html>' || { echo "not whole: $page"; exit 1; }
  count=$((count + 1))
done
[ "$count" -ge 16 ] || { echo "only $count pages in the sitemap"; exit 1; }
echo "$count pages answer 200, whole."

ENV_FILE=/dev/null .venv/bin/python manage.py checkguide --fail-level warning
