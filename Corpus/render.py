#!/usr/bin/env python3
"""Makes the documents of the corpus from their sources, and checks the gold lines.

    render.py                 renders everything that has changed
    render.py NAME…           renders these documents only
    render.py --check         checks gold.jsonl, profiles and documents: each fact must stand in
                              the document it is told of

Needs the packages of sources/requirements.txt and pdftoppm. The same sources, packages and fonts
(Liberation, DejaVu) give the same bytes, so that a second run changes nothing. Plain text and
Markdown documents have no source: they are their own.
"""
import html
import io
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile

import facts
import office

ROOT = pathlib.Path(__file__).resolve().parent
SOURCES = ROOT / "sources"
DOCUMENTS = ROOT / "documents"
EPOCH = 1704067200  # 2024-01-01, the date that the files carry
os.environ.setdefault("SOURCE_DATE_EPOCH", str(EPOCH))
SCANNED = {"scan-jumelage-1999"}


def write_if_changed(path, data):
    if path.exists() and path.read_bytes() == data:
        return
    path.write_bytes(data)
    print(f"{path.relative_to(ROOT)}  {len(data)} bytes")


def split_source(path):
    """The `<!-- key: value | key: value -->` line of a source, and the rest."""
    head, body = path.read_text(encoding="utf-8").split("\n", 1)
    fields = re.fullmatch(r"<!--\s*(.*?)\s*-->", head).group(1).split(" | ")
    return dict(field.split(": ", 1) for field in fields), body


# PDF

def render_pdf(source):
    from weasyprint import HTML

    meta, body = split_source(source)
    styles = "\n".join(
        (SOURCES / "styles" / f"{name}.css").read_text(encoding="utf-8")
        for name in ["base", *meta["style"].split()]
    )
    page = (
        f'<!DOCTYPE html><html lang="{meta["lang"]}"><head><meta charset="utf-8">'
        f'<title>{html.escape(meta["title"])}</title>'
        f'<meta name="generator" content="{html.escape(meta.get("generator", "Writer"))}">'
        f"<style>{styles}</style></head><body>{body}</body></html>"
    )
    data = HTML(string=page, base_url=str(SOURCES)).write_pdf(
        pdf_identifier=source.stem.encode()[:16].ljust(16, b"_")
    )
    if source.stem in SCANNED:
        data = scan(data, source.stem)
    write_if_changed(DOCUMENTS / f"{source.stem}.pdf", data)


def scan(data, seed):
    """The pages as a scanner gives them: grey, a little askew, speckled, without text."""
    from PIL import Image

    dice = random.Random(seed)
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        original = pathlib.Path(folder) / "page.pdf"
        original.write_bytes(data)
        subprocess.run(
            ["pdftoppm", "-r", "110", "-gray", str(original), f"{folder}/page"], check=True
        )
        for name in sorted(pathlib.Path(folder).glob("page*.pgm")):
            image = Image.open(name).convert("L")
            image = image.rotate(
                dice.uniform(-0.9, 0.9), resample=Image.Resampling.BICUBIC, fillcolor=250
            )
            pixels = image.load()
            for _ in range(1500):
                x, y = dice.randrange(image.width), dice.randrange(image.height)
                pixels[x, y] = max(0, pixels[x, y] - dice.randrange(30, 120))
            pages.append(image.copy())
    out = io.BytesIO()
    day = time.gmtime(EPOCH)
    pages[0].save(
        out, "PDF", save_all=True, append_images=pages[1:], resolution=110, quality=60,
        creationDate=day, modDate=day, producer="Scan",
    )
    return out.getvalue()


# Web pages

def render_web(source):
    meta, body = split_source(source)
    layout = (SOURCES / "layouts" / f'{meta["layout"]}.html').read_text(encoding="utf-8")
    charset = meta.get("charset", "utf-8")
    trail = [html.escape(step) for step in meta.get("crumbs", "").split(" > ") if step]
    crumbs = "".join(f'<li><a href="#">{step}</a></li>' for step in trail)
    values = {"title": html.escape(meta["title"]), "lang": meta["lang"], "charset": charset,
              "crumbs": crumbs, "site": html.escape(meta.get("site", "")), "body": body.strip()}
    page = re.sub(r"\{\{(\w+)\}\}", lambda m: values[m.group(1)], layout)
    write_if_changed(DOCUMENTS / f"{source.stem}.html", page.encode(charset))


# Decks

def render_deck(source):
    from pptx import Presentation
    from pptx.util import Cm, Pt

    deck = json.loads(source.read_text(encoding="utf-8"))
    show = Presentation()
    show.slide_width, show.slide_height = Cm(33.87), Cm(19.05)
    show.core_properties.title = deck["title"]
    show.core_properties.author = deck.get("author", "")
    show.core_properties.language = deck["lang"]
    for each in deck["slides"]:
        slide = show.slides.add_slide(show.slide_layouts[6 if "title" not in each else 5])
        for shape in each.get("before", []):
            add_shape(slide, shape)
        if "title" in each:
            slide.shapes.title.text = each["title"]
            slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(34)
            place(slide.shapes.title, [1.5, 0.8, 30.8, 2.4])
        for shape in each.get("shapes", []):
            add_shape(slide, shape)
        if "notes" in each:
            slide.notes_slide.notes_text_frame.text = each["notes"]
    out = io.BytesIO()
    show.save(out)
    write_if_changed(DOCUMENTS / f"{source.stem}.pptx", with_fixed_times(out.getvalue()))


def place(shape, box):
    from pptx.util import Cm

    shape.left, shape.top, shape.width, shape.height = (Cm(v) for v in box)


def add_shape(slide, shape):
    from pptx.dml.color import RGBColor
    from pptx.util import Cm, Pt

    box = [Cm(v) for v in shape["box"]]
    if "table" in shape:
        rows = shape["table"]
        table = slide.shapes.add_table(len(rows), len(rows[0]), *box).table
        for r, row in enumerate(rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
                for paragraph in table.cell(r, c).text_frame.paragraphs:
                    paragraph.font.size = Pt(shape.get("size", 14))
        return
    frame = slide.shapes.add_textbox(*box)
    if "fill" in shape:
        frame.fill.solid()
        frame.fill.fore_color.rgb = RGBColor.from_string(shape["fill"])
    text = frame.text_frame
    text.word_wrap = True
    lines = shape["bullets"] if "bullets" in shape else shape["text"].split("\n")
    for index, line in enumerate(lines):
        paragraph = text.paragraphs[0] if index == 0 else text.add_paragraph()
        level = len(line) - len(line.lstrip("\t"))
        paragraph.text = ("• " if "bullets" in shape else "") + line.lstrip("\t")
        paragraph.level = level
        paragraph.font.size = Pt(shape.get("size", 20) - 2 * level)
        paragraph.font.bold = shape.get("bold", False)


# Word processors

def render_word(source):
    meta, body = split_source(source)
    made = {"docx": office.Word, "odt": office.OpenText}[meta["format"]](meta, body)
    write_if_changed(DOCUMENTS / f'{source.stem}.{meta["format"]}', made.bytes())


# Mails

def render_mail(source):
    """Header fields, an empty line, the text; `X-Html` and `X-Attach` name files beside it."""
    from email.message import EmailMessage

    head, text = source.read_text(encoding="utf-8").split("\n\n", 1)
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    charset = fields.pop("X-Charset", "utf-8")
    page, attached = fields.pop("X-Html", None), fields.pop("X-Attach", None)
    mail = EmailMessage()
    for name, value in fields.items():
        mail[name] = value
    mail.set_content(text, charset=charset, cte="quoted-printable")
    if page:
        mail.add_alternative(
            (SOURCES / "mails" / page).read_text(encoding="utf-8"), subtype="html", charset=charset,
            cte="quoted-printable")
    if attached:
        data = (DOCUMENTS / attached).read_bytes()
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=attached)
    for number, part in enumerate(mail.walk()):
        if part.is_multipart():
            part.set_boundary(f"=_{source.stem}_{number}")
    write_if_changed(DOCUMENTS / f"{source.stem}.eml", mail.as_bytes())


def with_fixed_times(data):
    """The same archive with one date for all its members and for the document itself."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
                content = re.sub(stamp, b"2024-01-01T00:00:00Z", content)
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return out.getvalue()


# Checks

KINDS = set("call guide programme deck page list calendar news report budget other".split())
APPLICANTS = set(
    "commune intercommunality departement region metropolis overseas-authority local-authority "
    "state-body public-establishment association foundation cooperative company sme university "
    "research-body school chamber health-body social-landlord individual farmer "
    "interregional-grouping gip sem-spl".split()
)
PARTY_ROLES = set(
    "funder managing-authority joint-secretariat national-coordinator intermediate-body "
    "technical-support".split()
)
LEVELS = set("axis priority specific-objective measure strand lot topic".split())
MODELS = set("single-stage two-stage multiple-cut-off permanent unknown".split())
STAGES = set("single first second expression-of-interest cut-off intermediate".split())
EVENTS = set(
    "published info-day platform-opens decision notification project-start project-end "
    "report-due".split()
)
CHOICES = {
    ("aidTypes", "id"): set("grant loan repayable-advance engineering prize in-kind".split()),
    ("rates", "kind"): set("max fixed min range".split()),
    ("rates", "payer"): set("funder applicant partner other".split()),
    ("rates", "of"): set("eligible-costs total-costs public-costs".split()),
    ("amounts", "role"): set("grant project-budget envelope unit-cost".split()),
    ("amounts", "per"): set("project year partner call axis".split()),
    ("applicants", "type"): APPLICANTS,
    ("applicants", "role"): {"lead", "partner", "any"},
    ("parties", "role"): PARTY_ROLES,
    ("axes", "level"): LEVELS,
    ("windows", "model"): MODELS,
    ("events", "role"): EVENTS,
    ("expenditure", "id"): set("running investment staff travel equipment external works".split()),
    ("prerequisites", "id"): set(
        "registration agreement deliberation prior-report declaration label".split()
    ),
    ("statistics", "id"): {"applications", "awarded"},
    ("links", "role"): set("apply rules form faq source".split()),
}
CALL_FIELDS = {field for field, _ in CHOICES} | set(
    "title summary reference programmes funds themes recurrence duration area partnership "
    "exclusions conditions attachments submissionLanguages contacts".split()
)
# Where a value may differ: a path through the record, without indices.
ACCEPTED = set(
    "document.kind document.language calls title programmes parties funds themes applicants "
    "applicants.role axes windows.opening windows.deadlines windows.deadlines.stage "
    "windows.deadlines.time windows.deadlines.timeZone windows.model windows.certainty events "
    "rates.payer "
    "events.role recurrence rates rates.kind rates.of amounts duration duration.min "
    "duration.max area.countries area.territories area.partnerCountries partnership "
    "partnership.minPartners partnership.minCountries prerequisites exclusions contacts "
    "statistics submissionLanguages aidTypes expenditure reference".split()
)
ABSENT = {"deadlines", "windows", "rates", "amounts", "duration"}
LINE_FIELDS = {"schema", "document", "calls", "absent", "accept", "why", "source"}
DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?|\d{4}-Q[1-4]|--\d\d-\d\d)")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d|24:00")


def check():
    faults = []
    named = set()
    lines = (ROOT / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        try:
            gold = json.loads(line)
        except ValueError as error:
            faults.append(f"gold.jsonl:{number}: {error}")
            continue
        path = gold["document"]["path"]
        if path in named:
            faults.append(f"{path}: two gold lines")
        named.add(path)
        faults += [f"{path}: {fault}" for fault in faults_of_line(gold)]
        if (ROOT / path).exists():
            faults += [f"{path}: {fault}" for fault in facts.missing(gold, ROOT / path)]
    there = {f"documents/{p.name}" for p in DOCUMENTS.iterdir()}
    faults += [f"{p}: no gold line" for p in sorted(there - named)]
    faults += [f"{p}: no such document" for p in sorted(named - there)]
    for profile in sorted((ROOT / "profiles").glob("*.json")):
        faults += [f"profiles/{profile.name}: {fault}" for fault in faults_of_profile(profile)]
    size = sum(p.stat().st_size for p in ROOT.rglob("*") if p.is_file())
    if size > 6_000_000:
        faults.append(f"the corpus holds {size} bytes, over 6 MB")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(named)} gold lines, {len(there)} documents, {size} bytes, {len(faults)} faults")
    return 1 if faults else 0


def faults_of_line(gold):
    yield from (f"unknown field {f}" for f in sorted(set(gold) - LINE_FIELDS))
    if gold.get("schema") != "calls/1":
        yield "schema is not calls/1"
    if gold["document"].get("kind") not in KINDS:
        yield f"kind {gold['document'].get('kind')}"
    if not gold["document"].get("language"):
        yield "no language"
    for field in ("why", "source"):
        if not gold.get(field):
            yield f"no {field}"
    yield from (f"accept.{f}" for f in sorted(set(gold.get("accept", {})) - ACCEPTED))
    yield from (f"absent {f}" for f in gold.get("absent", []) if f not in ABSENT)
    for index, call in enumerate(gold["calls"]):
        yield from (f"calls/{index}: {fault}" for fault in faults_of_call(call))


def faults_of_call(call):
    yield from (f"unknown field {f}" for f in sorted(set(call) - CALL_FIELDS))
    if not call.get("title"):
        yield "no title"
    for (field, key), allowed in CHOICES.items():
        for item in call.get(field, []):
            if key in item and item[key] not in allowed:
                yield f"{field}.{key} = {item[key]}"
            if key not in item and key not in ("of", "per"):
                yield f"{field} without {key}"
    for window in call.get("windows", []):
        dates = [window["opening"]] if "opening" in window else []
        for deadline in window.get("deadlines", []):
            dates.append(deadline)
            if deadline.get("stage") not in STAGES:
                yield f"stage {deadline.get('stage')}"
        for date in dates:
            yield from faults_of_date(date)
    for event in call.get("events", []):
        yield from faults_of_date(event)
    for party in call.get("parties", []) + call.get("programmes", []):
        if not party.get("id") or not party.get("name"):
            yield f"party or programme without id or name: {party}"


def faults_of_date(date):
    if "date" not in date:
        if date.get("certainty") != "to-be-confirmed":
            yield f"no date in {date}"
        return
    if not DATE.fullmatch(date["date"]):
        yield f"date {date['date']}"
    if "time" in date and not TIME.fullmatch(date["time"]):
        yield f"time {date['time']}"


def faults_of_profile(path):
    try:
        profile = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        yield str(error)
        return
    if profile.get("schema") != "calls-profile/1":
        yield "schema is not calls-profile/1"
    if profile.get("type") not in APPLICANTS:
        yield f"type {profile.get('type')}"
    for field in ("name", "country"):
        if not profile.get(field):
            yield f"no {field}"
    for project in profile.get("projects", []):
        if not project.get("id") or not project.get("title"):
            yield "project without id or title"


def main():
    arguments = sys.argv[1:]
    if arguments == ["--check"]:
        sys.exit(check())
    wanted = set(arguments)
    DOCUMENTS.mkdir(exist_ok=True)
    for folder, suffix, render in (
        ("pdf", "html", render_pdf), ("web", "html", render_web), ("decks", "json", render_deck),
        ("word", "html", render_word), ("mails", "txt", render_mail),
    ):
        for source in sorted((SOURCES / folder).glob(f"*.{suffix}")):
            if not wanted or source.stem in wanted:
                render(source)


if __name__ == "__main__":
    main()
