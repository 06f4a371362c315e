#!/bin/bash
# Fetches what is missing, builds the guest, compiles the program under test, boots. The exit code is the result.
set -euo pipefail
cd "$(dirname "$0")/../.."
lab=$PWD/.cache/kernel-lab
mkdir -p "$lab"
bash test/kernel/fetch.sh "$lab"
rm -rf "$lab/program"
node node_modules/typescript/bin/tsc -p test/kernel/tsconfig.json
bash test/kernel/build.sh "$lab"
node test/kernel/boot.mjs "$lab"
