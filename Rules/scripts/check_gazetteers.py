#!/usr/bin/env python3
"""Checks every gazetteer and theme file: keys, types, ids, targets, phrases.

Usage: python3 Rules/scripts/check_gazetteers.py   (needs python3-yaml); exit status 1 on any fault.
"""

import collections
import itertools
import pathlib
import re
import sys
import unicodedata

import yaml

ROOT = pathlib.Path(__file__).parent.parent
TOP = {"summary", "source", "type", "entries"}
KEYS = {"id", "name", "names", "exact", "weak", "near", "nameless", "attributes"}
REFERENCES = ("follows", "family", "parent", "partOf", "followedBy", "funder", "fund", "themes")
TYPE_OF = {"funder": "party", "fund": "fund", "themes": "theme", ("town", "partOf"): "territory"}
# Entries that hold numbers for the program and stand in no text.
WORDLESS = {"call-fact", "document-kind"}
MOST = 3000


def folded(phrase):
    text = unicodedata.normalize("NFD", phrase).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.replace("œ", "oe").replace("’", "'").replace("-", " ")
    return " ".join(text.split())


def choices(phrase):
    """Every phrase that the short forms stand for."""
    phrase = phrase.replace("\\(", "❨").replace("\\)", "❩")  # brackets that belong to a name
    parts = re.split(r"(\[[^\]]*\]|\([^)]*\))", phrase)
    options = []
    for part in parts:
        if part.startswith("["):
            options.append(part[1:-1].split("|"))
        elif part.startswith("("):
            options.append(["", part[1:-1]])
        else:
            options.append([part])
    return ["".join(pick) for pick in itertools.islice(itertools.product(*options), MOST)]


def balanced(phrase):
    phrase = phrase.replace("\\(", "").replace("\\)", "")
    depth = []
    pairs = {")": "(", "]": "["}
    for character in phrase:
        if character in "([":
            if depth:
                return False
            depth.append(character)
        elif character in ")]":
            if not depth or depth.pop() != pairs[character]:
                return False
    return not depth


def targets(entry, key):
    value = (entry.get("attributes") or {}).get(key, [])
    return value if isinstance(value, list) else [value]


def rings(loaded):
    """Entries that come, through `follows` or `parent`, before themselves."""
    faults = []
    for key in ("follows", "parent", "partOf"):
        before = collections.defaultdict(list)
        for _, data in loaded:
            for entry in data["entries"]:
                before[data["type"], entry["id"]] += targets(entry, key)
        for kind, start in sorted(before):
            seen, waiting = set(), list(before[kind, start])
            while waiting:
                found = waiting.pop()
                if found == start:
                    faults.append(f"{kind} {start}: {key} leads back to itself")
                    break
                if found not in seen:
                    seen.add(found)
                    waiting += before.get((kind, found), [])
    return faults


def zones(loaded, ids):
    """Zones that are neither a country, nor a place of the lists, nor a part of one."""
    faults = []
    known = set(ids["country"]) | set(ids["territory"])
    for name, data in loaded:
        for entry in data["entries"]:
            for code in targets(entry, "zone"):
                place = "GR" + code[2:] if code.startswith("EL") else code
                if not any(place[:n] in known for n in range(len(place), 1, -1)) and code[:2] != "UK":
                    faults.append(f"{name}: {entry['id']}: zone {code} is no place")
    return faults


def main():
    faults, ids = [], collections.defaultdict(dict)
    entries = collections.Counter()
    phrases = collections.defaultdict(lambda: collections.defaultdict(dict))
    total = collections.Counter()
    loaded = []
    files = sorted((ROOT / "gazetteers").rglob("*.yaml"))
    for path in files:
        name = path.relative_to(ROOT)
        text = path.read_text(encoding="utf-8")
        if len(text.splitlines()) > 400:
            faults.append(f"{name}: {len(text.splitlines())} lines")
        data = yaml.safe_load(text)
        for key in set(data) - TOP:
            faults.append(f"{name}: unknown key {key}")
        for key in TOP - set(data):
            faults.append(f"{name}: no {key}")
        loaded.append((name, data))
        for entry in data["entries"]:
            place = f"{name}: {entry.get('id')}"
            kind = data["type"]
            if not isinstance(entry.get("id"), str) or not isinstance(entry.get("name"), str):
                faults.append(f"{place}: id and name must be texts")
                continue
            for key in set(entry) - KEYS:
                faults.append(f"{place}: unknown key {key}")
            if entry["id"] in ids[kind]:
                faults.append(f"{place}: id also in {ids[kind][entry['id']]}")
            ids[kind][entry["id"]] = name
            entries[kind] += 1
            if entry.get("weak") and not entry.get("near"):
                faults.append(f"{place}: weak names without near")
            for key, value in (entry.get("attributes") or {}).items():
                for item in value if isinstance(value, list) else [value]:
                    if not isinstance(item, str):
                        faults.append(f"{place}: attribute {key} holds {item!r}, not a text")
            listed = [] if entry.get("nameless") else [("names", entry["name"])]
            for key in ("names", "exact", "weak"):
                listed += [(key, phrase) for phrase in entry.get(key) or []]
            if not listed and kind not in WORDLESS:
                faults.append(f"{place}: no phrase at all")
            for key, phrase in listed:
                if not isinstance(phrase, str) or not phrase.strip():
                    faults.append(f"{place}: {phrase!r} is no phrase")
                    continue
                if not balanced(phrase):
                    faults.append(f"{place}: brackets of {phrase!r}")
                    continue
                expanded = choices(phrase)
                if len(expanded) >= MOST:
                    faults.append(f"{place}: {phrase!r} stands for too many phrases")
                for one in expanded:
                    if not one.strip():
                        faults.append(f"{place}: {phrase!r} can be empty")
                        continue
                    total[kind] += 1
                    mark = one if key == "exact" else folded(one)
                    owner = phrases[kind][key].setdefault(mark, entry["id"])
                    if owner != entry["id"] and key != "weak":
                        faults.append(f"{place}: {one!r} is also {owner}")
                    if key == "names" and len(folded(one)) < 3:
                        faults.append(f"{place}: {one!r} is too short to match any case")
    for name, data in loaded:
        for entry in data["entries"]:
            for key in REFERENCES:  # "yes" says that a body gives money, and names nobody
                for target in targets(entry, key):
                    kind = TYPE_OF.get((data["type"], key), TYPE_OF.get(key, data["type"]))
                    if target != "yes" and target not in ids[kind]:
                        faults.append(f"{name}: {entry['id']}: {key} {target} does not exist")
    faults += rings(loaded) + zones(loaded, ids)
    for fault in faults:
        print(fault, file=sys.stderr)
    for kind in sorted(entries):
        print(f"{kind}: {entries[kind]} entries, {total[kind]} phrases")
    print(f"{len(files)} files, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
