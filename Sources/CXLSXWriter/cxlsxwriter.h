// libxlsxwriter: writes Excel workbooks (ECMA-376, Office Open XML).
#ifndef TENGGAT_CXLSXWRITER_H
#define TENGGAT_CXLSXWRITER_H

#include <string.h>
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

// A cell that offers what `choices` lists, one a line, and takes anything else all the same. What a list
// offers has 255 characters at most, separators included (Excel specifications and limits).
static inline lxw_error cxlsxwriter_offer(
    lxw_worksheet *worksheet, uint32_t row, uint16_t column, const char *choices) {
    enum { most = 24, room = 512 };
    char text[room];
    char *list[most + 1] = {NULL};
    size_t count = 0, length = strlen(choices);
    if (length == 0 || length >= room) return LXW_ERROR_PARAMETER_VALIDATION;
    memcpy(text, choices, length + 1);
    for (char *rest = text; rest != NULL && count < most; count++) {
        char *end = strchr(rest, '\n');
        if (end != NULL) *end++ = '\0';
        list[count] = rest;
        rest = end;
    }
    lxw_data_validation validation = {
        .validate = LXW_VALIDATION_TYPE_LIST,
        .error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION,
        .show_error = LXW_VALIDATION_OFF,
        .value_list = list};
    return worksheet_data_validation_cell(worksheet, row, column, &validation);
}

// Cells of one column that offer what a formula names (`='Columns'!$A$2:$A$9`), and take anything else all
// the same.
static inline lxw_error cxlsxwriter_offer_from(
    lxw_worksheet *worksheet, uint32_t first, uint32_t last, uint16_t column,
    const char *formula) {
    lxw_data_validation validation = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .error_type = LXW_VALIDATION_ERROR_TYPE_INFORMATION,
        .show_error = LXW_VALIDATION_OFF,
        .value_formula = (char *)formula};
    return worksheet_data_validation_range(worksheet, first, column, last, column, &validation);
}

#endif
