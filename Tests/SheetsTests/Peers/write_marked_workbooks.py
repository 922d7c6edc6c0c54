"""Writes ten workbooks of other programs into a folder, each with the same list of deadlines in which two
cells are wrong, and beside it whatever those programs can put into a workbook.

With --libreoffice one more, as LibreOffice saves one of them."""

import io
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule
from openpyxl.styles import Border, Font, PatternFill, Side
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

folder = Path(sys.argv[1])
HEADER = ["kode", "judul", "pic", "tenggat", "catatan"]
ROWS = [
    ["T-1", "Laporan mingguan", "K-1", "2026-12-04", 12],
    # D6 is no date.
    ["T-2", "Tender rumah sakit", "K-2", "2026-13-04", 30],
    # B7 is blank.
    ["T-3", None, "K-1", "2026-12-07", 7],
]
TOP = 4


def png():
    """One red pixel."""

    def chunk(kind, data):
        sum = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum)

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
        + chunk(b"IEND", b"")
    )


def table(sheet):
    sheet["A1"] = "Daftar tenggat & tugas"
    sheet["A1"].font = Font(name="Arial", size=16, bold=True, color="FF203864")
    sheet.merge_cells("A1:E1")
    for column, name in enumerate(HEADER, 1):
        cell = sheet.cell(TOP, column, name)
        cell.font = Font(bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor="FF203864")
    for offset, row in enumerate(ROWS, 1):
        for column, value in enumerate(row, 1):
            if value is not None:
                sheet.cell(TOP + offset, column, value)


def charted(name):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Tenggat"
    table(sheet)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=5, min_row=4, max_row=7), titles_from_data=True)
    sheet.add_chart(chart, "H2")
    thin = Side(style="thin")
    sheet["D6"].border = Border(left=thin, right=thin, top=thin, bottom=thin)
    sheet["D6"].fill = PatternFill("solid", fgColor="FFDDEBF7")
    sheet.conditional_formatting.add("E5:E7", ColorScaleRule("min", None, "F8696B", "max", None, "63BE7B"))
    sheet.conditional_formatting.add("E5:E7", CellIsRule("greaterThan", ["20"], font=Font(bold=True)))
    choice = DataValidation("list", formula1='"K-1,K-2"', allow_blank=True)
    choice.add("C5:C7")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "B5"
    sheet["G2"] = "=SUM(E5:E7)"
    other = book.create_sheet("Catatan lama")
    other["A1"] = "=Tenggat!E5*2"
    other.sheet_state = "hidden"
    book.save(folder / name)


def tabled(name):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sari's list"
    table(sheet)
    sheet.add_table(Table(displayName="Deadlines", ref="A4:E7"))
    book.defined_names["Kode"] = DefinedName("Kode", attr_text="'Sari''s list'!$A$5:$A$7")
    sheet["D6"].comment = Comment("tanya Budi dulu", "Sari Wulandari")
    sheet["A5"].comment = Comment("sudah jalan", "Budi")
    sheet.auto_filter.ref = "A4:E7"
    sheet.print_title_rows = "1:4"
    sheet.oddFooter.center.text = "Halaman &P"
    sheet.row_dimensions[6].height = 30
    sheet.column_dimensions["B"].width = 40
    sheet["E5"].hyperlink = "https://example.com/laporan"
    book.save(folder / name)


def guarded(name):
    """Protected, grouped, with styles of rows and columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    table(sheet)
    sheet.protection.sheet = True
    sheet.protection.password = "rahasia"
    sheet.column_dimensions["B"].fill = PatternFill("solid", fgColor="FFFFF2CC")
    sheet.row_dimensions.group(5, 6, outline_level=1)
    named = openpyxl.styles.NamedStyle("Penting", font=Font(italic=True, name="Georgia"))
    sheet["D6"].style = named
    book.create_sheet("Temuan")["A1"] = "milik Sari"
    book.save(folder / name)


def rows_of(book, sheet, look=None):
    bold = book.add_format({"bold": True, "bg_color": "#203864", "font_color": "#FFFFFF"})
    sheet.write(0, 0, "Daftar tenggat")
    for column, word in enumerate(HEADER):
        sheet.write(TOP - 1, column, word, bold)
    for offset, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(TOP + offset, column, value, look)


def pictured(name):
    book = xlsxwriter.Workbook(folder / name)
    sheet = book.add_worksheet("Tenggat")
    rows_of(book, sheet, book.add_format({"font_name": "Georgia", "font_color": "#1F4E78"}))
    sheet.insert_image("H2", "logo.png", {"image_data": io.BytesIO(png())})
    chart = book.add_chart({"type": "pie"})
    chart.add_series({"values": "=Tenggat!$E$5:$E$7"})
    sheet.insert_chart("H8", chart)
    sheet.conditional_format("E5:E7", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("E5:E7", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.data_validation("C5:C7", {"validate": "list", "source": ["K-1", "K-2"]})
    sheet.add_sparkline("F5", {"range": "Tenggat!E5:E7"})
    sheet.freeze_panes(4, 1)
    sheet.set_header("&C&G", {"image_center": "logo.png", "image_data_center": io.BytesIO(png())})
    book.define_name("Jumlah", "=Tenggat!$E$5:$E$7")
    line = book.add_chart({"type": "line"})
    line.add_series({"values": "=Tenggat!$E$5:$E$7"})
    book.add_chartsheet("Bagan").set_chart(line)
    book.close()


def noted(name):
    """Notes of others, one on a faulty cell, and a button."""
    book = xlsxwriter.Workbook(folder / name)
    sheet = book.add_worksheet("Tenggat")
    rows_of(book, sheet)
    sheet.write_comment("A5", "dari Budi", {"author": "Budi"})
    sheet.write_comment("B7", "judul menyusul", {"author": "Budi", "visible": True})
    sheet.insert_button("H3", {"macro": "Cetak", "caption": "Cetak"})
    sheet.add_table("A4:E7", {"columns": [{"header": word} for word in HEADER]})
    other = book.add_worksheet("Lain")
    other.write_comment("C3", "di lembar lain", {"author": "Budi"})
    book.close()


def programmed(name):
    """Macros."""
    book = xlsxwriter.Workbook(folder / name)
    sheet = book.add_worksheet("Tenggat")
    rows_of(book, sheet)
    book.add_vba_project(io.BytesIO(b"\xd0\xcf\x11\xe0 macros of a test"), True)
    book.close()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def rewrite(source, name, change):
    """Writes a package again with its parts changed by hand, as no library would write them."""
    parts = {}
    with zipfile.ZipFile(folder / source) as package:
        for entry in package.namelist():
            parts[entry] = package.read(entry)
    change(parts)
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as package:
        for entry, content in parts.items():
            package.writestr(entry, content)


def replaced(parts, name, old, new):
    text = parts[name].decode()
    assert old in text, (name, old)
    parts[name] = text.replace(old, new, 1).encode()


def typed(parts, part, kind):
    replaced(
        parts, "[Content_Types].xml", "</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    )


def related(parts, part, kind, target, id, mode=""):
    name = part.replace("worksheets/", "worksheets/_rels/").replace("xl/workbook", "xl/_rels/workbook") + ".rels"
    if name not in parts:
        parts[name] = f'<Relationships xmlns="{PACKAGE}"></Relationships>'.encode()
    replaced(
        parts, name, "</Relationships>",
        f'<Relationship Id="{id}" Type="{kind}" Target="{target}"{mode}/></Relationships>',
    )


def conversing(parts):
    """A conversation on the faulty cell, as Excel writes one (MS-XLSX 2.6)."""
    person, first = "{B1A0E5F2-0000-4000-8000-000000000001}", "{B1A0E5F2-0000-4000-8000-000000000002}"
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    types = "http://schemas.microsoft.com/office/2017/10/relationships"
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{space}"><person displayName="Budi" id="{person}" userId="b" '
        'providerId="None"/></personList>'
    ).encode()
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B7" dT="2026-11-20T08:00:00.00" '
        f'personId="{person}" id="{first}"><text>judulnya apa?</text></threadedComment></ThreadedComments>'
    ).encode()
    typed(parts, "xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    typed(parts, "xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml")
    related(parts, "xl/workbook.xml", f"{types}/person", "persons/person.xml", "rId90")
    related(
        parts, "xl/worksheets/sheet1.xml", f"{types}/threadedComment",
        "../threadedComments/threadedComment1.xml", "rId91",
    )
    replaced(parts, "xl/comments1.xml", "<authors>", f"<authors><author>tc={first}</author>")
    text = parts["xl/comments1.xml"].decode()
    text = re.sub(r'authorId="(\d+)"', lambda m: f'authorId="{int(m[1]) + 1}"', text)
    text = re.sub(r'(ref="B7" authorId=")\d+', r"\g<1>0", text)
    parts["xl/comments1.xml"] = text.replace("judul menyusul", "[Threaded comment] judulnya apa?").encode()


def linked(parts):
    """Values of another workbook, in cells and in a name."""
    parts["xl/externalLinks/externalLink1.xml"] = (
        f'<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{RELATIONS}" r:id="rId1"><sheetNames>'
        '<sheetName val="Harga"/></sheetNames></externalBook></externalLink>'
    ).encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" '
        'Target="file:///Z:/harga.xlsx" TargetMode="External"/></Relationships>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
    typed(parts, "xl/externalLinks/externalLink1.xml", kind)
    related(parts, "xl/workbook.xml", f"{RELATIONS}/externalLink", "externalLinks/externalLink1.xml", "rId80")
    replaced(
        parts, "xl/workbook.xml", "<definedNames>",
        '<externalReferences><externalReference r:id="rId80"/></externalReferences><definedNames>'
        '<definedName name="Harga">[1]Harga!$A$1</definedName>',
    )
    text = parts["xl/worksheets/sheet1.xml"].decode()
    text = re.sub(
        r'<c r="E7"([^>]*)><v>7</v></c>', r'<c r="E7"\1><f>[1]Harga!$A$1</f><v>7</v></c>', text
    )
    assert "[1]Harga" in text
    parts["xl/worksheets/sheet1.xml"] = text.encode()
    parts["xl/calcChain.xml"] = f'<calcChain xmlns="{MAIN}"><c r="E7" i="1"/></calcChain>'.encode()
    chain = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    typed(parts, "xl/calcChain.xml", chain)
    related(parts, "xl/workbook.xml", f"{RELATIONS}/calcChain", "calcChain.xml", "rId81")


def embedded(parts):
    """An object of another program, shown by a shape."""
    parts["xl/embeddings/oleObject1.bin"] = b"\xd0\xcf\x11\xe0 an object"
    replaced(
        parts, "[Content_Types].xml", "<Default ",
        '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/><Default ',
    )
    related(parts, "xl/worksheets/sheet1.xml", f"{RELATIONS}/oleObject", "../embeddings/oleObject1.bin", "rId70")
    text = parts["xl/drawings/vmlDrawing1.vml"].decode()
    shape = (
        '<v:shape id="_x0000_s1999" type="#_x0000_t202" style="position:absolute"><x:ClientData '
        'ObjectType="Pict"><x:Anchor>1, 1, 1, 1, 2, 2, 2, 2</x:Anchor></x:ClientData></v:shape>'
    )
    parts["xl/drawings/vmlDrawing1.vml"] = text.replace("</xml>", shape + "</xml>").encode()
    objects = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x14"><oleObjects><oleObject progId="Package" shapeId="1999" r:id="rId70"/>'
        '</oleObjects></mc:Choice><mc:Fallback><oleObjects><oleObject progId="Package" shapeId="1999" '
        'r:id="rId70"/></oleObjects></mc:Fallback></mc:AlternateContent>'
    )
    replaced(parts, "xl/worksheets/sheet1.xml", "<tableParts", objects + "<tableParts")


def prefixed(parts):
    """Every element under a prefix, as the Open XML SDK writes them; rows and cells without their places."""
    for name in ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"]:
        text = parts[name].decode()
        text = re.sub(r"<(/?)([a-zA-Z]+)(?=[ />])", r"<\1x:\2", text)
        parts[name] = text.replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"').encode()
    text = parts["xl/worksheets/sheet1.xml"].decode()
    text = re.sub(r'(<x:c) r="[A-C][56]"', r"\1", text)
    parts["xl/worksheets/sheet1.xml"] = text.encode()


charted("openpyxl-chart.xlsx")
tabled("openpyxl-table.xlsx")
guarded("openpyxl-protected.xlsx")
pictured("xlsxwriter-pictures.xlsx")
noted("xlsxwriter-notes.xlsx")
programmed("xlsxwriter-macros.xlsm")
rewrite("xlsxwriter-notes.xlsx", "conversation.xlsx", conversing)
rewrite("xlsxwriter-pictures.xlsx", "linked.xlsx", linked)
rewrite("xlsxwriter-notes.xlsx", "embedded.xlsx", embedded)
rewrite("openpyxl-protected.xlsx", "prefixed.xlsx", prefixed)
if "--libreoffice" in sys.argv:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    work = folder / "converted"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", work, folder / "openpyxl-chart.xlsx"],
        check=True, stdout=subprocess.DEVNULL,
    )
    (work / "openpyxl-chart.xlsx").rename(folder / "libreoffice.xlsx")
