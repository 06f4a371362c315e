#!/bin/sh
# Makes a certificate for a till's TLS, and at the first run the authority (CA) that signs it. Run again, it makes a new
# certificate by the same authority: nothing has to be done on the tablets then. docs/tls.md tells the whole way.
set -eu

usage() {
  cat >&2 <<END
Usage: make-certificate.sh FOLDER NAME-OR-ADDRESS...
  such as: make-certificate.sh /etc/scantill/keys till.shop.lan 192.168.1.20
Makes in FOLDER:
  ca.crt     the authority: to be installed on each tablet
  ca.key     its key: to be taken off this machine when all is done, and kept under lock
  till.crt   server.tls.certFile, good for 820 days
  till.key   server.tls.keyFile
END
  exit 2
}

fail() {
  echo "make-certificate.sh: $1" >&2
  exit 1
}

[ $# -ge 2 ] || usage
folder=$1
shift
command -v openssl >/dev/null || fail 'openssl is missing. On Debian or Ubuntu: sudo apt-get install openssl'
[ -d "$folder" ] || fail "there is no folder $folder: make it first"
umask 077
# Apple's devices refuse a certificate of more than 825 days.
days=820
ca_days=7300

is_address() {
  case $1 in
    *:*) return 0 ;;
    *[!0-9.]*) return 1 ;;
    *.*.*.*) return 0 ;;
    *) return 1 ;;
  esac
}

names='DNS:localhost,IP:127.0.0.1,IP:::1'
# The authority can speak for a shop's own addresses and the names it is made with, and for nothing else in the world.
allowed='permitted;DNS:localhost,permitted;IP:127.0.0.0/255.0.0.0,permitted;IP:10.0.0.0/255.0.0.0,permitted;IP:172.16.0.0/255.240.0.0,permitted;IP:192.168.0.0/255.255.0.0,permitted;IP:169.254.0.0/255.255.0.0,permitted;IP:0:0:0:0:0:0:0:1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff,permitted;IP:fc00:0:0:0:0:0:0:0/fe00:0:0:0:0:0:0:0,permitted;IP:fe80:0:0:0:0:0:0:0/ffc0:0:0:0:0:0:0:0'
for name in "$@"; do
  case $name in
    '' | -* | *[!A-Za-z0-9.:-]*) fail "\"$name\" is neither a name nor an address: expected such as till.shop.lan or 192.168.1.20" ;;
  esac
  if is_address "$name"; then
    names="$names,IP:$name"
    case $name in
      *:*) allowed="$allowed,permitted;IP:$name/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff" ;;
      *) allowed="$allowed,permitted;IP:$name/255.255.255.255" ;;
    esac
  else
    names="$names,DNS:$name"
    allowed="$allowed,permitted;DNS:$name"
  fi
done

work=$(mktemp -d "$folder/.making-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM

if [ -e "$folder/ca.crt" ]; then
  [ -e "$folder/ca.key" ] || fail "$folder/ca.crt is there without ca.key: bring the key back for this, or take ca.crt away to make a new authority (each tablet needs it then)"
  cp "$folder/ca.crt" "$folder/ca.key" "$work/"
else
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -sha256 -nodes -days "$ca_days" \
    -keyout "$work/ca.key" -out "$work/ca.crt" -subj "/CN=Scantill authority of $1" \
    -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -addext "nameConstraints=critical,$allowed" 2>"$work/said" || fail "$(cat "$work/said")"
fi

cat >"$work/extensions" <<END
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=$names
END
{
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -sha256 -nodes \
    -keyout "$work/till.key" -out "$work/request" -subj "/CN=$1" &&
    openssl x509 -req -in "$work/request" -CA "$work/ca.crt" -CAkey "$work/ca.key" -sha256 -days "$days" \
      -set_serial "0x$(openssl rand -hex 16)" -extfile "$work/extensions" -out "$work/till.crt"
} 2>"$work/said" || fail "$(cat "$work/said")"
openssl verify -CAfile "$work/ca.crt" "$work/till.crt" >"$work/said" 2>&1 ||
  fail "the authority in $folder may not sign for these names; it was made for others. Take ca.crt and ca.key away to make a new one (each tablet needs it then). $(cat "$work/said")"

# The till runs as a user of its own: whoever may read the folder by its group may read the till's key, but never the authority's.
group=$(stat -c %g "$folder" 2>/dev/null || stat -f %g "$folder")
chgrp "$group" "$work/till.key" "$work/till.crt" "$work/ca.crt" 2>/dev/null || true
chmod 0640 "$work/till.key"
chmod 0644 "$work/till.crt" "$work/ca.crt"
[ -e "$folder/ca.key" ] || mv "$work/ca.key" "$folder/ca.key"
[ -e "$folder/ca.crt" ] || mv "$work/ca.crt" "$folder/ca.crt"
mv "$work/till.key" "$folder/till.key"
mv "$work/till.crt" "$folder/till.crt"

echo "Made $folder/till.crt for $names."
openssl x509 -in "$folder/till.crt" -noout -enddate
echo "Its authority, to be compared on each tablet:"
openssl x509 -in "$folder/ca.crt" -noout -fingerprint -sha256
