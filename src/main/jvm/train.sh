#!/usr/bin/env bash
# Makes the cache that a node starts from: its classes, loaded and linked, and what the JVM has seen of their ways under
# load, so that a new node compiles what matters at once. A node with messages in memory is started as the image starts it,
# and another one beside it; clients talk with the first, then many load both, then it is told to stop, and the JVM writes
# the cache as it ends. To be run in the folder of confab.jar, with the java, the paths and the options that the cache is
# for: with others the JVM does not take it.
#
#   train.sh CACHE JAVA-OPTION...
#
# CONFAB_TRAINING is how long each protocol's load lasts (10s).
set -euo pipefail
cache=$1
shift
host=127.0.0.1
beside=127.0.0.2
port=${CONFAB_PORT:-8080}
node_port=${CONFAB_NODE_PORT:-25520}
management=${CONFAB_MANAGEMENT_PORT:-8558}
load=${CONFAB_TRAINING:-10s}
jar=$PWD/confab.jar

exec 4< <(exec java "$@" "-XX:AOTCacheOutput=$cache" -jar "$jar" serve --memory --host "$host" --node-host "$host" 2>&1)
node=$!
trap 'kill -KILL "$node" 2>/dev/null || true' EXIT

await_line() {
  local line
  while IFS= read -r -u "$1" line; do
    echo "$line"
    [[ $line != *"$2"* ]] || return 0
  done
  echo "the node ended before it said: $2" >&2
  return 1
}

# The whole answer, its status line first; fails unless that says 200.
ask() {
  local answer
  exec 3<>"/dev/tcp/$host/$1"
  printf 'GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$2" "$host" >&3
  answer=$(tr -d '\0' <&3)
  exec 3>&-
  [[ $answer == "HTTP/1.1 200"* ]] || { echo "asked for $2, got ${answer:0:80}" >&2 && return 1; }
}

# A text frame as RFC 6455, section 5.2, has it, up to 125 bytes, masked with zeros.
say() {
  printf '\x81'"\\x$(printf %x $((128 + ${#1})))"'\0\0\0\0%s' "$1" >&3
}

hear() {
  local text
  while IFS= read -r -t 20 -d '}' -u 3 text; do
    [[ $text != *"$1"* ]] || return 0
  done
  echo "never heard $1" >&2
  return 1
}

chat() {
  exec 3<>"/dev/tcp/$host/$port"
  printf 'GET /ws HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' "$host" >&3
  printf 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n' >&3
  say '{"type":"hello","user":"Ann"}'
  say '{"type":"join","room":"lobby","history":20}'
  hear '"joined"'
  for id in {1..200}; do
    say '{"type":"post","room":"lobby","id":"'"$id"'","body":"hello"}'
    hear '"posted"'
  done
  exec 3>&-
}

# Many more posts than a client of flesh and blood has, in rooms with members on both nodes.
crowd() {
  java -jar "$jar" bench --node "ws://$host:$port,ws://$beside:$port" --connections 400 --rooms 40 --warm-up 1s \
    --protocol "$1" --time "$2" --window "$3"
}

await_line 4 "ready: open"
ask "$management" /ready
ask "$management" /metrics
ask "$port" /
ask "$port" "/socket.io/?EIO=4&transport=polling"
chat

exec 5< <(exec java "$@" -jar "$jar" serve --memory --host "$beside" --node-host "$beside" --seed "$host:$node_port" 2>&1)
peer=$!
trap 'kill -KILL "$node" "$peer" 2>/dev/null || true' EXIT
await_line 5 "ready: open"
crowd json "$load" 16
crowd socket.io "$load" 16
crowd json "$load" 1

kill -TERM "$node"
cat <&4
kill -TERM "$peer"
cat <&5
trap - EXIT
[ -s "$cache" ] || { echo "the JVM wrote no $cache" >&2 && exit 1; }
