#!/usr/bin/env python3
"""Writes the French territories and the bodies named after them, from tables/france.txt.

territories/france*.yaml hold NUTS 2021 codes as ids; parties/regions, departements, chambers,
prefectures and metropoles give the bodies. Usage: python3 Rules/scripts/generate_france.py
"""

import pathlib
import re
import unicodedata

import gazetteer

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "gazetteers"
OVERSEAS = {"FRY1", "FRY2", "FRY3", "FRY4", "FRY5"}
NEAR = ["département", "départements", "départemental", "départementale", "préfecture", "préfet",
        "DDT", "DDTM", "DDETS", "conseil départemental", "conseil général", "chambre d'agriculture"]
SOURCE = "NUTS 2021 (Regulation (EU) 2019/1755); INSEE geographic codes; law of 16 January 2015"


def slug(name):
    text = unicodedata.normalize("NFD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def of(article, name):
    """The name after its preposition: "du Nord", "de l'Ain", "d'Orléans"."""
    return f"{article}{name}" if article.endswith("'") else f"{article} {name}"


def rows():
    for line in (HERE / "tables" / "france.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]


def split(cell):
    found = {"names": [], "exact": [], "weak": []}
    for phrase in filter(None, (p.strip() for p in cell.split(";"))):
        found[{"!": "exact", "~": "weak"}.get(phrase[0], "names")].append(phrase.lstrip("!~"))
    found["exact"] = [e for e in found["exact"] if e not in found["names"]]
    return found


def region(cells):
    kind, nuts, insee, name, article, other = cells[:6]
    found = split(other)
    entry = {"id": nuts, "name": name, "names": [f"région {name}", *found["names"]],
             "exact": found["exact"]}
    if name == "Grand Est":
        entry["nameless"] = True
    if kind == "former":
        entry["exact"].append(nuts)
        entry["attributes"] = {"level": "former-region", "insee": insee, "until": "2015",
                               "country": "FR", "partOf": cells[6], "followedBy": cells[6]}
    else:
        entry["attributes"] = {"level": "region", "insee": insee, "since": "2016", "country": "FR"}
    entry["names"] = [n for n in dict.fromkeys(entry["names"])]
    return entry


def region_party(cells):
    kind, nuts, insee, name, article, _ = cells[:6]
    names = [f"Conseil régional {of(article, name)}", f"région {of(article, name)}",
             f"conseil régional [|de ]{name}", f"{name} Region", f"Region {name}"]
    entry = {"id": "region-" + slug(name), "name": f"Région {name}",
             "names": [n for n in dict.fromkeys(names) if slug(n) != slug(f"Région {name}")],
             "attributes": {"kind": "region", "country": "FR", "territory": nuts, "funder": "yes"}}
    if name == "Provence-Alpes-Côte d'Azur":
        entry["name"] = "Région Sud Provence-Alpes-Côte d'Azur \\(PACA\\)"
        entry["names"] += ["Région Provence-Alpes-Côte d'Azur",
                           "Région Sud Provence-Alpes-Côte d'Azur", "Région Sud", "Conseil régional Sud",
                           "Région Provence Alpes Côte d'Azur",
                           "Région PACA", "Conseil régional PACA"]
    wide = [o for o in split(cells[5])["names"] if " - " in o]
    for other in wide:
        entry["names"] += [f"Région {other}", f"Conseil régional {of(article, other)}",
                           f"Conseil régional {other}"]
    if name == "Corse":
        entry["names"] += ["Collectivité de Corse", "Collectivité territoriale de Corse"]
    if name == "Centre-Val de Loire":
        entry["names"] += ["Région Centre", "Conseil régional du Centre"]
    if kind == "former":
        entry["attributes"]["until"] = "2015"
        entry["attributes"]["followedBy"] = "region-" + slug(next(
            c[3] for c in rows() if c[0] == "region" and c[1] == cells[6]))
    return entry


# A department whose name is a word besides, listed after its region (« Hauts-de-France, Nord »). Not
# where the name is also a river's or a sea's in texts on that region, nor a word of calls (Lot).
BESIDE_REGION = {
    "Nord": ["Hauts-de-France"], "Aisne": ["Hauts-de-France", "Picardie"],
    "Oise": ["Hauts-de-France", "Picardie"], "Cher": ["Centre-Val de Loire"],
    "Indre": ["Centre-Val de Loire"], "Doubs": ["Bourgogne-Franche-Comté", "Franche-Comté"],
    "Calvados": ["Normandie"], "Orne": ["Normandie"], "Eure": ["Normandie"],
    "Aube": ["Grand Est", "Champagne-Ardenne"], "Marne": ["Grand Est", "Champagne-Ardenne"],
    "Landes": ["Nouvelle-Aquitaine", "Aquitaine"], "Creuse": ["Nouvelle-Aquitaine", "Limousin"],
    "Aude": ["Occitanie"], "Gard": ["Occitanie"], "Gers": ["Occitanie"], "Tarn": ["Occitanie"],
    "Allier": ["Auvergne-Rhône-Alpes", "Auvergne"], "Ain": ["Auvergne-Rhône-Alpes", "Rhône-Alpes"],
    "Var": ["Provence-Alpes-Côte d'Azur", "PACA"],
}


def departement(cells):
    nuts, insee, article, name = cells[1].split(" ", 3)
    article, weak, name = article.replace("_", " "), name.startswith("~"), name.lstrip("~")
    return nuts, insee, article, name, weak


def territory(nuts, insee, article, name, weak):
    entry = {"id": nuts, "name": name,
             "names": [f"département [|de |de la |de l'|du |des |d']{name}"]}
    if weak:
        entry["nameless"], entry["weak"] = True, [name]
        entry["near"] = BESIDE_REGION.get(name, []) + NEAR
    if name == "La Réunion":
        entry["nameless"] = True
        entry["names"] += ["île de la Réunion", "Reunion Island", "département de la Réunion"]
        entry["exact"] = ["La Réunion", "de la Réunion", "à la Réunion"]
    if name == "Guyane":
        entry["names"] += ["French Guiana", "Guyane française"]
    if name == "Paris":
        entry["names"] += ["Ville de Paris"]
    entry.setdefault("exact", []).append(nuts)
    level = "departement"
    parent = nuts[:4] if nuts[:4] in FORMER else nuts[:3]
    attributes = {"level": level, "insee": insee, "country": "FR"}
    if nuts in OVERSEAS:
        attributes["level"] = "overseas-region"
    else:
        attributes["partOf"] = parent
    entry["attributes"] = attributes
    return entry


FORMER = {cells[1] for cells in rows() if cells[0] == "former"}


def council(nuts, insee, article, name, weak):
    names = [f"Conseil général {of(article, name)}", f"département {of(article, name)}",
             f"Conseil départemental {name}", f"Département {name}"]
    return {"id": "departement-" + slug(name), "name": f"Conseil départemental {of(article, name)}",
            "names": names,
            "attributes": {"kind": "departement", "country": "FR", "territory": nuts,
                           "funder": "yes"}}


def prefecture(nuts, insee, article, name, weak):
    return {"id": "prefecture-" + slug(name), "name": f"Préfecture {of(article, name)}",
            "names": [f"préfet {of(article, name)}", f"préfète {of(article, name)}",
                      f"Préfecture {name}",
                      f"[DDT|DDTM|DDETS|DDCS|DDCSPP|DDETSPP|SDJES] {of(article, name)}"],
            "attributes": {"kind": "prefecture", "country": "FR", "territory": nuts,
                           "funder": "yes"}}


def chamber_of_agriculture(nuts, insee, article, name, weak):
    return {"id": "chambre-agriculture-" + slug(name),
            "name": f"Chambre d'agriculture {of(article, name)}",
            "names": [f"Chambre départementale d'agriculture {of(article, name)}"],
            "attributes": {"kind": "chamber", "country": "FR", "territory": nuts}}


def chamber_of_commerce(nuts, insee, article, name, weak):
    return {"id": "cci-" + slug(name),
            "name": f"Chambre de commerce et d'industrie {of(article, name)}",
            "names": [f"CCI {of(article, name)}", f"CCI {name}"],
            "attributes": {"kind": "chamber", "country": "FR", "territory": nuts}}


def abbreviated(cells):
    """Names that are cut short (Midi-Py), of the region's other names."""
    return [o for o in split(cells[5])["names"] if cells[3].startswith(o) and o != cells[3]]


def state_in_region(cells):
    name, article = cells[3], cells[4]
    after = of(article, name)
    return {"id": "prefecture-region-" + slug(name), "name": f"Préfecture de région {name}",
            "names": [f"préfet de [la |]région {name}", f"préfète de [la |]région {name}",
                      f"Préfecture de [la |]région {after}", f"SGAR {name}", f"SGAR {after}",
                      *(f"Préf[.|ecture|] [de |]{short}" for short in [name, *abbreviated(cells)])],
            "attributes": {"kind": "prefecture", "country": "FR", "territory": cells[1],
                           "funder": "yes"}}


# A service of the State signs its own calls, hence is a party beside the prefecture.
SERVICES = {
    "drac": ("DRAC", [], "direction régionale des affaires culturelles"),
    "dreal": ("DREAL", ["DRIEAT"], "direction régionale de l'environnement, de l'aménagement et du logement"),
    "dreets": ("DREETS", ["DIRECCTE", "DRIEETS"],
               "direction régionale de l'économie, de l'emploi, du travail et des solidarités"),
    "draaf": ("DRAAF", ["DRIAAF"], "direction régionale de l'alimentation, de l'agriculture et de la forêt"),
    "drajes": ("DRAJES", ["DRJSCS", "DRDJSCS"],
               "délégation régionale académique à la jeunesse, à l'engagement et aux sports"),
    "ars": ("ARS", [], "agence régionale de santé"),
}


def services_in_region(cells):
    name, article = cells[3], cells[4]
    after = of(article, name)
    for key, (short, others, long) in SERVICES.items():
        plain = long.replace(",", "")
        names = [f"{short} {after}", f"{plain} {after}", f"{plain} {name}"]
        names += [f"{other} {form}" for other in others for form in (name, after)]
        yield {"id": f"{key}-{slug(name)}", "name": f"{short} {name}", "names": names,
               "attributes": {"kind": "state-body", "country": "FR", "territory": cells[1],
                              "funder": "yes"}}


# The town by which people call a metropolis whose name says more than the town.
TOWN_OF_METROPOLIS = {"Aix-Marseille-Provence": "Marseille", "Clermont Auvergne": "Clermont",
                      "Grenoble-Alpes": "Grenoble", "Montpellier Méditerranée": "Montpellier",
                      "Nice Côte d'Azur": "Nice", "Rouen Normandie": "Rouen",
                      "Toulon Provence Méditerranée": "Toulon", "Tours Val de Loire": "Tours"}


def metropolis(cells):
    article, name = cells[1].split(" ", 1)
    short = re.sub(r"^Grand (Nancy|Paris)$", r"\1", name)
    names = [f"{short} Métropole", f"Métropole {name}", f"Eurométropole {of(article, name)}"]
    town = TOWN_OF_METROPOLIS.get(name)
    if town:
        names.insert(0, f"Métropole de {town}")
    if name == "Lille":
        names += ["Métropole Européenne de Lille", "Lille Métropole Communauté urbaine"]
    return {"id": "metropole-" + slug(name), "name": f"Métropole {of(article, name)}",
            "names": names, "attributes": {"kind": "metropolis", "country": "FR",
                                            "territory": cells[2], "funder": "yes"}}


def main():
    table = list(rows())
    regions = [c for c in table if c[0] in ("region", "former")]
    departements = [departement(c) for c in table if c[0] == "dep"]
    note = "by generate_france.py"
    whole = {"id": "FRY", "name": "régions ultrapériphériques françaises",
             "names": ["départements d'outre-mer", "DROM", "Outre-mer", "outre-mer français",
                       "régions d'outre-mer"],
             "attributes": {"level": "overseas", "country": "FR"}}
    gazetteer.write(OUT / "territories/france-regions.yaml", f"Regions of France, {note}.", SOURCE,
                    "territory", [region(c) for c in regions] + [whole])
    half = len(departements) // 2
    for number, part in enumerate((departements[:half], departements[half:]), 1):
        gazetteer.write(OUT / f"territories/france-departements-{number}.yaml",
                        f"Départements of France, {note}.", SOURCE, "territory",
                        [territory(*d) for d in part])
        gazetteer.write(OUT / f"parties/departements-{number}.yaml",
                        f"Departmental councils of France, {note}.", SOURCE, "party",
                        [council(*d) for d in part])
        gazetteer.write(OUT / f"parties/prefectures-{number}.yaml",
                        f"Prefectures of the départements, {note}.", SOURCE, "party",
                        [prefecture(*d) for d in part])
        gazetteer.write(OUT / f"parties/chambers-agriculture-{number}.yaml",
                        f"Chambers of agriculture, {note}.", SOURCE, "party",
                        [chamber_of_agriculture(*d) for d in part])
        gazetteer.write(OUT / f"parties/chambers-commerce-{number}.yaml",
                        f"Chambers of commerce, {note}.", SOURCE, "party",
                        [chamber_of_commerce(*d) for d in part])
    gazetteer.write(OUT / "parties/regions.yaml", f"Regional councils of France, {note}.", SOURCE,
                    "party", [region_party(c) for c in regions])
    gazetteer.write(OUT / "parties/prefectures-regions.yaml",
                    f"Prefectures and State services of the regions, {note}.", SOURCE, "party",
                    [state_in_region(c) for c in regions])
    services = [s for c in regions for s in services_in_region(c)]
    share = -(-len(services) // 4)
    for number in range(4):
        gazetteer.write(OUT / f"parties/services-regions-{number + 1}.yaml",
                        f"Services of the State in the regions, {note}.", SOURCE, "party",
                        services[number * share:(number + 1) * share])
    gazetteer.write(OUT / "parties/metropoles.yaml", f"Metropolises of France, {note}.", SOURCE,
                    "party", [metropolis(c) for c in table if c[0] == "metro"])


if __name__ == "__main__":
    main()
