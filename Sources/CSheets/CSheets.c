#include "CLate.h"

#include <xlsxwriter.h>

/* The layout of its structures is that of the headers. */
static const char *const names[] = {"libxlsxwriter.so." LXW_SOVERSION, "libxlsxwriter.so", NULL};
static struct calls_late_library library = {names, NULL};

CALLS_LATE(library, lxw_workbook *, workbook_new, (const char *a), (a))
CALLS_LATE(library, lxw_error, workbook_close, (lxw_workbook * a), (a))
CALLS_LATE(library, lxw_format *, workbook_add_format, (lxw_workbook * a), (a))
CALLS_LATE(
    library, lxw_worksheet *, workbook_add_worksheet, (lxw_workbook * a, const char *b), (a, b))
CALLS_LATE(
    library, lxw_error, workbook_set_properties, (lxw_workbook * a, lxw_doc_properties *b), (a, b))
CALLS_LATE(
    library, lxw_error, worksheet_autofilter,
    (lxw_worksheet * a, lxw_row_t b, lxw_col_t c, lxw_row_t d, lxw_col_t e), (a, b, c, d, e))
CALLS_LATE(
    library, void, worksheet_freeze_panes, (lxw_worksheet * a, lxw_row_t b, lxw_col_t c), (a, b, c))
CALLS_LATE(
    library, lxw_error, worksheet_set_column,
    (lxw_worksheet * a, lxw_col_t b, lxw_col_t c, double d, lxw_format *e), (a, b, c, d, e))
CALLS_LATE(
    library, lxw_error, worksheet_write_datetime,
    (lxw_worksheet * a, lxw_row_t b, lxw_col_t c, lxw_datetime *d, lxw_format *e), (a, b, c, d, e))
CALLS_LATE(
    library, lxw_error, worksheet_write_number,
    (lxw_worksheet * a, lxw_row_t b, lxw_col_t c, double d, lxw_format *e), (a, b, c, d, e))
CALLS_LATE(
    library, lxw_error, worksheet_write_string,
    (lxw_worksheet * a, lxw_row_t b, lxw_col_t c, const char *d, lxw_format *e), (a, b, c, d, e))
CALLS_LATE(
    library, lxw_error, worksheet_write_url,
    (lxw_worksheet * a, lxw_row_t b, lxw_col_t c, const char *d, lxw_format *e), (a, b, c, d, e))
CALLS_LATE(library, void, format_set_bold, (lxw_format * a), (a))
CALLS_LATE(library, void, format_set_bottom, (lxw_format * a, uint8_t b), (a, b))
CALLS_LATE(library, void, format_set_num_format, (lxw_format * a, const char *b), (a, b))
CALLS_LATE(library, char *, lxw_strerror, (lxw_error a), (a))
