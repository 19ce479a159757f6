#!/bin/sh
# Makes the font of the PDFs: Noto Sans SC Regular (OFL 1.1), cut down to the characters of GBK and of Latin, without hinting and
# layout tables. Needs npm and Debian's python3-fonttools. Run in this folder; the result is compared with what is committed.
set -eu
into=../resources/org/dupcheck/gateway/pages/print
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 >/dev/null && tar xzf ./*.tgz)
/usr/bin/python3 - >"$work/characters" <<'END'
characters = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | set(range(0x2010, 0x2028)) | {0x20AC, 0x2022, 0x25A1, 0xFFFD}
for lead in range(0x81, 0xFF):
    for trail in range(0x40, 0xFF):
        try:
            text = bytes([lead, trail]).decode('gbk')
        except UnicodeDecodeError:
            continue
        if len(text) == 1:
            characters.add(ord(text))
print('\n'.join('U+%04X' % character for character in sorted(characters)))
END
/usr/bin/python3 -m fontTools.subset "$work/package/400Regular/NotoSansSC_400Regular.ttf" \
    --unicodes-file="$work/characters" --output-file="$work/font.ttf" --layout-features= --no-hinting --notdef-outline \
    --drop-tables+=GSUB,GPOS,GDEF,vhea,vmtx,VORG,BASE,DSIG,STAT --name-IDs=0,1,2,3,4,5,6,13,14
cmp "$work/font.ttf" "$into/NotoSansSC-GBK.ttf" || cp "$work/font.ttf" "$into/NotoSansSC-GBK.ttf"
cp "$work/package/LICENSE_FONT" "$into/NotoSansSC-LICENSE.txt"
