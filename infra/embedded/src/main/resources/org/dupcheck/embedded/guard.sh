# Runs one server and sees to it that the server does not outlive the JVM that wants it.
#
#   sh -c "$(cat guard.sh)" guard ORPHAN_SIGNAL TEMPORARY_DIR OUTPUT COMMAND [ARGUMENT...]
#
# stdin is a pipe that only the JVM holds open. A line on it is the name of a signal for the server; its end means
# that the JVM is gone, however it went. The guard writes the server's pid to stdout and ends with the server's status.
# It stays the server's parent, so the pid cannot be given to another process while the guard may still signal it.
exec 3<&0 </dev/null
signal=$1
temporary=$2
output=$3
shift 3
"$@" 3<&- >>"$output" 2>&1 &
child=$!
echo "$child"
exec >/dev/null 2>&1
(
  while read -r name <&3; do kill -s "$name" "$child"; done
  trap '' TERM
  kill -s CONT "$child"
  kill -s "$signal" "$child"
  tries=0
  while [ "$tries" -lt 50 ] && kill -0 "$child"; do
    sleep 0.1
    tries=$((tries + 1))
  done
  kill -s KILL "$child"
  exit 7
) &
reader=$!
exec 3<&-
wait "$child"
status=$?
kill -s TERM "$reader"
wait "$reader"
if [ $? -eq 7 ] && [ -n "$temporary" ]; then rm -rf "$temporary"; fi
exit "$status"
