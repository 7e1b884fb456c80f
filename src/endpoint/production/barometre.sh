#!/bin/sh
# `barometre COMMAND`: a command of the program as the service runs, with its settings and as its user.
set -eu
set -a
. /etc/barometre.env
set +a
export BAROMETRE_FOLDER=/opt/barometre
exec runuser -u barometre -- node /opt/barometre/dist/endpoint/main.js "${@:-help}"
