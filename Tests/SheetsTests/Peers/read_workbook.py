"""Reads a workbook from standard input with openpyxl and prints what it holds as JSON."""

import datetime
import io
import json
import sys

import openpyxl


def value(cell):
    if isinstance(cell.value, datetime.datetime):
        if cell.value.time() == datetime.time(0):
            return cell.value.date().isoformat()
        return cell.value.isoformat(sep=" ")
    if isinstance(cell.value, datetime.time):
        return cell.value.isoformat(timespec="minutes")
    return None if cell.value is None else str(cell.value)


def look(cell):
    fill = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else None
    return {
        "value": value(cell),
        "type": type(cell.value).__name__ if cell.value is not None else "blank",
        "formula": cell.data_type == "f",
        "format": cell.number_format,
        "bold": bool(cell.font.b),
        "fill": fill,
        "comment": cell.comment.text if cell.comment else None,
        "link": cell.hyperlink.location if cell.hyperlink else None,
    }


workbook = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
print(
    json.dumps(
        {
            "creator": workbook.properties.creator,
            "created": workbook.properties.created.isoformat(),
            "sheets": [
                {
                    "name": sheet.title,
                    "frozen": sheet.freeze_panes,
                    "filter": sheet.auto_filter.ref,
                    "cells": {
                        cell.coordinate: look(cell)
                        for row in sheet.iter_rows()
                        for cell in row
                        if cell.value is not None or cell.has_style
                    },
                    "hidden": [
                        number
                        for number, row in sheet.row_dimensions.items()
                        if row.hidden
                    ],
                }
                for sheet in workbook.worksheets
            ],
        }
    )
)
