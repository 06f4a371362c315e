#!/bin/bash
# Everything that has to be downloaded, from Debian 12. Does nothing where all is there.
set -euo pipefail
debs=$1/debs
if [ -f "$debs/done" ] && command -v qemu-system-x86_64 busybox cpio xz >/dev/null; then exit 0; fi
apt-get update -qq
apt-get install -y -qq --no-install-recommends qemu-system-x86 busybox-static cpio xz-utils >/dev/null
mkdir -p "$debs"
cd "$debs"
image=$(apt-cache depends linux-image-amd64 | awk '/Depends:/ { print $2; exit }')
echo "$image" >kernel-package
# Downloaded and unpacked by hand, never installed: no hook of theirs runs here.
for package in "$image" udev libkmod2 libacl1 libblkid1 libcap2 libselinux1 libudev1 libusb-1.0-0; do
  ls "${package}"_*.deb >/dev/null 2>&1 || apt-get download -qq "$package"
done
touch done
