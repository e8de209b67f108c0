#include "CLate.h"
#include "Formats.h"

#include <zip.h>

static const char *const names[] = {"libzip.so.5", "libzip.so.4", "libzip.so", NULL};
struct calls_late_library calls_zip = {names, NULL};

CALLS_LATE(
    calls_zip, zip_source_t *, zip_source_buffer_create,
    (const void *a, zip_uint64_t b, int c, zip_error_t *d), (a, b, c, d))
CALLS_LATE(
    calls_zip, zip_t *, zip_open_from_source, (zip_source_t * a, int b, zip_error_t *c), (a, b, c))
CALLS_LATE(calls_zip, void, zip_source_free, (zip_source_t * a), (a))
CALLS_LATE(calls_zip, void, zip_discard, (zip_t * a), (a))
CALLS_LATE(calls_zip, zip_int64_t, zip_get_num_entries, (zip_t * a, zip_flags_t b), (a, b))
CALLS_LATE(
    calls_zip, int, zip_stat_index, (zip_t * a, zip_uint64_t b, zip_flags_t c, zip_stat_t *d),
    (a, b, c, d))
CALLS_LATE(
    calls_zip, zip_file_t *, zip_fopen_index, (zip_t * a, zip_uint64_t b, zip_flags_t c), (a, b, c))
CALLS_LATE(calls_zip, zip_int64_t, zip_fread, (zip_file_t * a, void *b, zip_uint64_t c), (a, b, c))
CALLS_LATE(calls_zip, int, zip_fclose, (zip_file_t * a), (a))
CALLS_LATE(calls_zip, const char *, zip_strerror, (zip_t * a), (a))
CALLS_LATE(calls_zip, void, zip_error_init, (zip_error_t * a), (a))
CALLS_LATE(calls_zip, void, zip_error_fini, (zip_error_t * a), (a))
CALLS_LATE(calls_zip, const char *, zip_error_strerror, (zip_error_t * a), (a))
