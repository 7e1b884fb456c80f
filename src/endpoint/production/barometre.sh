#!/bin/sh
# `barometre COMMAND`: a command of the program as the service runs, with its settings and as its user.
set -eu
set -a
. /etc/barometre.env
set +a
cd /opt/barometre
exec runuser -u barometre -- node dist/endpoint/main.js "${@:-help}"
