#!/usr/bin/env python3
"""Learns the profiles of languages that the reader tells blocks of text apart by.

    learn_languages.py FOLDER > Sources/Extraction/Language/Profiles/languages.txt

FOLDER holds one folder a language (fr, en, de, nl, it, es, pt), each with unpacked Debian packages of manuals in that
language: debian-reference-XX, debian-faq-XX, manpages-XX (manpages-pt-br for pt, manpages for en). Only counts are taken
from them. The output is the same for the same input.
"""

import collections, glob, gzip, html, math, os, random, re, sys, unicodedata

LANGUAGES = ["fr", "en", "de", "nl", "it", "es", "pt"]
# Function words by which paragraphs left in another language are told.
STOP = {
    k: set(v.split())
    for k, v in {
        "fr": "le la les des une est dans pour que qui sur avec sont vous ce cette être peut",
        "de": "der die das und ist nicht ein eine werden für mit auf den wird sie von dem",
        "it": "il la che di per una non è con sono del della questo si come le",
        "nl": "de het een van en is niet te voor met op die dat zijn wordt kan",
        "es": "el la los las que una para es por con se del como no en su",
        "pt": "o a os as que uma para é por com se do da como não em",
        "en": "the of and to is in that for it with be are this as not you",
    }.items()
}
TRIGRAMS, WORDS, SAMPLE, UNIT, BEST = 2500, 500, 1_500_000, 8.5, 60
LETTERS = set("abcdefghijklmnopqrstuvwxyzàâäáãåæçéèêëíìîïñóòôöõøœßúùûüýÿ_")


def paragraphs(folder):
    for path in sorted(glob.glob(folder + "/**/*", recursive=True)):
        if not os.path.isfile(path):
            continue
        name = path[:-3] if path.endswith(".gz") else path
        if not (name.endswith(".html") or re.search(r"/man\d/", name)):
            continue
        with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
            text = file.read().decode("utf8", "replace")
        if name.endswith(".html"):
            text = re.sub(r"(?s)<(pre|code|script|style|kbd)\b.*?</\1>", " ", text)
            yield from (
                html.unescape(re.sub(r"<[^>]+>", "", p))
                for p in re.findall(r"(?s)<p\b[^>]*>(.*?)</p>", text)
            )
        else:
            text = re.sub(
                r"(?m)^\.(TH|SH|so|ds|de|if|nh|ad|PP|P|TP|IP|br|sp|nf|fi|RS|RE|EX|EE|in|\\\").*$",
                "\n\n",
                text,
            )
            text = re.sub(r"(?m)^\.[A-Z]+ ", "", text)
            yield from re.sub(r"\\f\[?[A-Z]+\]?|\\f.|\\&|\\\(..|\\[-~^|]", " ", text).replace(
                "\\", ""
            ).split("\n\n")


def words_of(text):
    return re.findall(r"[^\W\d_]+", text.lower())


def sample(folder, language):
    seen, kept = set(), []
    for paragraph in paragraphs(folder):
        paragraph = " ".join(paragraph.split())
        words = words_of(paragraph)
        if len(words) < 8 or paragraph in seen:
            continue
        seen.add(paragraph)
        share = {k: sum(w in v for w in words) / len(words) for k, v in STOP.items()}
        if share[language] >= 0.18 and max(share, key=share.get) == language:
            kept.append(paragraph)
    random.Random(1).shuffle(kept)
    return "\n".join(kept)[:SAMPLE]


def folded(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def counts(text, features):
    """Shares of features; text without accents, as capitals often are, counts for 15 of 100."""
    plain, bare = collections.Counter(features(text)), collections.Counter(features(folded(text)))
    total = sum(plain.values())
    return {f: (0.85 * plain[f] + 0.15 * bare[f]) / total for f in plain | bare}


def trigrams(text):
    for word in words_of(text):
        edged = "_" + word + "_"
        yield from (edged[i : i + 3] for i in range(len(edged) - 2))


def chosen(shares, number, floor):
    def worth(feature):
        values = [s.get(feature, 0) + floor for s in shares]
        mean = sum(values) / len(values)
        return sum(v * abs(math.log(v / mean)) for v in values)

    features = {f for s in shares for f in s if set(f) <= LETTERS}
    return sorted(sorted(features, key=lambda f: (-worth(f), f))[:number])


def row(shares, feature, floor):
    values = [math.log(s.get(feature, 0) + floor) for s in shares]
    return "".join(chr(48 + max(0, round(BEST - (max(values) - v) * UNIT))) for v in values)


def main(folder):
    texts = [sample(f"{folder}/{language}", language) for language in LANGUAGES]
    print(HEAD, end="")
    print("[order]\n" + " ".join(LANGUAGES))
    for title, features, number, floor in (
        ("trigrams", trigrams, TRIGRAMS, 1e-5),
        ("words", words_of, WORDS, 3e-5),
    ):
        shares = [counts(text, features) for text in texts]
        if title == "words":
            shares = [{w: s for w, s in share.items() if len(w) <= 10} for share in shares]
        print(f"[{title}]")
        for feature in chosen(shares, number, floor):
            print(feature, row(shares, feature, floor))


HEAD = """\
# How often three letters in a row, and frequent words, are met in each language.
#
# Written by Rules/scripts/learn_languages.py. A line is three letters ("_" is a word's edge) or a
# word, then a sign for each language in the order below: "l" (60) where it is met most often, 8.5
# less for each time it is e times rarer.
"""
main(sys.argv[1])
