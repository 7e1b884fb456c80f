#!/bin/sh
# Baromètre from its tarball: `barometre serve`, or any other command. Nothing is compiled and nothing is fetched.
set -eu
node=${NODE:-node}
if ! command -v "$node" >/dev/null 2>&1; then
  echo "Node 22 or later is needed; Node 24 is recommended: https://nodejs.org/en/download. NODE=/its/path names one that is not in PATH." >&2
  exit 1
fi
major=$("$node" -p 'process.versions.node.split(".")[0]')
if [ "$major" -lt 22 ]; then
  echo "Node 22 or later is needed, this is Node $("$node" -p process.versions.node): https://nodejs.org/en/download" >&2
  exit 1
fi
# A bare chroot has neither uname nor dirname: Node and the shell know.
case $("$node" -p '[process.platform, process.arch].join("-")') in
  linux-x64 | linux-arm64) ;;
  *)
    echo "This tarball runs on Linux, x64 or arm64. Elsewhere: install git, python3, make and a C++ compiler, then run 'npm start' in a clone." >&2
    exit 1
    ;;
esac
case $0 in */*) folder=${0%/*}/ ;; *) folder=. ;; esac
folder=$(CDPATH='' cd -- "$folder" && pwd)
# The program reads its own files from its folder. Data, and the files of a command, are relative to where it is typed.
BAROMETRE_FOLDER=$folder
BAROMETRE_TYPED=$0
export BAROMETRE_FOLDER BAROMETRE_TYPED
exec "$node" "$folder/dist/endpoint/main.js" "$@"
