#!/bin/sh
# `barometre COMMAND`: a command of the program as the service runs, with its settings and as its user. `barometre build` builds.
set -eu
set -a
. /etc/barometre.env
set +a
cd /opt/barometre
[ "${1-}" = build ] && exec npm run build
exec runuser -u barometre -- node dist/endpoint/main.js "${@:-help}"
