#define _GNU_SOURCE
#include "CColours.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define IN_PLACE __attribute__((visibility("default")))

/* lcms2.h: how many channels a format has, and the bytes of one, 0 standing for 8. */
#define CHANNELS(format) ((format) >> 3 & 15)
#define BYTES(format) ((format)&7 ? (format)&7 : 8)

/* What poppler takes for a transform: it keeps profiles in its cache only with one. */
struct blank {
  size_t bytes; /* of a pixel that comes out */
};

static int matter;

void calls_colours_matter(void) { matter = 1; }

IN_PLACE void *cmsCreateTransform(void *, uint32_t, void *, uint32_t, uint32_t, uint32_t);
IN_PLACE void cmsDoTransform(void *, const void *, void *, uint32_t);
IN_PLACE void cmsDeleteTransform(void *);

void *cmsCreateTransform(
    void *input, uint32_t input_format, void *output, uint32_t output_format, uint32_t intent,
    uint32_t flags) {
  typedef void *create(void *, uint32_t, void *, uint32_t, uint32_t, uint32_t);
  if (matter) {
    create *real = (create *)dlsym(RTLD_NEXT, "cmsCreateTransform");
    return real ? real(input, input_format, output, output_format, intent, flags) : NULL;
  }
  struct blank *blank = malloc(sizeof *blank);
  if (blank) blank->bytes = (size_t)CHANNELS(output_format) * BYTES(output_format);
  return blank;
}

void cmsDoTransform(void *transform, const void *input, void *output, uint32_t pixels) {
  typedef void convert(void *, const void *, void *, uint32_t);
  if (matter) {
    convert *real = (convert *)dlsym(RTLD_NEXT, "cmsDoTransform");
    if (real) real(transform, input, output, pixels);
  } else {
    memset(output, 0, pixels * ((struct blank *)transform)->bytes);
  }
}

void cmsDeleteTransform(void *transform) {
  typedef void release(void *);
  if (matter) {
    release *real = (release *)dlsym(RTLD_NEXT, "cmsDeleteTransform");
    if (real) real(transform);
  } else {
    free(transform);
  }
}
