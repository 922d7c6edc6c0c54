"""Compares workbooks with their marked copies part by part, and says of each part that is another why it had to be.

compare_marked_workbooks.py ORIGINAL MARKED [ORIGINAL MARKED …]

Ends with 1 where a part changed that nothing of a mark needs, where something came along that never may, or where
openpyxl does not open the copy.
"""

import re
import sys
import warnings
import zipfile

import openpyxl

warnings.simplefilter("ignore")

REASONS = [
    (r"\[content_types\]\.xml", "names the new parts' types"),
    (r"xl/workbook\.xml", "lists the worksheet of findings; names that led to other workbooks lead nowhere"),
    (r"xl/_rels/workbook\.xml\.rels", "leads to the worksheet of findings, no more to what is left out"),
    (r"xl/styles\.xml", "has the colours of faulty cells behind its own styles"),
    (r"xl/worksheets/sheet1\.xml", "gives faulty cells their colours"),
    (r"xl/worksheets/_rels/sheet1\.xml\.rels", "leads to the notes"),
    (r"xl/(comments/)?comments?\d+\.xml", "holds the notes on faulty cells behind others'"),
    (r"xl/drawings/\w+\.vml", "draws the notes"),
]
NEW = [
    (r"xl/worksheets/sheet\d+\.xml", "the worksheet of findings"),
    (r"xl/worksheets/_rels/sheet1\.xml\.rels", "leads to the notes"),
    (r"xl/comments\d+\.xml", "the notes on faulty cells"),
    (r"xl/drawings/vmldrawing\d+\.vml", "draws the notes"),
]
LEFT_OUT = [
    (r"xl/vbaproject.*", "macros are never sent back"),
    (r"xl/embeddings/.*", "embedded objects are never sent back"),
    (r"xl/externallinks/.*", "links to other workbooks are never sent back"),
    (r"xl/calcchain\.xml", "names a cell whose formula led to another workbook; programs make it anew"),
]


def reason(part, reasons):
    for pattern, words in reasons:
        if re.fullmatch(pattern, part.lower()):
            return words
    return None


def packed(package, entry, data):
    """The bytes as they lie in the file."""
    info = package.getinfo(entry)
    start = info.header_offset
    name = int.from_bytes(data[start + 26 : start + 28], "little")
    extra = int.from_bytes(data[start + 28 : start + 30], "little")
    begin = start + 30 + name + extra
    return data[begin : begin + info.compress_size]


def compare(original, marked):
    faults = []
    before, after = zipfile.ZipFile(original), zipfile.ZipFile(marked)
    old, new = open(original, "rb").read(), open(marked, "rb").read()
    same = 0
    print(f"{original.rsplit('/', 1)[-1]}")
    if after.testzip():
        faults.append("a part's sum is wrong")
    for part in after.namelist():
        if part not in before.namelist():
            words = reason(part, NEW)
            print(f"  new       {part}: {words}")
        elif before.read(part) == after.read(part):
            if packed(before, part, old) != packed(after, part, new):
                faults.append(f"{part} was packed again")
            same += 1
            continue
        else:
            words = reason(part, REASONS)
            print(f"  changed   {part}: {words}")
        if not words:
            faults.append(f"{part} has no reason")
    for part in before.namelist():
        if part not in after.namelist():
            words = reason(part, LEFT_OUT)
            print(f"  left out  {part}: {words}")
            if not words:
                faults.append(f"{part} is gone without a reason")
    for part in after.namelist():
        if reason(part, LEFT_OUT[:3]):
            faults.append(f"{part} came along")
    print(f"  the same  {same} parts, byte by byte as they were packed")
    book = openpyxl.load_workbook(marked)
    for sheet in openpyxl.load_workbook(original).worksheets:
        copy = book[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                there = copy[cell.coordinate]
                formula = cell.data_type == "f" and "[1]" in str(cell.value)
                if there.value != cell.value and not formula:
                    faults.append(f"{sheet.title}!{cell.coordinate} was {cell.value}, is {there.value}")
                if cell.comment and cell.comment.text not in (there.comment.text if there.comment else ""):
                    faults.append(f"{sheet.title}!{cell.coordinate} lost its note")
    for fault in faults:
        print(f"  ✘ {fault}")
    return not faults


if __name__ == "__main__":
    pairs = list(zip(sys.argv[1::2], sys.argv[2::2]))
    results = [compare(*pair) for pair in pairs]
    sys.exit(0 if pairs and all(results) else 1)
