#include "CLate.h"
#include "Formats.h"

#include <uchardet/uchardet.h>

static const char *const names[] = {"libuchardet.so.0", "libuchardet.so", NULL};
struct calls_late_library calls_uchardet = {names, NULL};

CALLS_LATE(calls_uchardet, uchardet_t, uchardet_new, (void), ())
CALLS_LATE(calls_uchardet, void, uchardet_delete, (uchardet_t a), (a))
CALLS_LATE(
    calls_uchardet, int, uchardet_handle_data, (uchardet_t a, const char *b, size_t c), (a, b, c))
CALLS_LATE(calls_uchardet, void, uchardet_data_end, (uchardet_t a), (a))
CALLS_LATE(calls_uchardet, const char *, uchardet_get_charset, (uchardet_t a), (a))
