"""Reading short tables and writing gazetteer files, for the generators of this folder.

A table line is `id | name | names | attributes`. Names are separated by `;`; `!` marks one that counts
only as written, `~` one that counts only near a word of `near:`; a `-` before the canonical name
keeps it out of the phrases, a `!` makes it one of the exact ones. Attributes are `key=value`,
separated by `;`; keys of LISTS hold lists.
"""

import re

LISTS = {"countries", "periods", "languages", "regions", "departements", "parts", "themes", "sdg"}
WIDTH = 100
PLAIN = re.compile(r"^[A-Za-zÀ-ÿŒœ][\w .’+&/()À-ÿ°'-]*$")
RETYPED = re.compile(r"^(y|n|yes|no|on|off|true|false|null|~)$", re.IGNORECASE)


def quoted(text):
    """The scalar, in quotes where YAML would read something else than this text."""
    if PLAIN.match(text) and not RETYPED.match(text) and not text.endswith((" ", ":")):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def wrapped(head, items, opening, closing):
    """Lines of a flow collection, broken between items at WIDTH columns."""
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    lines, line = [], head + opening
    for number, item in enumerate(items):
        piece = item + (closing if number == len(items) - 1 else ",")
        blank = "" if line.endswith(opening) and number == 0 else " "
        if len(line) + len(blank) + len(piece) > WIDTH and line.strip():
            lines.append(line)
            line = indent + piece
        else:
            line += blank + piece
    return lines + [line]


def entry_lines(entry):
    lines = [f"  - id: {quoted(entry['id'])}", f"    name: {quoted(entry['name'])}"]
    if entry.get("nameless"):
        lines.append("    nameless: true")
    for key in ("names", "exact", "weak", "near"):
        phrases = list(dict.fromkeys(entry.get(key) or []))
        if phrases:
            lines += wrapped(f"    {key}: ", [quoted(p) for p in phrases], "[", "]")
    attributes = entry.get("attributes") or {}
    if attributes:
        items = []
        for key, value in attributes.items():
            if isinstance(value, list):
                items.append(f"{key}: [" + ", ".join(quoted(v) for v in value) + "]")
            else:
                items.append(f"{key}: {quoted(value)}")
        lines += wrapped("    attributes: ", items, "{", "}")
    return lines


def write(path, summary, source, kind, entries):
    """Writes one gazetteer file; entries are dictionaries with the keys of Rules/README.md."""
    lines = [f"summary: {quoted(summary)}", f"source: {quoted(source)}", f"type: {kind}", "entries:"]
    for entry in entries:
        lines += entry_lines(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def entry(line, near):
    """The entry of one table line."""
    cells = [cell.strip() for cell in line.split("|")]
    # A bar inside square brackets belongs to a phrase, not to the table.
    if "[" in line:
        cells = [c.strip().replace("\0", "|") for c in re.sub(
            r"\[[^\]]*\]", lambda m: m.group(0).replace("|", "\0"), line).split("|")]
    cells += [""] * (4 - len(cells))
    result = {"id": cells[0], "name": cells[1].lstrip("-!").strip()}
    if cells[1].startswith(("-", "!")):
        result["nameless"] = True
    if cells[1].startswith("!"):
        result["exact"] = [result["name"]]
    for phrase in filter(None, (p.strip() for p in cells[2].split(";"))):
        key = {"!": "exact", "~": "weak"}.get(phrase[0], "names")
        result.setdefault(key, []).append(phrase.lstrip("!~").strip())
    if result.get("weak"):
        result["near"] = near
    attributes = {}
    for pair in filter(None, (p.strip() for p in cells[3].split(";"))):
        key, _, value = pair.partition("=")
        attributes[key.strip()] = (
            [v.strip() for v in value.split(",")]
            if key.strip() in LISTS or (key.strip() == "follows" and "," in value)
            else value.strip())
    if attributes:
        result["attributes"] = attributes
    return result


def tables(text):
    """(settings, entries) of each `file:` block of a table text."""
    settings, entries = {}, []
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        match = re.match(r"^(file|summary|source|type|near): (.*)$", line)
        if match:
            if match.group(1) == "file" and entries:
                yield settings, entries
                settings, entries = {}, []
            settings[match.group(1)] = match.group(2).strip()
        else:
            near = [w.strip() for w in settings.get("near", "").split(",") if w.strip()]
            entries.append(entry(line, near))
    if entries:
        yield settings, entries
