#!/bin/sh
# Builds link_peer.cpp and starts it; see there. The arguments are its own.
set -e
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
g++ -O2 -std=c++14 -DLINK_PLATFORM_LINUX=1 "$(dirname "$0")/link_peer.cpp" -o "$folder/link_peer" -pthread
"$folder/link_peer" "$@"
