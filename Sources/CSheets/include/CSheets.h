/* libxlsxwriter, loaded when the first workbook is written: no other command waits for it. Only
   definitions of what its headers declare; this header declares nothing. */
#ifndef CALLS_SHEETS_H
#define CALLS_SHEETS_H
#endif
