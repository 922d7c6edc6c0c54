// libxlsxwriter: writes Excel workbooks (ECMA-376, Office Open XML).
#ifndef TENGGAT_CXLSXWRITER_H
#define TENGGAT_CXLSXWRITER_H

#include <xlsxwriter.h>

// A workbook that keeps one row of each worksheet in memory and the rest in temporary files: rows
// are written in their order. Equal content gives equal bytes where `created` (seconds of 1970) is
// equal.
static inline lxw_workbook *cxlsxwriter_new(
    const char *path, const char *folder, int64_t created) {
    lxw_workbook_options options = {
        .constant_memory = LXW_TRUE, .tmpdir = (char *)folder, .use_zip64 = LXW_FALSE};
    lxw_workbook *workbook = workbook_new_opt(path, &options);
    if (workbook == NULL) return NULL;
    lxw_doc_properties properties = {.author = "Tenggat", .created = (time_t)created};
    workbook_set_properties(workbook, &properties);
    return workbook;
}

// A comment of `width` by `height` pixels.
static inline lxw_error cxlsxwriter_comment(
    lxw_worksheet *worksheet, uint32_t row, uint16_t column, const char *text, uint16_t width,
    uint16_t height) {
    lxw_comment_options options = {
        .author = "Tenggat", .width = width, .height = height, .font_size = 9};
    return worksheet_write_comment_opt(worksheet, row, column, text, &options);
}

static inline lxw_error cxlsxwriter_hide_row(lxw_worksheet *worksheet, uint32_t row) {
    lxw_row_col_options options = {.hidden = LXW_TRUE};
    return worksheet_set_row_opt(worksheet, row, LXW_DEF_ROW_HEIGHT, NULL, &options);
}

static inline lxw_error cxlsxwriter_hide_column(lxw_worksheet *worksheet, uint16_t column) {
    lxw_row_col_options options = {.hidden = LXW_TRUE};
    return worksheet_set_column_opt(worksheet, column, column, LXW_DEF_COL_WIDTH, NULL, &options);
}

#endif
