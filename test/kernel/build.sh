#!/bin/bash
# The packages and the program under test -> vmlinux and initramfs.cpio. Needs no root.
set -euo pipefail
lab=$1
here=$(cd "$(dirname "$0")" && pwd)
modules_of_node=$here/../../node_modules
node=$(readlink -f "$(command -v node)")
cd "$lab"
image=$(cat debs/kernel-package)
version=${image#linux-image-}

# 1. The kernel: only what is needed is unpacked (400 MB otherwise).
if [ ! -f vmlinux ] || [ ! -d "kernel/lib/modules/$version" ]; then
  rm -rf kernel
  mkdir kernel
  wanted=("./boot/vmlinuz-$version")
  for name in modules.order modules.builtin kernel/drivers/hid kernel/drivers/usb kernel/drivers/input kernel/fs/configfs \
    kernel/lib kernel/crypto; do
    wanted+=("./lib/modules/$version/$name")
  done
  dpkg-deb --fsys-tarfile debs/"${image}"_*.deb | tar -x -C kernel "${wanted[@]}"
  node "$here/extract-vmlinux.mjs" "kernel/boot/vmlinuz-$version" vmlinux
  busybox depmod -b "$PWD/kernel" "$version" 2>/dev/null || true
fi

# 2. The guest's root.
root=$PWD/root
rm -rf "$root"
mkdir -p "$root"/{bin,sbin,proc,sys,dev,tmp,run,etc/udev/rules.d,lib64,lib/systemd,lib/udev/rules.d,lib/x86_64-linux-gnu}
mkdir -p "$root"/usr/{bin,lib} "$root/app/node_modules"
cp "$(command -v busybox)" "$root/bin/busybox"
for module in hid-generic usbhid dummy_hcd libcomposite usb_f_hid; do
  pattern="/$(echo "$module" | sed 's/[-_]/[-_]/g')\.ko:"
  grep -E "$pattern" "kernel/lib/modules/$version/modules.dep" | tr -d ':' | tr ' ' '\n'
done | sort -u | grep . | while read -r file; do
  install -D -m644 "kernel/lib/modules/$version/$file" "$root/lib/modules/$version/$file"
done
cp "kernel/lib/modules/$version"/modules.{builtin,order} "$root/lib/modules/$version/"
busybox depmod -b "$root" "$version" 2>/dev/null || true

# 3. Node, udev and their libraries.
rm -rf libs
mkdir libs
for package in debs/{udev,libkmod2,libacl1,libblkid1,libcap2,libselinux1,libudev1,libusb-1.0-0}_*.deb; do
  dpkg-deb -x "$package" libs
done
binding=$modules_of_node/node-hid/prebuilds/HID_hidraw-linux-x64
export LD_LIBRARY_PATH=$PWD/libs/lib/x86_64-linux-gnu:$PWD/libs/usr/lib/x86_64-linux-gnu
for program in "$node" libs/bin/udevadm "$binding"/*.node; do
  ldd "$program" | awk '$3 ~ /^\// { print $3 } $1 ~ /^\/.*ld-linux/ { print $1 }'
done | sort -u | while read -r library; do
  case $library in
    */ld-linux*) cp -L "$library" "$root/lib64/" ;;
    *) cp -L "$library" "$root/lib/x86_64-linux-gnu/" ;;
  esac
done
unset LD_LIBRARY_PATH
cp "$node" "$root/usr/bin/node"
install -m755 libs/bin/udevadm "$root/bin/udevadm"
ln -s /bin/udevadm "$root/lib/systemd/systemd-udevd"
ln -s ../lib/x86_64-linux-gnu "$root/usr/lib/x86_64-linux-gnu"
cp libs/lib/udev/rules.d/{50-udev-default,80-drivers}.rules "$root/lib/udev/rules.d/"
cp "$here/99-scanner.rules" "$root/etc/udev/rules.d/"

# 4. The tests and the program under test.
cp -r program/src program/test "$root/app/"
cp "$here"/guest-*.mjs "$root/app/"
echo '{ "type": "module" }' >"$root/app/package.json"
cp -rL "$modules_of_node/pkg-prebuilds" "$root/app/node_modules/"
mkdir -p "$root/app/node_modules/node-hid/prebuilds"
cp "$modules_of_node"/node-hid/*.{js,json} "$root/app/node_modules/node-hid/"
cp -r "$binding" "$root/app/node_modules/node-hid/prebuilds/"
install -m755 "$here/guest-init" "$root/init"
printf 'root:x:0:0::/:/bin/sh\nkiosk:x:1000:1000::/:/bin/sh\n' >"$root/etc/passwd"
# All groups that udev's own rules name, or it complains.
{
  echo 'root:x:0:'
  id=100
  for group in tty disk lp kmem dialout cdrom tape audio video plugdev input sgx kvm render; do
    echo "$group:x:$((id++)):"
  done
} >"$root/etc/group"
printf 'passwd: files\ngroup: files\n' >"$root/etc/nsswitch.conf"
(cd "$root" && find . -print0 | cpio -0 -o -H newc -R 0:0 --quiet) >initramfs.cpio
