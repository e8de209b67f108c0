"""Looks for every fact of a gold line in the text of its document.

A value that does not stand there was either mistyped or never stated. Spaces and line ends do not
count, since tables and columns break words; a value written in words is listed in `IN_WORDS`.
"""
import email
import email.policy
import html
import io
import re
import subprocess
import zipfile

FRENCH = "janv févr mars avril mai juin juil août sept oct nov déc".split()
ENGLISH = "Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec".split()
OTHERS = [  # German, Dutch, Italian, Spanish
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
    "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(),
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
]
IN_WORDS = {
    ("fondation-dates-approchees.pdf", 66.67),  # « les deux tiers »
    ("fondation-dates-approchees.pdf", 100000),  # « cent mille euros »
    ("hautsdefrance-culture-recurrent.html", 50),  # « la moitié »
    ("fondation-jeunes-ruraux.txt", 50),  # « la moitié »
    ("interreg-atlantic-small-scale.txt", 1000000),  # « EUR 1 to 3 million »
    ("danube-call-4.txt", 1500000),  # « between EUR 1.5 and 2.5 million »
}


def text_of(path):
    if path.suffix == ".pdf":
        # Both orders: a label that a table breaks is whole in one of them.
        return "".join(
            subprocess.run(
                ["pdftotext", *option, str(path), "-"], capture_output=True, text=True, check=True
            ).stdout
            for option in ([], ["-layout"], ["-raw"])
        )
    if path.suffix == ".pptx":
        return slides_text(path)
    if path.suffix in (".docx", ".odt"):
        return archive_text(path.read_bytes())
    if path.suffix == ".eml":
        return mail_text(path)
    data = path.read_bytes()
    charset = "windows-1252" if b"charset=windows-1252" in data else "utf-8"
    text = data.decode(charset)
    if path.suffix != ".html":
        return re.sub(r"^> ?", "", text, flags=re.MULTILINE)
    links = " ".join(re.findall(r'href="([^"]+)"', text))
    return html.unescape(re.sub(r"<[^>]+>", " ", text)) + links


def archive_text(data):
    """Word or OpenDocument text: all letters of the parts that hold text, and addresses of links."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if re.search(r"(document|footnotes|content)\.xml(\.rels)?$", name):
                xml = archive.read(name).decode("utf-8")
                xml = re.sub(r"<(w:delText|text:deletion)\b.*?</\1>", "", xml, flags=re.DOTALL)
                parts += re.findall(r'(?:Target|href)="(http[^"]+|mailto[^"]+)"', xml)
                parts.append(re.sub(r"<[^>]+>", "", re.sub(r"</(w:p|text:p|text:h)>", "\n", xml)))
    return html.unescape("\n".join(parts))


def mail_text(path):
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    parts = [str(mail["Subject"]), str(mail["Date"])]
    for part in mail.walk():
        if part.is_multipart():
            continue
        if part.get_filename():
            parts.append(archive_text(part.get_payload(decode=True)))
            continue
        text = part.get_content()
        if part.get_content_type() == "text/html":
            links = " ".join(re.findall(r'href="([^"]+)"', text))
            text = html.unescape(re.sub(r"<[^>]+>", " ", text)) + links
        parts.append(re.sub(r"^> ?", "", text, flags=re.MULTILINE))
    return "\n".join(parts)


def slides_text(path):
    from pptx import Presentation

    parts = []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                parts.append(shape.text_frame.text)
            if shape.has_table:
                parts += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(parts)


def squeezed(text):
    return re.sub(r"[\s\u2010-]+", "", text)


def missing(gold, path):
    """The facts of the line that its document does not hold."""
    if not gold["calls"]:
        return
    text = text_of(path)
    tight = squeezed(text)
    for call in gold["calls"]:
        for label, words in wordings(call):
            if squeezed(words) not in tight:
                yield f"{label} not in the text: {words}"
        for label, value in figures(call):
            if (path.name, value) not in IN_WORDS and not holds_figure(tight, value):
                yield f"{label} not in the text: {value}"
        for label, day in dates(call):
            if not holds_date(text, day):
                yield f"{label} not in the text: {day}"


def wordings(call):
    yield "title", call["title"]["value"]
    if "reference" in call:
        yield "reference", call["reference"]["value"]
    for contact in call.get("contacts", []):
        yield from ((f"contact {key}", value) for key, value in contact.items())
    yield from (("link", link["url"]) for link in call.get("links", []))
    yield from (("axis", axis["label"]) for axis in call.get("axes", []) if "label" in axis)
    for field in ("prerequisites", "exclusions", "attachments", "conditions"):
        yield from ((field, item["text"]) for item in call.get(field, []))
    for rate in call.get("rates", []):
        if "appliesTo" in rate:
            yield "appliesTo", rate["appliesTo"]
        if "condition" in rate:
            yield "condition", rate["condition"]["text"]


def figures(call):
    for rate in call.get("rates", []):
        yield from (("rate", rate[key]) for key in ("min", "max") if key in rate)
    for amount in call.get("amounts", []):
        yield from (
            (amount["role"], amount[key]["amount"]) for key in ("min", "max") if key in amount
        )
    yield from ((each["id"], each["value"]) for each in call.get("statistics", []))


def holds_figure(tight, value):
    forms = {f"{value:g}" if isinstance(value, float) else str(value), f"{value:,}"}
    forms.add(f"{value:,}".replace(",", "."))
    for unit in (1_000, 1_000_000, 1_000_000_000):
        if value >= unit:
            short = f"{value / unit:g}"
            forms |= {f"{short}{tail}" for tail in ("K", "k", "M", "million", "milliard", "milion", "millon", "miljoen", "Mio")}
            forms |= {f"{short.replace('.', ',')}{tail}" for tail in ("M", "million", "milliard", "milion", "miljoen")}
            forms.add(f"{value / unit:.1f}M".replace(".", ","))
    return any(form in tight for form in forms)


def dates(call):
    for window in call.get("windows", []):
        if "date" in window.get("opening", {}):
            yield "opening", window["opening"]["date"]
        yield from (("deadline", d["date"]) for d in window["deadlines"] if "date" in d)
    yield from ((event["role"], event["date"]) for event in call.get("events", []))


def month_names(month):
    return [names[month - 1] for names in (FRENCH, ENGLISH, *OTHERS)]


def holds_date(text, day):
    parts = day.split("-")
    if "Q" in day or len(parts) < 2:
        return parts[0] in text
    month = int(parts[1])
    if len(parts) == 2:
        return any(name.lower() in text.lower() for name in month_names(month))
    number = f"0?{int(parts[2])}"
    between = r"(er|°)?( et \d+| au \d+(er)?| to \d+| al \d+)?[\s/.]+(de )?0?"
    named = f"({'|'.join(month_names(month))}|{month}[/.])"
    return re.search(rf"(?<!\d){number}{between}{named}", text, re.IGNORECASE) is not None
