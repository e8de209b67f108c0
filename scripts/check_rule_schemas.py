#!/usr/bin/env python3
"""Checks every file of a folder of rules against the JSON Schemas that editors use.

    check_rule_schemas.py RULES SCHEMAS

Prints `file: place: what is wrong` and ends with 1 where a file is not as its schema says. Needs
python3-yaml and python3-jsonschema.
"""

import json
import pathlib
import sys

import jsonschema
import yaml


def schema_name(path):
    folders = {"lexicons": "lexicons", "gazetteers": "gazetteer", "concepts": "concepts"}
    if path.parts[0] in folders:
        return folders[path.parts[0]]
    return {"types.yaml": "types", "shapes.yaml": "shapes"}.get(path.name, "rule")


def main(rules, schemas):
    checks = {}
    for name in ("rule", "lexicons", "gazetteer", "concepts", "types", "shapes"):
        schema = json.loads((schemas / f"{name}.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        checks[name] = jsonschema.Draft202012Validator(schema)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    bad = 0
    for file in sorted(rules.rglob("*.yaml")):
        path = file.relative_to(rules)
        if path.name == "confidence.yaml" or path.parts[0] == "scripts":
            continue
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
        for error in checks[schema_name(path)].iter_errors(content):
            place = "/".join(str(step) for step in error.absolute_path)
            print(f"{path}: {place}: {error.message[:200]}")
            bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])))
