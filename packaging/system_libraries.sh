#!/bin/sh
# Qt's system libraries on Debian and Ubuntu: installed when we may, named when we may not. Other systems bring them along.
set -eu
PACKAGES="libegl1 libgl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 fonts-inter fonts-dejavu-core"

command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=""
for package in $PACKAGES; do
    dpkg-query --show --showformat='${db:Status-Status}\n' "$package" "${package}t64" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -eq 0 ]; then
    echo "Installing Qt's system libraries:$missing"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
    echo "Qt needs system libraries that are not installed. Run this line, then make again:"
    echo "    sudo apt-get install$missing"
    exit 1
fi
