#!/usr/bin/env python3
"""Writes gazetteers/programmes/interreg-*.yaml from tables/interreg.txt and tables/zones.txt.

One entry a programme family (named without its period), and one for each of its periods, linked by
`family` and `follows`. Usage: python3 Rules/scripts/generate_interreg.py
"""

import pathlib
import re
import unicodedata

import gazetteer

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "gazetteers" / "programmes"
PERIODS = {"III": "2000-2006", "IV": "2007-2013", "V": "2014-2020", "VI": "2021-2027"}
DIGIT = {"III": "3", "IV": "4", "V": "5", "VI": "6"}
NEAR = ["Interreg", "FEDER", "ERDF", "EFRE", "programme de coopération", "cooperation programme",
        "programma di cooperazione", "cooperazione transfrontaliera", "programa de cooperación",
        "cross-border cooperation", "cross-border co-operation", "cross-border programme",
        "coopération transfrontalière", "cooperación transfronteriza",
        "grenzüberschreitende Zusammenarbeit", "grensoverschrijdende samenwerking", "współpraca transgraniczna",
        "трансгранично сътрудничество", "transnationale", "Programmgebiet", "Programmraum",
        "programme area", "zone de coopération", "Kooperationsraum"]
# What may stand between "Interreg" and the name of the programme.
WORDS = "programme |Programm |programma |Cooperation Programme "
EXTERNAL_WORDS = ("|IPA CBC |IPA Cross-border Cooperation Programme |IPA CBC Programme |"
                  "Cross-border Cooperation Programme |NEXT |NEXT CBC |ENI CBC ")
EXTERNAL_NEAR = ["IPA", "CBC", "ENI", "ENPI"]
# Programmes of the Union's external borders, under their instruments' names.
EXTERNAL = "[IPA|ENI|ENPI] [Cross-border |CBC |Cross-border Cooperation |][Programme |]"
# Sections of the table, and what the programmes in them are part of.
UMBRELLAS = {"Instrument for pre-accession": ["interreg-ipa", "ipa-programme"],
             "Neighbourhood": ["interreg-next", "eni-cbc", "enpi-cbc", "eni-programme", "enpi"]}
# Short names that count near these words alone.
SHORT = {"PAMINA": ["Interreg", "programme", "Programm", "initiative communautaire"]}
SIZE = 22
# Names of programmes as they sign, in the languages of both sides.
SIGNED = {
    "rhin-superieur": "Rhin Supérieur / Oberrhein", "grande-region": "Grande Région / Großregion",
    "espace-alpin": "Espace alpin / Alpine Space", "euregio-meuse-rhin": "Euregio Meuse-Rhin / Maas-Rhein / Maas-Rijn",
    "marittimo": "Italia-Francia Marittimo / Italie-France Maritime", "italie-suisse": "Italia-Svizzera / Italie-Suisse",
    "france-manche-angleterre": "France Manche Angleterre / France Channel England",
    "north-sea": "North Sea / Mer du Nord", "nwe": "North-West Europe / Europe du Nord-Ouest",
    "espace-atlantique": "Espace Atlantique / Atlantic Area", "med": "Euro-MED / MED",
    "poctefa": "POCTEFA España-Francia-Andorra", "deux-mers": "2 Mers Seas Zeeën", "next-med": "NEXT MED / ENI CBC Med / ENPI CBC Med",
    "grece-italie": "Grecia-Italia / Greece-Italy / Grèce-Italie", "italie-slovenie": "Italia-Slovenia / Italy-Slovenia",
    "italie-croatie": "Italia-Croazia / Italy-Croatia", "italie-autriche": "Italia-Austria / Italien-Österreich",
    "bavaria-czechia": "Bayern-Tschechien / Bavaria-Czechia", "austria-hungary": "Austria-Hungary / Österreich-Ungarn",
    "austria-czechia": "Austria-Czechia / Österreich-Tschechien", "slovakia-austria": "Slovakia-Austria / Slowakei-Österreich",
    "slovenia-austria": "Slovenia-Austria / Slowenien-Österreich", "germany-denmark": "Deutschland-Danmark / Deutschland-Dänemark",
    "vlaanderen-nederland": "Vlaanderen-Nederland / Flandre-Pays-Bas", "poctep": "POCTEP España-Portugal",
    "central-europe": "Central Europe / Mitteleuropa", "danube": "Danube Region / Donauraum",
    "baltic-sea": "Baltic Sea Region / Ostseeraum", "saxony-czechia": "Sachsen-Tschechien / Saxony-Czechia",
    "italie-malte": "Italia-Malta / Italy-Malta", "deutschland-nederland": "Deutschland-Nederland / Germany-Netherlands"}
SOURCE = "lists of programmes of interreg.eu and keep.eu"
LETTERS = {"A": "transfrontalier", "B": "transnational", "C": "interrégional",
           "D": "régions ultrapériphériques"}


def spaced(label):
    """The label and, of place names joined by hyphens, its form with spaced dashes."""
    wide = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " - ", label)
    return [label] if wide == label or len(label) < 8 else [label, wide]


def programme_id(slug, period):
    if slug in ("ivc", "iiic"):
        return "interreg-" + slug
    base = slug.removeprefix("interreg-")
    return f"interreg-{period.lower()}-{base}" if period else f"interreg-{base}"


def folded(label):
    """The label as the matcher sees it, to tell repeated ones."""
    text = unicodedata.normalize("NFD", spoken(label)).casefold().replace("-", " ")
    return "".join(c for c in text if not unicodedata.combining(c))


def distinct(labels):
    first = {}
    for label in labels:
        first.setdefault(folded(label), label)
    return list(first.values())


def plain(label):
    return label.lstrip("+-").strip()


def spoken(label):
    """The label as a phrase: brackets of a name are no optional endings."""
    return re.sub(r"(?<!\\)([()])", r"\\\1", plain(label))


def rows():
    section = ""
    for line in (HERE / "tables" / "interreg.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# ---"):
            section = line.removeprefix("# ---").strip()
        if line.strip() and not line.startswith("#"):
            slug, strand, labels, countries, periods, before = (
                [c.strip() for c in line.split("|")] + [""])[:6]
            yield {"slug": slug, "strand": strand, "countries": countries.split(","),
                   "labels": distinct([l.strip() for l in labels.split(";")]), "periods": periods.split(),
                   "umbrella": UMBRELLAS.get(section, []),
                   "before": [b.strip() for b in before.split(",") if b.strip()]}


def zones():
    found = {}
    for line in (HERE / "tables" / "zones.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            slug, codes = (c.strip() for c in line.split("|"))
            found[slug] = codes.split(",")
    return found


ZONES = zones()


def attributes(row, **more):
    result = {"kind": "programme", "strand": row["strand"], "fund": "erdf",
              "countries": row["countries"]}
    result.update({k: v for k, v in more.items() if v})
    return result


def family(row):
    labels = [spoken(l) for l in row["labels"]]
    strand = row["strand"]
    names, weak, bare = [], [], []
    first = labels[0]
    if row["slug"] in ("ivc", "iiic"):
        names = [f"Interreg {l}" for l in labels]
    elif row["slug"] == "interreg-europe":
        names = ["Interreg [C |]Europe", "Interreg [Europa|Europas|Evropa|Eurooppa|Euroopa|Eiropa]"]
    else:
        one = "|".join(w for l in labels for w in spaced(l))
        words = WORDS + (EXTERNAL_WORDS if row["umbrella"] else "")
        names = [f"Interreg [|{strand} |{words}][{one}]"]
        if row["umbrella"]:
            names.append(f"{EXTERNAL}[{one}]")
        for raw in row["labels"]:
            if raw.startswith("+"):
                names += spaced(spoken(raw))
            elif raw.startswith("-"):
                bare.append(spoken(raw))
            elif len(plain(raw)) > 7:
                weak += spaced(spoken(raw))
            elif plain(raw).isupper() and plain(raw).isalpha() and len(plain(raw)) > 2:
                names += [f"{plain(raw)} programme", f"{plain(raw)}-Programm"]
    if bare:
        seas = "|".join(bare)
        names += [f"[programme|programma|Programm|programa] [{seas}]", f"[{seas}] [programme|programma|Programm]"]
    signed = SIGNED.get(row["slug"], first)
    name = {"interreg-europe": "Interreg Europe", "ivc": "Interreg IVC", "iiic": "Interreg IIIC"}
    entry = {"id": programme_id(row["slug"], None),
             "name": name.get(row["slug"], f"Interreg {signed}"),
             "names": [n for n in names if n != name.get(row["slug"], f"Interreg {signed}")],
             "attributes": attributes(row, periods=[PERIODS[p] for p in row["periods"]],
                                      zone=ZONES.get(row["slug"]),
                                      family=row["umbrella"])}
    weak = list(dict.fromkeys(w for w in weak if w not in names))
    if weak:
        entry["weak"], entry["near"] = weak, NEAR + (EXTERNAL_NEAR if row["umbrella"] else [])
    if first in SHORT:
        entry["weak"], entry["near"] = [first], SHORT[first]
    if row["slug"] in ("ivc", "iiic"):
        period = row["periods"][0]
        entry["attributes"]["period"] = PERIODS[period]
        before = [programme_id(*b.rsplit("-", 1)) for b in row["before"]]
        if before:
            entry["attributes"]["follows"] = before[0]
    return entry


def periods(row):
    if row["slug"] in ("ivc", "iiic"):
        return
    labels = [w for l in row["labels"] for w in spaced(spoken(l))]
    if "FR" not in row["countries"]:
        labels = [spoken(l) for l in row["labels"]]
    if row["slug"] == "interreg-europe":
        labels = ["Europe", "Europa"]
    one = labels[0] if len(labels) == 1 else "[" + "|".join(labels) + "]"
    before = [programme_id(*b.rsplit("-", 1)) for b in row["before"]]
    for number, period in enumerate(row["periods"]):
        strand, digit = row["strand"], DIGIT[period]
        letters = f"{period}|{period} {strand}|{period}{strand}"
        roman = f"[{letters}|{digit}|{digit}{strand}]"
        years = PERIODS[period].split("-")
        late = "" if period == "III" else f"|{PERIODS[period]}"
        names = [f"Interreg {roman} [|Programm ]{one}", f"Interreg {one} [{letters}]"]
        if late:
            names.append(f"[Interreg |]{one} [|programme |]{PERIODS[period]}")
        else:
            names.append(f"[Interreg |]{one} {PERIODS[period]}")
        previous = [programme_id(row["slug"], row["periods"][number - 1])] if number else before
        more = {"period": PERIODS[period], "family": programme_id(row["slug"], None)}
        if previous:
            more["follows"] = previous[0] if len(previous) == 1 else previous
        yield period, {
            "id": programme_id(row["slug"], period),
            "name": f"Interreg {period} {labels[0]}", "names": names,
            "attributes": attributes(row, **more)}


def save(stem, summary, entries):
    for part in range(0, len(entries), SIZE):
        tail = "" if part == 0 else f"-{part // SIZE + 1}"
        gazetteer.write(OUT / f"{stem}{tail}.yaml", summary, SOURCE, "programme",
                        entries[part:part + SIZE])


def main():
    table = list(rows())
    borders = [r for r in table if r["strand"] == "A"]
    others = [r for r in table if r["strand"] != "A"]
    half = next(i for i, r in enumerate(borders) if r["slug"] == "germany-denmark")
    for name, part in (("cross-border-france", borders[:half]), ("cross-border", borders[half:]),
                       ("transnational", others)):
        save(f"interreg-{name}", f"Interreg programmes, {name}, by generate_interreg.py.",
             [family(r) for r in part])
    made = {p: [] for p in PERIODS}
    for row in table:
        for period, entry in periods(row):
            made[period].append(entry)
    for period, entries in made.items():
        save(f"interreg-{period.lower()}",
             f"Interreg {period} programmes ({PERIODS[period]}), by generate_interreg.py.", entries)


if __name__ == "__main__":
    main()
