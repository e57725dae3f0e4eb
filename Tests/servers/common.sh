# Sourced by the servers' scripts: throw-away servers on loopback, without root, that leave nothing behind.

DOMAIN=porch.test
# The owner of a server's files when the caller is root, which no server should run as: an id without an account.
SERVER_ID=54321

# free_port: a TCP port of loopback on which nothing listens.
free_port() {
  local port
  for _ in $(seq 200); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return 0
    fi
  done
  echo "no free port found on 127.0.0.1" >&2
  return 1
}

# own PATH...: gives files to the user that the server will run as.
own() {
  if [ "$(id -u)" = 0 ]; then chown -R "$SERVER_ID:$SERVER_ID" "$@"; fi
}

# reachable FOLDER: fails, and says so, when the user that the server will run as cannot enter the folder.
reachable() {
  if [ "$(id -u)" != 0 ] || setpriv --reuid "$SERVER_ID" --clear-groups test -x "$1/."; then return 0; fi
  echo "$1: the folders above it must let other users through (chmod a+x)" >&2
  return 1
}

# spawn FOLDER COMMAND...: starts a server in its own session and process group, its output in FOLDER/output.
# Sets SERVER_PID, which is also the number of the group, and adds it to FOLDER/pids.
spawn() {
  local folder=$1 drop=()
  shift
  if [ "$(id -u)" = 0 ]; then
    drop=(setpriv --reuid "$SERVER_ID" --regid "$SERVER_ID" --clear-groups --no-new-privs)
  fi
  # It holds nothing open that its starter has open: a closed pipe or terminal of his must be closed.
  (cd "$folder" && close_inherited && HOME=$folder exec "${drop[@]}" setsid "$@") > "$folder/output" 2>&1 < /dev/null &
  SERVER_PID=$!
  echo "$SERVER_PID" >> "$folder/pids"
}

# close_inherited: closes every descriptor but the first three.
close_inherited() {
  local descriptor
  for descriptor in /proc/self/fd/*; do
    descriptor=${descriptor##*/}
    if [ "$descriptor" -gt 2 ]; then eval "exec $descriptor>&-"; fi
  done
}

# wait_port PORT PID SECONDS: until the port answers; fails when the process has gone or the time is over.
wait_port() {
  local end=$((SECONDS + $3))
  while [ "$SECONDS" -le "$end" ]; do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return 0; fi
    kill -0 "$2" 2>/dev/null || break
    sleep 0.05
  done
  echo "the server did not open port $1" >&2
  return 1
}

# stop_group PID: ends a server and everything it started; a stopped one is continued first.
stop_group() {
  kill -CONT -- "-$1" 2>/dev/null
  kill -TERM -- "-$1" 2>/dev/null || return 0
  for _ in $(seq 50); do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null
  return 0
}

# fill IN OUT NAME=VALUE...: writes OUT from IN with every @NAME@ replaced.
fill() {
  local in=$1 out=$2 edits=() pair
  shift 2
  for pair in "$@"; do edits+=(-e "s|@${pair%%=*}@|${pair#*=}|g"); done
  sed "${edits[@]}" "$in" > "$out"
}
