#!/bin/sh
# Makes the page's two fonts from IBM Plex: Latin letters, the page's weights, no more, for what is loaded first must be small.
# Needs npm, and Python with fonttools and brotli. A changed font may not bear the name "Plex" (SIL Open Font License, in LICENSE).
set -e
here=$(cd "$(dirname "$0")" && pwd)
cd "$(mktemp -d)"
npm pack --silent @fontsource-variable/ibm-plex-sans@5.3.0 @fontsource/ibm-plex-mono@5.3.0
for package in *.tgz; do tar -xzf "$package" --one-top-level="${package%.tgz}"; done
sans=$(ls fontsource-variable-*/package/files/ibm-plex-sans-latin-wght-normal.woff2)
mono=$(ls fontsource-ibm-plex-mono-*/package/files/ibm-plex-mono-latin-500-normal.woff2)

${PYTHON:-python3} - "$sans" "$mono" "$here" <<'PYTHON'
import sys
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

punctuation = [0xA0, 0xB7, 0xD7, *range(0x2013, 0x2015), *range(0x2018, 0x201F), 0x2022, 0x2026, *range(0x2190, 0x2194), 0x2212]
ascii = list(range(0x20, 0x7F))
latin = [*range(0xA1, 0x100), 0x131, 0x152, 0x153, 0x20AC]

def make(source, name, letters, features, weights, target):
    options = subset.Options(flavor="woff2", layout_features=features, hinting=False, name_IDs=[1, 2, 4, 6])
    font = subset.load_font(source, options)
    cut = subset.Subsetter(options)
    cut.populate(unicodes=letters)
    cut.subset(font)
    for record in font["name"].names:
        record.string = {2: "Regular", 6: name.replace(" ", "")}.get(record.nameID, name)
    subset.save_font(font, target, options)
    if weights:
        font = instancer.instantiateVariableFont(TTFont(target), {"wght": weights})
        font.save(target)

sans, mono, here = sys.argv[1:]
make(sans, "Isorhythm Sans", ascii + punctuation + latin, ["kern", "tnum"], (400, 600), f"{here}/isorhythm-sans.woff2")
make(mono, "Isorhythm Mono", ascii + punctuation, [], None, f"{here}/isorhythm-mono.woff2")
PYTHON
