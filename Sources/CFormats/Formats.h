/* The libraries of this folder, only for its files. */
#ifndef CALLS_FORMATS_LIBRARIES_H
#define CALLS_FORMATS_LIBRARIES_H

#include "CLate.h"

extern struct calls_late_library calls_xml2, calls_zip, calls_uchardet;

#endif
