#!/usr/bin/env bash
# Trains, steers and looks on under the thread sanitizer:
#
#   threads.sh [MINUTES]
#
# Builds the program with it, in a folder of its own below .build. A run on two threads with
# evaluations beside its steps, the same resumed, then hours.py for a few minutes: an engine, two
# dashboards with random keys and sizes, and copies. Every race is printed, and is a failure, but for
# those that threads.supp names and says why they are none.
set -euo pipefail
cd "$(dirname "$0")/../.."
place=$PWD/.build/threads
swift build --product kolb --sanitize=thread --scratch-path "$place"
kolb=$place/debug/kolb
found=$(mktemp -d)
export TSAN_OPTIONS="log_path=$found/race exitcode=0 history_size=4 suppressions=$PWD/Tests/Faults/threads.supp"
options=(--headless --threads=2 --steps=6 --set=evaluation.every=2 --set=evaluation.episodes=16
  --set=prompts_per_step=2 --set=checkpoint_every=2)
"$kolb" run frozenlake "${options[@]}" --out="$found/run" >/dev/null
"$kolb" resume "$found/run" --headless --steps=9 >/dev/null
python3 Tests/Faults/hours.py "$kolb" --minutes "${1:-3}" --pace 1 || true
races=$(find "$found" -name 'race*' | wc -l)
if [ "$races" -gt 0 ]; then
  find "$found" -name 'race*' -exec cat {} +
  echo "races were found in $races processes" >&2
  exit 1
fi
rm -rf "$found"
echo "no race"
