#!/usr/bin/env bash
# Tries out what is in infra/deploy, as far as this machine can: verify.sh [STEP...], all steps unless named:
#   scripts archive compose unit image
# It says what it skips and why. Exit status: 0 nothing failed, 1 something failed. Not part of mvn verify.
#
# Settings, by environment:
#   MAVEN_FLAGS   further options for Maven on this machine, such as -o
#   BASE_IMAGE    what the image is built on; by default that of the Containerfile where it can be pulled, or else a
#                 Debian made here by mmdebstrap, which needs no image registry
#   FROM_SOURCE   1: the image is built with Maven within, not from the archive
#   KEEP          a folder for the archive's and the image's files; by default one that is deleted in the end
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd -P)
root=$(cd "$here/../.." && pwd -P)
unit=$here/dupcheck.service
# more than systemd itself calls "OK"
most_exposure=2.0
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
work=$(cd "$work" && pwd -P)
builder=()
failed=0
skipped=0

finish() {
    if [ ${#builder[@]} -gt 0 ]; then "${builder[@]}" umount --all >/dev/null 2>&1; fi
    [ -n "${KEEP:-}" ] || rm -rf "$work"
}
trap finish EXIT

say() { printf '%-8s %s\n' "$1" "$2"; }
ok() { say ok "$1"; }
skip() { say SKIPPED "$1"; skipped=$((skipped + 1)); }
# a failed step shows what it printed
fail() {
    say FAILED "$1"
    failed=$((failed + 1))
    if [ -n "${2:-}" ] && [ -f "$2" ]; then tail -n 40 "$2" | sed 's/^/         /'; fi
}
has() { command -v "$1" >/dev/null 2>&1; }
# try WHAT LOG COMMAND...
try() {
    local what=$1 log=$2
    shift 2
    if "$@" >"$log" 2>&1; then ok "$what"; else fail "$what" "$log"; return 1; fi
}

# --- the scripts -------------------------------------------------------------------------------------------------------
scripts() {
    if ! has shellcheck; then skip "scripts: no shellcheck here"; return; fi
    try "scripts: shellcheck finds nothing" "$work/shellcheck.log" \
        shellcheck "$root/dupcheck" "$here/verify.sh" "$here/set-version.sh" "$here/health"
}

# --- the archive: unpacked, it runs without source and Maven -------------------------------------------------------------
build_archive() {
    rm -f "$root"/infra/app/target/dupcheck-*.tar.gz
    # shellcheck disable=SC2086 # the flags are meant to be split into words
    (cd "$root" && mvn -B -ntp -q ${MAVEN_FLAGS:-} -Pdist -Dquick -Dmaven.test.skip=true -pl infra/app -am package)
}

archive_file() { find "$root/infra/app/target" -maxdepth 1 -name 'dupcheck-*.tar.gz' 2>/dev/null | head -n 1; }

# The commands of its own folder and no others that could build.
run_archive() {
    local home=$1
    shift
    (cd / && env -i HOME=/nonexistent PATH=/usr/bin:/bin ${JAVA_HOME:+"JAVA_HOME=$JAVA_HOME"} "$home/dupcheck" "$@")
}

archive() {
    if ! has mvn || ! has javac; then skip "archive: building it needs Maven and a JDK"; return; fi
    try "archive: mvn -Pdist package makes it" "$work/archive.log" build_archive || return
    local file version home
    file=$(archive_file)
    version=$(basename "$file" .tar.gz)
    # a space in the path, and another folder than the one it was built in
    home="$work/un packed/$version"
    rm -rf "$work/un packed"
    mkdir -p "$work/un packed"
    try "archive: $(basename "$file"), $(du -h "$file" | cut -f 1), can be unpacked" "$work/unpack.log" \
        tar -xzf "$file" -C "$work/un packed" || return
    if [ ! -d "$home" ]; then fail "archive: no folder $version in it"; return; fi
    if [ "$(run_archive "$home" --version)" = "dupcheck ${version#dupcheck-}" ]; then
        ok "archive: it tells its version"
    else
        fail "archive: it does not tell its version"
    fi
    for part in LICENSE NOTICE README.md docs/deployment.md infra/deploy/dupcheck.service \
        "plugins/sms-aliyun/dupcheck-sms-aliyun-${version#dupcheck-}.jar" \
        "plugins/sms-tencent/dupcheck-sms-tencent-${version#dupcheck-}.jar"; do
        [ -f "$home/$part" ] || fail "archive: $part is not in it"
    done
    try "archive: demo, in another folder and without Maven" "$work/archive-demo.log" run_archive "$home" demo \
        && tail -n 1 "$work/archive-demo.log"
}

# --- compose -----------------------------------------------------------------------------------------------------------
compose() {
    local -a command
    if docker compose version >/dev/null 2>&1; then
        command=(docker compose)
    elif has docker-compose; then
        command=(docker-compose)
    else
        skip "compose: neither docker compose nor docker-compose here"
        return
    fi
    cp "$here/compose.env.example" "$work/compose.env"
    # the values of the example are empty and have to be filled in: as they come, they must be refused
    if "${command[@]}" --env-file "$work/compose.env" -f "$here/compose.yaml" config >"$work/compose.log" 2>&1; then
        fail "compose: it starts without a password"
    else
        ok "compose: without a password it is refused"
    fi
    sed -i -e 's/^POSTGRES_PASSWORD=$/POSTGRES_PASSWORD=trial/' -e 's/^CLUSTER_ID=$/CLUSTER_ID=AAAAAAAAAAAAAAAAAAAAAA/' \
        "$work/compose.env"
    try "compose: ${command[*]} config" "$work/compose.log" \
        "${command[@]}" --env-file "$work/compose.env" -f "$here/compose.yaml" config
    if docker info >/dev/null 2>&1; then
        say note "compose: a Docker engine answers, but this script starts nothing in it: docker compose up"
    else
        skip "compose: no Docker engine, so nothing is started"
    fi
}

# --- systemd -----------------------------------------------------------------------------------------------------------
unit() {
    if ! has systemd-analyze; then skip "unit: no systemd-analyze here"; return; fi
    # it looks for the program, which is installed elsewhere here
    sed "s|^ExecStart=/opt/dupcheck/dupcheck|ExecStart=$root/dupcheck|" "$unit" >"$work/dupcheck.service"
    try "unit: systemd-analyze verify" "$work/unit.log" systemd-analyze verify "$work/dupcheck.service"
    if systemd-analyze security --help 2>&1 | grep -q -- --offline; then
        systemd-analyze security --offline=true --no-pager "$work/dupcheck.service" >"$work/security.log" 2>&1
        local exposure
        exposure=$(sed -n 's/.*Overall exposure level.*: \([0-9.]*\).*/\1/p' "$work/security.log")
        if awk -v is="${exposure:-10}" -v most=$most_exposure 'BEGIN { exit !(is <= most) }'; then
            ok "unit: systemd-analyze security: exposure $exposure of 10"
        else
            fail "unit: exposure ${exposure:-unknown}, at most $most_exposure wanted" "$work/security.log"
        fi
    else
        skip "unit: this systemd-analyze has no security --offline"
    fi
    if [ -d /run/systemd/system ]; then
        say note "unit: systemd runs here, but this script installs nothing"
    else
        skip "unit: no systemd runs here, so it is not started"
    fi
}

# --- the image ---------------------------------------------------------------------------------------------------------
# What the Containerfile names by default, where a registry gives it; else a minimal Debian made here.
base_image() {
    local default=docker.io/library/debian:bookworm-slim made=localhost/dupcheck-base:bookworm container
    if [ -n "${BASE_IMAGE:-}" ]; then printf '%s' "$BASE_IMAGE"; return; fi
    if "${builder[@]}" inspect --type image "$made" >/dev/null 2>&1; then printf '%s' "$made"; return; fi
    if timeout 60 "${builder[@]}" pull -q "$default" >/dev/null 2>&1; then printf '%s' "$default"; return; fi
    has mmdebstrap || return 1
    # without pages, as in the slim image
    mmdebstrap --quiet --variant=minbase --include=ca-certificates --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --dpkgopt='path-exclude=/usr/share/locale/*' bookworm "$work/base.tar" >"$work/base.log" 2>&1 || return 1
    container=$("${builder[@]}" from scratch) && "${builder[@]}" add "$container" "$work/base.tar" / >/dev/null \
        && "${builder[@]}" commit -q "$container" "$made" >/dev/null && "${builder[@]}" rm "$container" >/dev/null || return 1
    rm -f "$work/base.tar"
    printf '%s' "$made"
}

# As a container runtime would: the image read only, a volume and a /tmp, its user, no rights, no network but its own.
# bwrap is told to keep the two rights that setpriv needs to become that user, and setpriv gives all of them up.
run_image() {
    bwrap --unshare-pid --unshare-ipc --unshare-uts --unshare-net --hostname dupcheck --die-with-parent --new-session \
        --ro-bind "$work/rootfs" / --proc /proc --dev /dev --tmpfs /tmp --chmod 1777 /tmp \
        --ro-bind "$work/hosts" /etc/hosts --bind "$work/volume" /var/lib/dupcheck \
        --clearenv --setenv PATH /usr/bin:/bin --setenv HOME /var/lib/dupcheck "${image_environment[@]}" \
        --cap-drop ALL --cap-add CAP_SETUID --cap-add CAP_SETGID --cap-add CAP_SETPCAP \
        /usr/bin/setpriv --reuid="$image_user" --regid="$image_user" --clear-groups --bounding-set=-all --inh-caps=-all \
        --no-new-privs /usr/bin/env --chdir=/var/lib/dupcheck "$@"
}

# What the image says of itself: the user and the environment.
read_image() {
    local pair
    image_user=$("${builder[@]}" inspect --type image --format '{{.OCIv1.Config.User}}' dupcheck | cut -d : -f 1)
    image_environment=()
    while read -r pair; do
        case $pair in
            PATH=* | '') ;;
            *=*) image_environment+=(--setenv "${pair%%=*}" "${pair#*=}") ;;
        esac
    done < <("${builder[@]}" inspect --type image --format '{{range .OCIv1.Config.Env}}{{println .}}{{end}}' dupcheck)
    [[ $image_user =~ ^[1-9][0-9]*$ ]]
}

# In the running image: who it is, what it may write, and whether health answers until SIGTERM, which ends it with 0.
# shellcheck disable=SC2016 # for the shell within
image_probe='
set -eu
[ "$(id -u)" -ne 0 ] || { echo "it runs as root"; exit 1; }
grep -q "^CapEff:.*0000000000000000$" /proc/self/status || { echo "it has rights"; exit 1; }
awk "\$2 == \"/\" { exit \$4 !~ /^ro/ }" /proc/mounts || { echo "its root file system can be written to"; exit 1; }
/opt/dupcheck/dupcheck serve > /tmp/serve.log 2>&1 &
node=$!
for _ in $(seq 300); do
    [ ! -f /var/lib/dupcheck/endpoints.json ] || break
    kill -0 "$node" 2>/dev/null || break
    sleep 1
done
/opt/dupcheck/health /health/live || { echo "not live"; cat /tmp/serve.log; exit 1; }
/opt/dupcheck/health /health/ready || { echo "not ready"; cat /tmp/serve.log; exit 1; }
! /opt/dupcheck/health /health/none || { echo "health takes any answer for good"; exit 1; }
kill "$node"
wait "$node" || { echo "status $? after SIGTERM"; cat /tmp/serve.log; exit 1; }
! /opt/dupcheck/health /health/live 2>/dev/null || { echo "health answers without a node"; exit 1; }
cat /tmp/serve.log
'

image() {
    if docker info >/dev/null 2>&1; then
        say note "image: a Docker engine answers; this script uses buildah all the same"
    fi
    if ! has buildah; then skip "image: no buildah here"; return; fi
    if [ "$(id -u)" -ne 0 ]; then skip "image: buildah in chroot mode needs root here"; return; fi
    builder=(buildah --storage-driver vfs --root "$work/store" --runroot "$work/run")
    local base file
    local -a source=()
    base=$(base_image) || { skip "image: no base image can be pulled or made by mmdebstrap"; return; }
    if [ "${FROM_SOURCE:-0}" != 1 ]; then
        file=$(archive_file)
        if [ -z "$file" ]; then
            try "image: mvn -Pdist package makes the archive for it" "$work/archive.log" build_archive || return
            file=$(archive_file)
        fi
        source=(--build-arg "ARCHIVE=${file#"$root"/}")
    fi
    # chroot: needs no namespaces of its own and no runtime
    try "image: buildah builds it on $base" "$work/image.log" \
        "${builder[@]}" bud --isolation chroot --format docker "${source[@]}" --build-arg "BASE_IMAGE=$base" \
        -f "$here/Containerfile" -t dupcheck "$root" || return
    ok "image: $("${builder[@]}" images --format '{{.Size}}' dupcheck), base $("${builder[@]}" images --format '{{.Size}}' "$base")"
    if ! read_image; then fail "image: its user is '$image_user', a number that is not root's wanted"; return; fi
    if ! has bwrap; then skip "image: no bwrap (bubblewrap) here to run it with"; return; fi
    local container mounted
    container=$("${builder[@]}" from dupcheck)
    mounted=$("${builder[@]}" mount "$container")
    if [ ! -d "$mounted" ]; then fail "image: its files cannot be mounted"; return; fi
    rm -rf "$work/volume"
    mkdir -p "$work/rootfs"
    # a volume begins as what the image has in its place, owner and all
    cp -a "$mounted/var/lib/dupcheck" "$work/volume"
    # a container runtime writes this file
    printf '127.0.0.1 localhost\n127.0.0.1 dupcheck\n' >"$work/hosts"
    mount --bind "$mounted" "$work/rootfs" || { fail "image: cannot be mounted"; return; }
    try "image: demo, read only, as user $image_user" "$work/image-demo.log" \
        run_image /opt/dupcheck/dupcheck demo && tail -n 1 "$work/image-demo.log"
    try "image: serve, its health check, SIGTERM" "$work/image-serve.log" run_image /bin/sh -c "$image_probe" \
        && tail -n 1 "$work/image-serve.log"
    umount "$work/rootfs"
    "${builder[@]}" rm "$container" >/dev/null
}

# -----------------------------------------------------------------------------------------------------------------------
[ $# -gt 0 ] || set -- scripts archive compose unit image
for step in "$@"; do
    case $step in
        scripts | archive | compose | unit | image) "$step" ;;
        *) echo "$0: $step is none of scripts, archive, compose, unit, image" >&2; exit 2 ;;
    esac
done
printf '\n%s failed, %s skipped\n' "$failed" "$skipped"
[ "$failed" -eq 0 ]
