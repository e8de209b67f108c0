"""Makes Word (OOXML) and OpenDocument texts of small XHTML sources.

Elements: h1 (title), h2, h3, p, ul, ol, li, table, tr, th, td (colspan, rowspan); inside text: b, a,
note (a footnote), ins and del (a tracked change), remark (a comment). Only what readers of these
formats must cope with, and always the same bytes.
"""
import html
import io
import xml.etree.ElementTree as ET
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"


def escaped(text):
    return html.escape(" ".join((text or "").split()) if not (text or "").strip() else collapse(text))


def collapse(text):
    lead, trail = text[:1].isspace(), text[-1:].isspace()
    return (" " if lead else "") + " ".join(text.split()) + (" " if trail else "")


def archive(entries, first=None):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, text in entries:
            entry = zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            target.writestr(entry, text)
    return out.getvalue()


class Word:
    """One DOCX file."""

    def __init__(self, meta, body):
        self.meta, self.links, self.notes, self.remarks, self.changes = meta, [], [], [], 0
        root = ET.fromstring(f"<body>{body}</body>")
        self.body = "".join(self.block(element) for element in root)

    def block(self, element, depth=0):
        tag = element.tag
        if tag in ("h1", "h2", "h3"):
            style = {"h1": "Title", "h2": "Titre1", "h3": "Titre2"}[tag]
            return self.paragraph(element, f'<w:pStyle w:val="{style}"/>')
        if tag in ("ul", "ol"):
            return "".join(self.items(element, depth))
        if tag == "table":
            return self.table(element)
        return self.paragraph(element)

    def items(self, element, depth):
        number = 1 if element.tag == "ul" else 2
        for item in element:
            numbering = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            yield self.paragraph(item, '<w:pStyle w:val="Liste"/>' + numbering)
            for inner in item:
                if inner.tag in ("ul", "ol"):
                    yield from self.items(inner, depth + 1)

    def paragraph(self, element, properties="", bold=False):
        return f"<w:p><w:pPr>{properties}</w:pPr>{self.inline(element, bold)}</w:p>"

    def run(self, text, bold=False, tag="t"):
        text = escaped(text)
        if not text:
            return ""
        weight = "<w:rPr><w:b/></w:rPr>" if bold else ""
        return f'<w:r>{weight}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'

    def inline(self, element, bold=False):
        parts = [self.run(element.text, bold)]
        for child in element:
            if child.tag == "b":
                parts.append(self.inline(child, True))
            elif child.tag == "a":
                self.links.append(child.get("href"))
                inside = self.inline(child, bold)
                parts.append(f'<w:hyperlink r:id="link{len(self.links)}">{inside}</w:hyperlink>')
            elif child.tag == "note":
                self.notes.append(self.inline(child))
                parts.append(f'<w:r><w:footnoteReference w:id="{len(self.notes) + 1}"/></w:r>')
            elif child.tag == "remark":
                self.remarks.append(self.inline(child))
                parts.append(f'<w:r><w:commentReference w:id="{len(self.remarks)}"/></w:r>')
            elif child.tag in ("ins", "del"):
                self.changes += 1
                inside = self.run(child.text, bold, "delText" if child.tag == "del" else "t")
                stamp = f'w:id="{self.changes}" w:author="Service" w:date="2024-01-15T10:00:00Z"'
                parts.append(f"<w:{child.tag} {stamp}>{inside}</w:{child.tag}>")
            parts.append(self.run(child.tail, bold) if child.tag not in ("ul", "ol") else "")
        return "".join(parts)

    def table(self, element):
        rows, open_cells = [], {}
        for line in element:
            cells, column = [], 0
            for cell in line:
                while open_cells.get(column, 0):
                    open_cells[column] -= 1
                    cells.append('<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>')
                    column += 1
                width, height = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
                properties = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
                if height > 1:
                    properties += '<w:vMerge w:val="restart"/>'
                    open_cells[column] = height - 1
                inside = self.paragraph(cell, bold=cell.tag == "th")
                cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>")
                column += width
            while open_cells.get(column, 0):
                open_cells[column] -= 1
                cells.append('<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>')
                column += 1
            rows.append(f'<w:tr>{"".join(cells)}</w:tr>')
        return f'<w:tbl><w:tblPr/>{"".join(rows)}</w:tbl>'

    @staticmethod
    def styles():
        def style(id, name, properties, default=""):
            return (f'<w:style w:type="paragraph" {default} w:styleId="{id}">'
                    f'<w:name w:val="{name}"/>{properties}</w:style>')
        return (
            '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault>'
            "</w:docDefaults>" + style("Normal", "Normal", "", 'w:default="1"')
            + style("Title", "Title", '<w:rPr><w:sz w:val="40"/></w:rPr>')
            + style("Titre1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr>'
                    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr>')
            + style("Titre2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
                    '<w:rPr><w:b/></w:rPr>') + style("Liste", "List Paragraph", "")
        )

    def numbering(self):
        def abstract(id, levels):
            inside = "".join(
                f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
                f'<w:lvlText w:val="{text}"/></w:lvl>' for n, (form, text) in enumerate(levels))
            return f'<w:abstractNum w:abstractNumId="{id}">{inside}</w:abstractNum>'
        return (
            abstract(1, [("bullet", "\uf0b7"), ("bullet", "o")])
            + abstract(2, [("decimal", "%1."), ("lowerLetter", "%2)")])
            + abstract(3, [("decimal", self.meta.get("article", "%1."))])
            + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3))
        )

    def bytes(self):
        def part(tag, inside):
            return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
                    f'<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{inside}</w:{tag}>')
        parts = [("styles", part("styles", self.styles())), ("numbering", part("numbering", self.numbering()))]
        if self.notes:
            notes = "".join(f'<w:footnote w:id="{n}"><w:p>{text}</w:p></w:footnote>'
                            for n, text in enumerate(self.notes, 2))
            parts.append(("footnotes", part("footnotes", notes)))
        if self.remarks:
            remarks = "".join(f'<w:comment w:id="{n}" w:author="Service"><w:p>{text}</w:p></w:comment>'
                              for n, text in enumerate(self.remarks, 1))
            parts.append(("comments", part("comments", remarks)))
        for kind, tag in (("header", "hdr"), ("footer", "ftr")):
            if kind in self.meta:
                parts.append((kind, part(tag, f"<w:p>{self.run(self.meta[kind])}</w:p>")))
        kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        package = "http://schemas.openxmlformats.org/package/2006/"

        def relationships(items):
            lines = "".join(f'<Relationship Id="{id}" Type="{type}" Target="{html.escape(target)}"{mode}/>'
                            for id, type, target, mode in items)
            return f'<Relationships xmlns="{package}relationships">{lines}</Relationships>'
        links = [(f"link{n}", kinds + "hyperlink", url, ' TargetMode="External"')
                 for n, url in enumerate(self.links, 1)]
        own = [(f"part{n}", kinds + kind, f"{kind}.xml", "") for n, (kind, _) in enumerate(parts)]
        core = (f'<cp:coreProperties xmlns:cp="{package}metadata/core-properties" '
                'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
                f'<dc:title>{escaped(self.meta["title"])}</dc:title><dc:language>{self.meta["lang"]}</dc:language>'
                f'<dcterms:modified>{self.meta["modified"]}T09:00:00Z</dcterms:modified></cp:coreProperties>')
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        types = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                 '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                 '<Default Extension="xml" ContentType="application/xml"/>'
                 f'<Override PartName="/word/document.xml" ContentType="{main}document.main+xml"/>'
                 + "".join(f'<Override PartName="/word/{kind}.xml" ContentType="{main}{kind}+xml"/>' for kind, _ in parts)
                 + "</Types>")
        references = "".join(
            f'<w:{kind}Reference w:type="default" r:id="part{n}"/>'
            for n, (kind, _) in enumerate(parts) if kind in ("header", "footer"))
        body = part("document", f"<w:body>{self.body}<w:sectPr>{references}</w:sectPr></w:body>")
        return archive(
            [("[Content_Types].xml", types),
             ("_rels/.rels", relationships([
                 ("d", kinds + "officeDocument", "word/document.xml", ""),
                 ("c", package + "relationships/metadata/core-properties", "docProps/core.xml", "")])),
             ("docProps/core.xml", core), ("word/document.xml", body),
             ("word/_rels/document.xml.rels", relationships(own + links))]
            + [(f"word/{kind}.xml", text) for kind, text in parts])


class OpenText:
    """One ODT file."""

    def __init__(self, meta, body):
        self.meta, self.notes, self.changes = meta, 0, []
        root = ET.fromstring(f"<body>{body}</body>")
        self.body = "".join(self.block(element) for element in root)

    def block(self, element):
        tag = element.tag
        if tag == "h1":
            return f'<text:p text:style-name="Title">{self.inline(element)}</text:p>'
        if tag in ("h2", "h3"):
            level = int(tag[1]) - 1
            return (f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">'
                    f"{self.inline(element)}</text:h>")
        if tag in ("ul", "ol"):
            return self.list(element, f' text:style-name="{"Puces" if tag == "ul" else "Numéros"}"')
        if tag == "table":
            return self.table(element)
        return f'<text:p text:style-name="Standard">{self.inline(element)}</text:p>'

    def list(self, element, style=""):
        items = []
        for item in element:
            inner = "".join(self.list(child) for child in item if child.tag in ("ul", "ol"))
            items.append(f"<text:list-item><text:p>{self.inline(item)}</text:p>{inner}</text:list-item>")
        return f'<text:list{style}>{"".join(items)}</text:list>'

    def inline(self, element):
        parts = [escaped(element.text)]
        for child in element:
            inside = "" if child.tag in ("ul", "ol") else self.inline(child)
            if child.tag == "b":
                parts.append(f'<text:span text:style-name="Gras">{inside}</text:span>')
            elif child.tag == "a":
                parts.append(f'<text:a xlink:type="simple" xlink:href="{html.escape(child.get("href"))}">{inside}</text:a>')
            elif child.tag == "note":
                self.notes += 1
                parts.append(f'<text:note text:note-class="footnote"><text:note-citation>{self.notes}</text:note-citation>'
                             f"<text:note-body><text:p>{inside}</text:p></text:note-body></text:note>")
            elif child.tag == "remark":
                parts.append(f"<office:annotation><dc:creator>Service</dc:creator><text:p>{inside}</text:p></office:annotation>")
            elif child.tag == "del":
                self.changes.append(inside)
                parts.append(f'<text:change text:change-id="c{len(self.changes)}"/>')
            elif child.tag == "ins":
                parts.append(inside)
            parts.append(escaped(child.tail) if child.tag not in ("ul", "ol") else "")
        return "".join(parts)

    def table(self, element):
        rows, covered = [], {}
        for line in element:
            cells, column = [], 0
            for cell in line:
                while covered.get(column, 0):
                    covered[column] -= 1
                    cells.append("<table:covered-table-cell/>")
                    column += 1
                width, height = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
                spans = f' table:number-columns-spanned="{width}" table:number-rows-spanned="{height}"'
                if height > 1:
                    covered[column] = height - 1
                inside = self.inline(cell)
                if cell.tag == "th":
                    inside = f'<text:span text:style-name="Gras">{inside}</text:span>'
                cells.append(f"<table:table-cell{spans}><text:p>{inside}</text:p></table:table-cell>"
                             + "<table:covered-table-cell/>" * (width - 1))
                column += width
            rows.append(f'<table:table-row>{"".join(cells)}</table:table-row>')
        return f'<table:table>{"".join(rows)}</table:table>'

    def bytes(self):
        names = "office style text table fo svg meta".split()
        spaces = {n: OFFICE + {"fo": "xsl-fo-compatible", "svg": "svg-compatible"}.get(n, n) + ":1.0" for n in names}
        spaces["xlink"], spaces["dc"] = "http://www.w3.org/1999/xlink", "http://purl.org/dc/elements/1.1/"
        declared = " ".join(f'xmlns:{n}="{u}"' for n, u in spaces.items()) + ' office:version="1.3"'

        def part(tag, inside):
            return f'<?xml version="1.0" encoding="UTF-8"?><office:{tag} {declared}>{inside}</office:{tag}>'
        changes = "".join(
            f'<text:changed-region text:id="c{n}"><text:deletion><office:change-info><dc:creator>Service</dc:creator>'
            f"</office:change-info><text:p>{text}</text:p></text:deletion></text:changed-region>"
            for n, text in enumerate(self.changes, 1))
        tracked = f"<text:tracked-changes>{changes}</text:tracked-changes>" if changes else ""
        lists = ('<text:list-style style:name="Puces"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>'
                 '<text:list-level-style-bullet text:level="2" text:bullet-char="–"/></text:list-style>'
                 '<text:list-style style:name="Numéros"><text:list-level-style-number text:level="1" style:num-format="1" '
                 'style:num-suffix="."/></text:list-style>'
                 '<style:style style:name="Gras" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>')
        headings = "".join(
            f'<style:style style:name="Heading_20_{n}" style:display-name="Heading {n}" style:family="paragraph" '
            f'style:default-outline-level="{n}"><style:text-properties fo:font-size="{size}pt" fo:font-weight="bold"/>'
            "</style:style>" for n, size in ((1, 16), (2, 13)))
        styles = ('<style:style style:name="Standard" style:family="paragraph"><style:text-properties fo:font-size="11pt"/>'
                  '</style:style><style:style style:name="Title" style:family="paragraph"><style:text-properties '
                  'fo:font-size="22pt"/></style:style>' + headings)
        running = "".join(f"<style:{kind}><text:p>{escaped(self.meta[kind])}</text:p></style:{kind}>"
                          for kind in ("header", "footer") if kind in self.meta)
        kind = "application/vnd.oasis.opendocument.text"
        manifest = (f'<manifest:manifest xmlns:manifest="{OFFICE}manifest:1.0" manifest:version="1.3">'
                    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
                    + "".join(f'<manifest:file-entry manifest:full-path="{n}.xml" manifest:media-type="text/xml"/>'
                              for n in ("content", "styles", "meta")) + "</manifest:manifest>")
        about = (f'<dc:title>{escaped(self.meta["title"])}</dc:title><dc:language>{self.meta["lang"]}</dc:language>'
                 f'<dc:date>{self.meta["modified"]}T09:00:00</dc:date>')
        return archive(
            [("mimetype", kind),
             ("content.xml", part("document-content", f"<office:automatic-styles>{lists}</office:automatic-styles>"
                                  f"<office:body><office:text>{tracked}{self.body}</office:text></office:body>")),
             ("styles.xml", part("document-styles", f"<office:styles>{styles}</office:styles><office:automatic-styles>"
                                 '<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="21cm" '
                                 'fo:page-height="29.7cm"/></style:page-layout></office:automatic-styles>'
                                 '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">'
                                 f"{running}</style:master-page></office:master-styles>")),
             ("meta.xml", part("document-meta", f"<office:meta>{about}</office:meta>")),
             ("META-INF/manifest.xml", manifest)], first="mimetype")
