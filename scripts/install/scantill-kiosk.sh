#!/bin/sh
# Shows the till's pages on this machine's screens, and shows them again whatever happens. scantill-kiosk.service runs it
# within an X server of its own; kiosk.env says what is shown where.
set -eu

till_url=${SCANTILL_KIOSK_URL:-http://127.0.0.1:8080/}
customer_url=${SCANTILL_KIOSK_CUSTOMER_URL:-}
[ -z "$customer_url" ] || : "${SCANTILL_KIOSK_CUSTOMER_AT:?where the second screen begins, such as 1920,0}"
profiles=${STATE_DIRECTORY:?run by scantill-kiosk.service, which gives a folder for the profiles}

browser=${SCANTILL_KIOSK_BROWSER:-}
if [ -z "$browser" ]; then
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || {
    echo 'No Chromium is installed. Install one, or name one as SCANTILL_KIOSK_BROWSER in kiosk.env.' >&2
    exit 1
  }
fi

# The screens stay on: nothing here is left to a screen saver.
if command -v xset >/dev/null; then
  xset s off s noblank -dpms || true
fi

# Where the till is not there yet, Chromium would show a page of errors that nothing takes away.
wait_for() {
  origin=$(printf '%s' "$1" | sed -E 's#^(https?://[^/]+).*#\1#')
  until curl --silent --fail --max-time 3 --output /dev/null "$origin/healthz"; do sleep 1; done
}

# show NAME URL PLACE SIZE: a window of its own with a profile of its own, opened again whenever it ends.
show() {
  profile=$profiles/$1
  mkdir -p "$profile"
  while :; do
    wait_for "$2"
    # After a power cut Chromium would ask whether to restore its pages, over the page.
    preferences=$profile/Default/Preferences
    if [ -f "$preferences" ]; then
      sed -i 's/"exited_cleanly":false/"exited_cleanly":true/; s/"exit_type":"[A-Za-z]*"/"exit_type":"Normal"/' "$preferences"
    fi
    "$browser" --kiosk --noerrdialogs --no-first-run --no-default-browser-check \
      --user-data-dir="$profile" --password-store=basic \
      --window-position="$3" --window-size="$4" \
      --autoplay-policy=no-user-gesture-required --overscroll-history-navigation=0 \
      --hide-crash-restore-bubble --disable-session-crashed-bubble --disable-features=Translate \
      --disable-component-update --check-for-update-interval=31536000 \
      "$2" || true
    sleep 1
  done
}

# The size is that of the screen where X tells it.
size_of() {
  if command -v xrandr >/dev/null; then
    xrandr --current | sed -nE "s/.* ([0-9]+)x([0-9]+)\\+$1\\+$2 .*/\\1,\\2/p" | head -n 1
  fi
}

place=${SCANTILL_KIOSK_AT:-0,0}
size=$(size_of "${place%,*}" "${place#*,}")
show till "$till_url" "$place" "${size:-1280,800}" &

if [ -n "$customer_url" ]; then
  place=$SCANTILL_KIOSK_CUSTOMER_AT
  size=$(size_of "${place%,*}" "${place#*,}")
  show customer "$customer_url" "$place" "${size:-1280,800}" &
fi
wait
