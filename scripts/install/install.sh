#!/bin/sh
# Installs the till on this machine, or updates it: sudo ./install.sh. It lies in the folder that the release's archive
# unpacks to, and needs nothing of the network. --help tells the rest.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
# In the archive this script lies on top, in the till's own folder two below.
till=$here/till
[ -d "$till" ] || till=$(cd "$here/../.." && pwd -P)

node=$till/node/bin/node
if [ ! -x "$node" ]; then
  node=$(command -v node) || {
    echo 'This is the package without Node: unpack the archive for this machine (scantill-VERSION-linux-x64.tar.gz).' >&2
    exit 1
  }
elif ! "$node" --version >/dev/null 2>&1; then
  echo "This archive is not for this machine ($(uname -m)): take the one for it." >&2
  exit 1
fi
exec "$node" "$till/scripts/install/steps/installer.mjs" "$@"
