#include "CFormats.h"
#include "Formats.h"

void calls_formats_load(void) {
  calls_late_load(&calls_xml2);
  calls_late_load(&calls_zip);
  calls_late_load(&calls_uchardet);
}
