#!/bin/sh
# Sets the version everywhere it stands: set-version.sh 0.2.0. Only files change; look at them with git diff.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 VERSION" >&2; exit 2; }
case $1 in
    *[!0-9A-Za-z.-]* | '') echo "$0: $1 is no version" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/../.."
# the first version of the root pom is the project's own
old=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' pom.xml)
[ -n "$old" ] || { echo "$0: pom.xml names no version" >&2; exit 1; }
pattern=$(printf '%s' "$old" | sed 's/\./\\./g')
# poms: their own version and that of their parent, which stands behind the project's group; never that of a library
find . -name target -prune -o -name pom.xml -print | while read -r pom; do
    sed -e "s|^  <version>$pattern</version>|  <version>$1</version>|" \
        -e "s|\\(<parent><groupId>org\\.dupcheck</groupId>.*<version>\\)$pattern</version>|\\1$1</version>|" \
        "$pom" >"$pom.new"
    cat "$pom.new" >"$pom"
    rm "$pom.new"
done
# pages: the artifact for a Java business module
for page in README.md README.zh-CN.md docs/*.md; do
    grep -q "dupcheck-client:$pattern" "$page" || continue
    sed "s|org\\.dupcheck:dupcheck-client:$pattern|org.dupcheck:dupcheck-client:$1|" "$page" >"$page.new"
    cat "$page.new" >"$page"
    rm "$page.new"
done
echo "$old -> $1"
