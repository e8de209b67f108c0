#!/usr/bin/env python3
"""Writes gazetteers/countries*.yaml and country-adjectives.yaml.

Names come from the iso-codes package (JSON and message catalogues), short forms, adjectives and
languages from tables/countries.txt, groups and aid classes from the lists below.
Usage: python3 Rules/scripts/generate_countries.py
"""

import gettext
import json
import pathlib
import re
import unicodedata

import gazetteer

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent / "gazetteers"
ISO = pathlib.Path("/usr/share/iso-codes/json/iso_3166-1.json")
LANGUAGES = ["fr", "en", "de", "nl", "it", "es", "pt"]

# Year of accession to the Union; treaties of accession.
EU = {"BE": 1958, "DE": 1958, "FR": 1958, "IT": 1958, "LU": 1958, "NL": 1958, "DK": 1973,
      "IE": 1973, "GB": 1973, "GR": 1981, "ES": 1986, "PT": 1986, "AT": 1995, "FI": 1995,
      "SE": 1995, "CY": 2004, "CZ": 2004, "EE": 2004, "HU": 2004, "LT": 2004, "LV": 2004,
      "MT": 2004, "PL": 2004, "SI": 2004, "SK": 2004, "BG": 2007, "RO": 2007, "HR": 2013}
EU_UNTIL = {"GB": "2020-01-31"}
EEA_ONLY = ["IS", "LI", "NO"]
CANDIDATES = "AL BA GE MD ME MK RS TR UA".split()
NEIGHBOURS = "AM AZ BY GE MD UA DZ EG IL JO LB LY MA PS SY TN".split()
# OECD DAC list of ODA recipients for 2024 and 2025 flows (São Tomé: as from its graduation).
LDC = ("AF AO BD BF BI BJ CD CF DJ ER ET GM GN GW HT KH KI KM LA LR LS MG ML MM MR MW MZ NE NP RW "
       "SB SD SL SN SO SS TD TG TL TV TZ UG YE ZM").split()
LMIC = ("BO BT CG CI CM CV DZ EG FM GH HN IN IR JO KE KG LB LK MA MN NG NI PG PH PK PS ST SZ TJ TN "
        "UA UZ VN VU WS ZW KP SY TK").split()
UMIC = ("AL AM AR AZ BA BR BW BY BZ CN CO CR CU DM DO EC FJ GA GD GE GQ GT GY ID IQ JM KZ LC LY MD "
        "ME MH MK MS MU MV MX MY NA NR NU PA PE PW PY RS SH SR SV TH TM TO TR VC VE WF XK ZA").split()
# Years since which a country has its class above, where that is later than the first list read
# (2005), and its class before; lists of the DAC, graduations of the UN list of LDCs.
FIRST_LIST = 2005
CHANGES = {"CV": (2008, "ldc"), "MV": (2011, "ldc"), "WS": (2014, "ldc"), "GQ": (2018, "ldc"),
           "VU": (2021, "ldc"), "BT": (2024, "ldc"), "ST": (2025, "ldc"), "SS": (2013, "lic"),
           "SA": (2008, "umic"), "TC": (2008, "umic"), "BB": (2011, "umic"), "HR": (2011, "umic"),
           "OM": (2011, "umic"), "TT": (2011, "umic"), "KN": (2014, "umic"), "AI": (2014, "umic"),
           "CL": (2018, "umic"), "SC": (2018, "umic"), "UY": (2018, "umic"), "CK": (2020, "umic"),
           "AG": (2022, "umic"), "XK": (2009, "none")}
# Names that are also a river, a lake, a state, a person.
WEAK_WORDS = {"chad", "jordan", "georgia", "niger", "congo", "maurice", "jersey"}
NEAR = ["pays", "partenaire", "partenaires", "Afrique", "république", "country", "countries",
        "coopération", "collectivités", "Mali", "Sénégal", "Maroc", "Tunisie", "Burkina Faso", "Bénin",
        "Tchad", "Liban", "Lebanon", "Ukraine", "Armenia", "Moldova", "Madagascar", "Tunisia"]
# "meeting" in French, Spanish and Italian, a town of Spain.
SKIPPED_NAMES = {"norfolk", "reunion", "riunione", "la reunion", "granada"}
# Parts of the French Republic that the territories know as NUTS regions.
TERRITORIES_OF_FRANCE = {"GP", "MQ", "GF", "RE", "YT", "MF"}
OVERSEAS_OF = {**{code: "FR" for code in "BL PM NC PF WF TF".split()},
               **{code: "US" for code in "PR GU VI AS MP UM FM MH PW".split()},
               **{code: "GB" for code in "GI GG JE IM".split()}}


def folded(phrase):
    text = unicodedata.normalize("NFD", phrase).casefold().replace("-", " ")
    return "".join(c for c in text if not unicodedata.combining(c))


def distinct(phrases, known):
    """Phrases without those that another form already stands for."""
    seen, kept = {folded(k) for k in known}, []
    for phrase in phrases:
        if folded(phrase) not in seen:
            seen.add(folded(phrase))
            kept.append(phrase)
    return kept

def catalogue(language):
    if language == "en":
        return lambda text: text
    return gettext.translation(
        "iso_3166-1", "/usr/share/locale", languages=[language]).gettext


def rows():
    for line in (HERE / "tables" / "countries.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            # a bar without spaces is one of a phrase's choices
            cells = [c.strip() for c in re.split(r" \|(?= |$)", line)]
            yield cells[0], cells[1:]


def plain(name):
    """The name as it stands in a sentence: "A, Republic of" is turned round."""
    name = re.sub(r" *[(\[].*", "", name)
    head, _, tail = name.partition(", ")
    turned = f"{tail} {head}".replace("' ", "'") if tail and "," not in tail else head
    return turned.replace("*", "").strip()


def attributes(code, languages):
    found = {}
    if code in EU:
        found["eu"] = str(EU[code])
    if code in EU_UNTIL:
        found["euUntil"] = EU_UNTIL[code]
    if (code in EU and code not in EU_UNTIL) or code in EEA_ONLY:
        found["eea"] = "yes"
    if code in CANDIDATES:
        found["euCandidate"] = "yes"
    if code in NEIGHBOURS:
        found["neighbourhood"] = "yes"
    classes = {"ldc": LDC, "lmic": LMIC, "umic": UMIC}
    found["oda"] = next((name for name, codes in classes.items() if code in codes), "none")
    since, before = CHANGES.get(code, (FIRST_LIST, None))
    found["odaSince"] = str(since)
    if before:
        found["odaBefore"] = before
    if code in OVERSEAS_OF:
        found["partOf"] = OVERSEAS_OF[code]
    if languages:
        found["languages"] = languages
    return found


def country(code, iso, catalogues, extra, languages):
    sources = [iso[key] for key in ("common_name", "name") if key in iso] if iso else []
    phrases = []
    for source in sources:
        for language in LANGUAGES:
            phrases.append((language, plain(catalogues[language](source))))
    french = next((p for l, p in phrases if l == "fr" and p), None)
    english = next((p for l, p in phrases if l == "en" and p), None)
    entry = {"id": code, "names": [], "exact": [], "weak": []}
    for phrase in extra:
        key = {"!": "exact", "~": "weak"}.get(phrase[0], "names")
        entry[key].append(phrase.lstrip("!~"))
    for _, phrase in phrases:
        if phrase and folded(phrase) not in SKIPPED_NAMES:
            key = "weak" if folded(phrase) in WEAK_WORDS else "names"
            entry["exact" if len(phrase) < 3 else key].append(phrase)
    entry["name"] = french or (entry["names"] + [english or code])[0]
    if folded(entry["name"]) in WEAK_WORDS:
        entry["nameless"] = True
        entry["weak"].append(entry["name"])
        entry["names"] = distinct(entry["names"], entry["weak"])
    else:
        entry["names"] = distinct(entry["names"], [entry["name"], *entry["weak"]])
    entry["weak"] = distinct(entry["weak"], [])
    if entry["weak"]:
        entry["near"] = [n for n in NEAR if n != entry["name"]]
    entry["attributes"] = {"fr": french or entry["name"], "en": english or entry["name"],
                           **attributes(code, languages)}
    return entry


def groups():
    return [
        {"id": "EU", "name": "Union européenne", "names": [
            "European Union", "Europäische Union", "Europäischen Union", "Europese Unie",
            "Unione europea", "Unión Europea", "União Europeia", 
            "État(s) membre(s)", "Member State(s)", "EU Member State(s)", "EU-Mitgliedstaaten",
            "Mitgliedstaaten", "Stati membri", "Estados miembros", "lidstaten", "Europe des 27", "[tout le |ensemble du |]territoire européen", "territoire de l'Union",
            "UE-27", "EU-27", "EU27", "UE27", "UE-28", "EU-28", "EU28", "l'UE", "the EU"],
         "exact": ["UE", "EU"], "attributes": {"fr": "Union européenne", "en": "European Union"}},
        {"id": "EEA", "name": "Espace économique européen", "names": [
            "European Economic Area", "Europäischer Wirtschaftsraum", "EFTA countries",
            "pays de l'AELE", "pays de l'EEE", "EEA countries", "Spazio economico europeo"],
         "exact": ["EEE", "EEA", "AELE", "EFTA"],
         "attributes": {"fr": "Espace économique européen", "en": "European Economic Area"}},
    ]


def save(stem, summary, source, kind, entries, size):
    for part in range(0, len(entries), size):
        tail = "" if part == 0 else f"-{part // size + 1}"
        gazetteer.write(OUT / f"{stem}{tail}.yaml", summary, source, kind, entries[part:part + size])


def main():
    catalogues = {language: catalogue(language) for language in LANGUAGES}
    iso = {c["alpha_2"]: c for c in json.loads(ISO.read_text())["3166-1"]}
    table = dict(rows())
    made, adjectives = [], []
    for code in sorted((set(iso) | set(table)) - TERRITORIES_OF_FRANCE):
        cells = table.get(code, ["", "", "", ""])
        extra = [p.strip() for p in cells[0].split(";") if p.strip()]
        languages = [p.strip() for p in cells[3].split(",") if p.strip()]
        made.append(country(code, iso.get(code), catalogues, extra, languages))
        words = [p.strip() for cell in cells[1:3] for p in cell.split(";") if p.strip()]
        if words:
            adjectives.append({"id": code, "name": made[-1]["name"], "nameless": True,
                               "names": [w.replace("(e)(es)", "[|e|es]")
                                         for w in words]})
    made = groups() + made
    save("countries", "Countries and the Union, by generate_countries.py.",
         "iso-codes package; treaties of accession; OECD DAC lists 2005-2025", "country", made, 75)
    save("country-adjectives", "Adjectives and people of countries, by generate_countries.py.",
         "own list", "country-adjective", adjectives, 95)


if __name__ == "__main__":
    main()
