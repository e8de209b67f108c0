/* The little of Tesseract's C API that recognising a page needs, loaded when it is first asked for:
   who has no scans needs no Tesseract. */
#ifndef CALLS_CTESSERACT_H
#define CALLS_CTESSERACT_H

#include <stddef.h>

typedef struct calls_tesseract calls_tesseract;

/* Opens the library and a language pack such as "fra+eng". To be called while the process has one
   thread; no other is started. `folder` holds the packs, NULL for the library's own choice. Returns
   NULL where the library or the pack is not installed. */
calls_tesseract *calls_tesseract_open(const char *folder, const char *languages);

/* Recognises an image of 8-bit grey pixels. Returns words as tab-separated lines (see tesseract(1),
   "tsv"), to be freed by calls_tesseract_free_text; NULL where the time was over or nothing could
   be recognised. */
char *calls_tesseract_recognise(
    calls_tesseract *engine, const unsigned char *pixels, int width, int height, int stride,
    int pixels_per_inch, int milliseconds);

/* The same for a picture file in memory (PNG, JPEG, TIFF); `page` counts from 0. NULL also where the
   file is damaged, or Tesseract's library of pictures lacks the format. */
char *calls_tesseract_recognise_file(
    calls_tesseract *engine, const unsigned char *bytes, size_t size, int page,
    int pixels_per_inch, int milliseconds);

void calls_tesseract_free_text(calls_tesseract *engine, char *text);
void calls_tesseract_close(calls_tesseract *engine);

#endif
