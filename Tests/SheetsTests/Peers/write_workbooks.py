"""Writes the same deadlines with several programs, and workbooks that mean harm.

write_workbooks.py FOLDER [--libreoffice]
"""

import datetime
import pathlib
import subprocess
import sys
import zipfile

import openpyxl
import xlsxwriter

HEADER = ["Kode", "Judul", "Penanggung Jawab", "Jatuh Tempo", "Jam", "Keterangan"]
ROWS = [
    ["T-1", "Laporan penjualan & “omzet”", "S-1", datetime.date(2026, 12, 4), datetime.time(15, 0), "a\nb"],
    ["T-2", "  Tender <x>  ", "S-2", datetime.datetime(2028, 2, 29), datetime.time(9, 30), None],
    [1003, "Rapat tim", "S-1", "5 Agustus 2026", "15.00", "=bukan rumus"],
    ["T-4", "Ünïcödé 日本", "S-3", datetime.date(1999, 12, 31), None, "'apostrof"],
]


def with_openpyxl(path, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    sheet.title = "Tenggat"
    sheet.append(["Daftar tenggat"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(HEADER)
    for row in ROWS:
        sheet.append(row)
    for row in sheet.iter_rows(min_row=4):
        if row[5].data_type == "f":
            row[5].data_type = "s"
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("Catatan").append(["tidak ada data"])
    book.save(path)


def with_xlsxwriter(path):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Tenggat")
    date = book.add_format({"num_format": "dd mmmm yyyy"})
    time = book.add_format({"num_format": "hh:mm"})
    bold = book.add_format({"bold": True})
    sheet.write_string(0, 0, "Daftar tenggat")
    for column, name in enumerate(HEADER):
        sheet.write_rich_string(2, column, bold, name[:1], name[1:]) if len(name) > 3 else sheet.write(2, column, name)
    for number, row in enumerate(ROWS, 3):
        for column, value in enumerate(row):
            if isinstance(value, (datetime.date, datetime.datetime)):
                sheet.write_datetime(number, column, value, date)
            elif isinstance(value, datetime.time):
                sheet.write_datetime(number, column, value, time)
            elif isinstance(value, int):
                sheet.write_number(number, column, value)
            elif value is not None:
                sheet.write_string(number, column, value)
    sheet.set_row(4, options={"hidden": True})
    book.close()


def one_sheet(path, rows, name="Tenggat"):
    """A workbook with what `rows` does to its worksheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    sheet.append(["kode", "judul", "penanggung_jawab", "jatuh_tempo"])
    rows(sheet)
    book.save(path)


def replaced(source, target, part, content):
    """The same package with one part of other bytes, deflated."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w", force_zip64=True) as stream:
            for piece in content:
                stream.write(piece)


def harmful(folder):
    good = folder / "openpyxl.xlsx"
    part = "xl/worksheets/sheet1.xml"
    start = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    end = b"</sheetData></worksheet>"
    replaced(good, folder / "bomb.xlsx", part,
             [start] + [b'<row><c t="inlineStr"><is><t>' + b"a" * 1_000_000 + b"</t></is></c></row>"] * 500 + [end])
    replaced(good, folder / "empty-rows.xlsx", part, [start] + [b"<row/>" * 10_000] * 100 + [end])
    replaced(good, folder / "deep.xlsx", part, [start, b"<row>", b"<a>" * 100_000])
    replaced(good, folder / "entities.xlsx", part, [
        b'<!DOCTYPE worksheet [<!ENTITY a "T-9"><!ENTITY b SYSTEM "file:///etc/passwd">]>',
        start, b'<row><c t="inlineStr"><is><t>&a;&b;</t></is></c></row>', end])
    replaced(good, folder / "unordered.xlsx", part,
             [start, b'<row r="5"><c r="A5"><v>1</v></c></row><row r="4"><c r="A4"><v>1</v></c></row>', end])
    replaced(good, folder / "cut-xml.xlsx", part, [start, b'<row r="1"><c r="A1" t="inlineStr"><is><t>kode'])
    replaced(good, folder / "wide.xlsx", part, [
        start, b"<row>", *[b'<c t="inlineStr"><is><t>%s</t></is></c>' % name.encode() for name in HEADER],
        b'</row><row><c r="XFD2" t="inlineStr"><is><t>x</t></is></c></row>', end])
    (folder / "cut.xlsx").write_bytes(good.read_bytes()[:-400])
    with zipfile.ZipFile(folder / "no-parts.xlsx", "w") as package:
        package.writestr("hello.txt", "hello")
    with zipfile.ZipFile(folder / "open.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<x/>")


def main():
    folder = pathlib.Path(sys.argv[1])
    with_openpyxl(folder / "openpyxl.xlsx")
    with_openpyxl(folder / "openpyxl-1904.xlsx", openpyxl.utils.datetime.CALENDAR_MAC_1904)
    with_xlsxwriter(folder / "xlsxwriter.xlsx")
    if "--libreoffice" in sys.argv:
        (folder / "out").mkdir()
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx",
             "--outdir", str(folder / "out"), str(folder / "openpyxl.xlsx")],
            check=True, timeout=180, stdout=subprocess.DEVNULL)
        (folder / "out" / "openpyxl.xlsx").rename(folder / "libreoffice.xlsx")
    harmful(folder)

    def merged(sheet):
        sheet.append(["T-1", "A", "S-1", "2026-12-04"])
        sheet.append(["T-2", None, "S-1", "2026-12-04"])
        sheet.merge_cells("B2:B3")
    one_sheet(folder / "merged.xlsx", merged)

    def formulas(sheet):
        sheet.append(["T-1", "=1+1", "S-1", "2026-12-04"])
        sheet.append(["T-2", "A", "S-1", 46000])
        sheet.append(["T-3", "#N/A", "S-1", "2026-12-04"])
        sheet["B4"].data_type = "e"
        sheet.append(["T-4", "A", "S-1", 0])
        sheet["D5"].number_format = "dd/mm/yyyy"
    one_sheet(folder / "formulas.xlsx", formulas)

    def second(sheet):
        sheet.append(["T-1", "A", "S-1", "2026-12-04"])
        other = sheet.parent.create_sheet("Lain")
        other.append(["kode", "judul", "penanggung_jawab", "jatuh_tempo"])
        other.append(["T-2", "B", "S-1", "2026-12-04"])
    one_sheet(folder / "two-sheets.xlsx", second)

    def hidden(sheet):
        sheet.append(["T-1", "A", "S-1", "2026-12-04"])
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("Kosong").append(["x"])
    one_sheet(folder / "hidden.xlsx", hidden)


main()
