#!/usr/bin/env python3
"""Writes territories/nuts-*.yaml from tables/nuts.txt and territories/world-*.yaml from iso-codes.

Outside the Union ids are ISO 3166-2 codes. Usage: python3 Rules/scripts/generate_territories.py
"""

import collections
import gettext
import json
import pathlib
import re
import unicodedata

import gazetteer

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "gazetteers" / "territories"
ISO = pathlib.Path("/usr/share/iso-codes/json/iso_3166-2.json")
PARTNERS = ("SN ML MA MG BF BJ TG TN DZ LB MR NE GN CI CM CG CD GA TD KM DJ RW BI CF CV GH PS JO EG "
            "BR VN KH LA HT AM GE UA MX").split()
# French names of partner regions that the package knows only in their own language.
FRENCH = {
    "SN-SL": ["Saint-Louis du Sénégal"], "MG-T": ["Antananarivo"], "BR-MG": ["Minas Gérais"],
    "BR-AP": ["Amapá"], "BR-SP": ["São Paulo"], "BR-RJ": ["Rio de Janeiro"], "BR-PA": ["Pará"],
    "LB-JL": ["Mont-Liban", "Mount Lebanon"], "LB-AS": ["Liban-Nord", "Nord-Liban", "Liban Nord"],
    "LB-JA": ["Liban-Sud", "Sud-Liban", "Liban Sud"], "LB-BI": ["Bekaa", "Békaa", "Beqaa"],
    "LB-BH": ["Baalbek-Hermel"], "LB-BA": ["Beyrouth", "Beirut"], "LB-NA": ["Nabatieh", "Nabatiyé"],
    "LB-AK": ["Akkar"], "TN-11": ["Tunis"], "TN-61": ["Sfax"], "TN-51": ["Sousse"],
    "TN-82": ["Médenine", "Djerba"], "TN-81": ["Gabès"], "TN-73": ["Kébili"], "TN-42": ["Kasserine"],
    "TN-41": ["Kairouan"], "TN-23": ["Bizerte"], "TN-33": ["Le Kef"], "TN-34": ["Siliana"],
    "TN-52": ["Monastir"], "TN-53": ["Mahdia"], "TN-71": ["Gafsa"], "TN-72": ["Tozeur"],
    "TN-83": ["Tataouine"], "TN-32": ["Jendouba"], "TN-31": ["Béja"], "TN-21": ["Nabeul"],
    "TN-22": ["Zaghouan"], "TN-43": ["Sidi Bouzid"], "TN-12": ["Ariana"], "TN-13": ["Ben Arous"],
    "TN-14": ["Manouba"], "MA-01": ["Tanger-Tétouan-Al Hoceïma"], "MA-02": ["L'Oriental", "Oriental"],
    "MA-03": ["Fès-Meknès"], "MA-04": ["Rabat-Salé-Kénitra"], "MA-05": ["Béni Mellal-Khénifra"],
    "MA-06": ["Casablanca-Settat"], "MA-07": ["Marrakech-Safi"], "MA-08": ["Drâa-Tafilalet"],
    "MA-09": ["Souss-Massa"], "MA-10": ["Guelmim-Oued Noun"], "MA-11": ["Laâyoune-Sakia El Hamra"],
    "VN-HN": ["Hanoï", "Hanoi"], "VN-SG": ["Hô-Chi-Minh-Ville", "Ho Chi Minh City"],
    "VN-26": ["Thua Thien Hue", "Hué"], "KH-12": ["Phnom Penh"], "KH-17": ["Siem Reap"],
    "LA-VT": ["Vientiane"], "LA-LP": ["Luang Prabang"], "LA-CH": ["Champassak", "Champasak"],
    "HT-OU": ["Port-au-Prince"], "HT-SE": ["Jacmel"], "UA-30": ["Kyiv", "Kiev"],
    "UA-46": ["Lviv"], "UA-51": ["Odessa", "Odesa"], "UA-63": ["Kharkiv"], "AM-ER": ["Erevan"],
    "BF-03": ["Ouagadougou"], "CI-AB": ["Abidjan"], "TG-M": ["Lomé"], "BJ-LI": ["Cotonou"],
    "CM-LT": ["Douala"], "CM-CE": ["Yaoundé"], "GN-C": ["Conakry"], "ML-BKO": ["Bamako"],
    "SN-DK": ["Dakar"], "NE-8": ["Niamey"], "CG-BZV": ["Brazzaville"], "CD-KN": ["Kinshasa"],
}
# Regions that a reform has ended, or that the list does not hold; own codes where ISO has none left.
FORMER = [
    ("MA-X-DOUKKALA-ABDA", "Doukkala-Abda", "MA", "MA-07"),
    ("MA-X-ORIENTAL-2015", "Taza-Al Hoceima-Taounate", "MA", "MA-03"),
    ("MA-X-SOUSS", "Souss-Massa-Drâa", "MA", "MA-09"),
    ("MA-X-TENSIFT", "Marrakech-Tensift-Al Haouz", "MA", "MA-07"),
    ("MA-X-MEKNES", "Meknès-Tafilalet", "MA", "MA-03"),
    ("MA-X-FES", "Fès-Boulemane", "MA", "MA-03"), ("MA-X-GHARB", "Gharb-Chrarda-Beni Hssen", "MA", "MA-04"),
    ("MA-X-RABAT", "Rabat-Salé-Zemmour-Zaër", "MA", "MA-04"),
    ("MA-X-TADLA", "Tadla-Azilal", "MA", "MA-05"), ("MA-X-CHAOUIA", "Chaouia-Ouardigha", "MA", "MA-06"),
    ("MA-X-CASABLANCA", "Grand Casablanca", "MA", "MA-06"), ("MA-X-TANGER", "Tanger-Tétouan", "MA", "MA-01"),
]
# Regions of Madagascar (no ISO code of their own) by the former province that ISO 3166-2 lists.
MADAGASCAR = {
    "MG-A": ["Alaotra-Mangoro", "Analanjirofo", "Atsinanana"], "MG-D": ["Diana", "Sava"],
    "MG-F": ["Amoron'i Mania", "Atsimo-Atsinanana", "Haute Matsiatra", "Ihorombe", "Vatovavy",
             "Fitovinany"],
    "MG-M": ["Betsiboka", "Boeny", "Melaky", "Sofia"],
    "MG-T": ["Analamanga", "Bongolava", "Itasy", "Vakinankaratra"],
    "MG-U": ["Androy", "Anosy", "Atsimo-Andrefana", "Menabe"],
}
NEAR = ["région", "régions", "province", "département", "gouvernorat", "wilaya", "partenaire",
        "coopération", "collectivité", "commune", "État", "city", "ville"]


def folded(text):
    text = unicodedata.normalize("NFD", text).casefold().replace("-", " ").replace("œ", "oe")
    return "".join(c for c in text if not unicodedata.combining(c))


def plain(name):
    for mark in ("(", "[", "/", ","):
        name = name.split(mark)[0]
    return name.strip().strip("*").strip()


def save(stem, summary, source, entries, size=85):
    for part in range(0, len(entries), size):
        tail = "" if part == 0 else f"-{part // size + 1}"
        gazetteer.write(OUT / f"{stem}{tail}.yaml", summary, source, "territory",
                        entries[part:part + size])


def nuts(taken):
    for line in (HERE / "tables" / "nuts.txt").read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        code, name, other = line.split("|")
        country = "GR" if code.startswith("EL") else code[:2]
        entry = {"id": code, "name": plain(name.lstrip("~")), "names": [], "exact": [],
                 "attributes": {"level": f"nuts{len(code) - 2}", "country": country}}
        marked = name.startswith("~") or "(" in name or len(plain(name)) < 5 or "NUTS" in name
        if marked:
            entry["nameless"] = True
        for phrase in filter(None, (p.strip() for p in other.split(";"))):
            phrase = plain(phrase) if "(" in phrase else phrase
            if phrase == "Vienne":
                continue
            entry["exact" if phrase.startswith("!") else "names"].append(phrase.lstrip("!~"))
        # A code that could begin an account number (`DE12`) counts only beside words on regions,
        # one that is an acronym of the field (integrated territorial investment) beside NUTS.
        if code in ACRONYMS:
            entry["weak"], entry["near"] = [code], NUTS_NEAR[:1] + ["NUTS 1", "NUTS1"]
        elif re.fullmatch(r"[A-Z]{2}\d+", code):
            entry["weak"], entry["near"] = [code], NUTS_NEAR
        else:
            entry["exact"].append(code)
        for phrase in entry["names"] + [entry["name"]]:
            taken.setdefault(folded(phrase), code)
        if len(code) == 4 and code[:3] in NUTS1:
            entry["attributes"]["partOf"] = code[:3]
        elif len(code) == 5:
            entry["attributes"]["partOf"] = code[:4]
        yield entry


ACRONYMS = ["ITC", "ITF", "ITI"]
NUTS_NEAR = ["NUTS", "zone", "zones", "régions", "région", "regions", "region", "territoires",
             "programme area", "NUTS 2", "NUTS2", "NUTS 3"]
NUTS1 = {line.split("|")[0] for line in (HERE / "tables" / "nuts.txt").read_text().splitlines()
         if len(line.split("|")[0]) == 3}


def world(taken, countries):
    rows = [r for r in json.loads(ISO.read_text())["3166-2"] if r["code"][:2] in PARTNERS]
    french = gettext.translation("iso_3166-2", "/usr/share/locale", languages=["fr"]).gettext
    phrases = collections.Counter()
    spelled = {}
    for row in rows:
        names = [plain(french(row["name"])), plain(row["name"]), *FRENCH.get(row["code"], [])]
        distinct = list({folded(n): n for n in reversed(names) if n}.values())[::-1]
        spelled[row["code"]] = distinct
        phrases.update(folded(n) for n in distinct)
    for row in sorted(rows, key=lambda r: r["code"]):
        code, names = row["code"], spelled[row["code"]]
        kind = row["type"].casefold()
        entry = {"id": code, "name": names[0], "nameless": True, "names": [], "weak": [],
                 "attributes": {"level": kind.replace(" ", "-"), "country": code[:2]}}
        if row.get("parent"):
            parent = row["parent"]
            entry["attributes"]["partOf"] = parent if "-" in parent else f"{code[:2]}-{parent}"
        for name in names:
            if code in HOMES and name == names[0]:
                entry["weak" if HOMES[code] else "exact"] = [name]
                continue
            if phrases[folded(name)] > 1 or folded(name) in taken or folded(name) in countries:
                continue
            if folded(name) in COMMON:
                continue
            given = name in FRENCH.get(code, [])
            doubtful = len(name) < 5 or (row.get("parent") and not given)
            entry["weak" if doubtful else "names"].append(name)
        if names[0] in entry["names"]:
            entry["names"].remove(names[0])
            del entry["nameless"]
        if entry["weak"]:
            entry["near"] = HOMES.get(code, NEAR)
        if entry.get("nameless") and not entry["names"] and not entry["weak"] and not entry.get("exact"):
            entry["exact"] = [code]
        yield entry


# Names that are common words as well, read beside words of their country alone, or with their capital and accents.
HOMES = {
    "BJ-AQ": ["Bénin", "béninois", "béninoise", "Benin", "Cotonou", "Ouidah", "Allada", "Abomey-Calavi"],
    "BJ-CO": ["Bénin", "béninois", "béninoise", "Benin", "Dassa", "Savalou", "Savè", "Glazoué"],
    "CG-8": ["Congo", "congolais", "Brazzaville", "Owando"],
    "CI-LG": ["Côte d'Ivoire", "ivoirien", "Abidjan", "Ivory Coast"],
    "MX-HID": ["Mexique", "Mexico", "México", "mexicain", "Pachuca"],
    "DZ-29": ["Algérie", "Algeria", "algérien", "wilaya", "Argelia"],
    "GH-SV": ["Ghana", "Ghanaian", "ghanéen"], "GH-TV": ["Ghana", "Ghanaian", "ghanéen"],
    "PS-TBS": ["Palestine", "palestinien", "palestinienne", "Palestinian", "Cisjordanie", "West Bank"],
    "HT-SE": [],
}

COMMON = {folded(w) for w in (
    "Centre Nord Sud Est Ouest Littoral Plateaux Central Centro Norte Sul Sur Maritime Savanes Rivière "
    "Zou Bond Plateau Lacs Montagnes Vallée Oriental Tunis Sofia Diana Sava Est Ouest Nord-Ouest Centre-Est "
    "Centre-Nord Centre-Ouest Centre-Sud Nord-Est Sud-Est Sud-Ouest Extrême-Nord Boucle Cascades Nippes "
    "Artibonite Grande'Anse Maritime Nord-Kivu Équateur Mexico Salvador Pool Sahel Hauts-Bassins "
    "Plateau-Central Estuaire North South East West Northern Southern Eastern Western Central Centrale "
    "River Paul Acre Para Oriente Center Capital Tigre Colón Independencia La_Paz Nacional Union").replace("_", " ").split()}


def former():
    for code, name, country, now in FORMER:
        yield {"id": code, "name": name, "attributes": {
            "level": "former-region", "country": country, "until": "2015", "followedBy": now}}
    for province, names in MADAGASCAR.items():
        for name in names:
            code = "MG-X-" + folded(name).replace(" ", "-").replace("'", "").upper()
            entry = {"id": code, "name": name, "names": [f"région {name}", f"région d'{name}"],
                     "attributes": {"level": "region", "country": "MG", "since": "2004",
                                    "partOf": province}}
            if folded(name) in COMMON or len(name) < 6:
                entry["nameless"] = True
            yield entry


def main():
    taken = {}
    table = list(nuts(taken))
    save("nuts", "Regions of the Union (NUTS 2021, and the new codes of 2024) and Swiss cantons, by "
         "generate_territories.py.",
         "Regulations (EU) 2019/1755 and 2023/674; statistical regions of EFTA countries", table,
         50)
    countries = {folded(c["name"]) for c in json.loads(
        pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json").read_text())["3166-1"]}
    old = list(former())
    for entry in old:
        taken.setdefault(folded(entry["name"]), entry["id"])
    save("partners", "Former and own-coded regions of partner countries, by generate_territories.py.",
         "laws of regionalisation of Morocco (2015) and Madagascar (2004)", old)
    made = list(world(taken, countries))
    by_country = collections.defaultdict(list)
    for entry in made:
        by_country[entry["attributes"]["country"]].append(entry)
    for country in sorted(by_country):
        save(f"world-{country.lower()}", f"Regions of {country} by ISO 3166-2, by "
             "generate_territories.py.", "iso-codes package; own French forms", by_country[country], 60)


if __name__ == "__main__":
    main()
