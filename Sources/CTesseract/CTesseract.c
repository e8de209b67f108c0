#define _GNU_SOURCE
#include "CTesseract.h"

#include <dlfcn.h>
#include <stdlib.h>

/* From <tesseract/capi.h>, which is the same in versions 4 and 5. */
enum { SEGMENT_AUTOMATICALLY = 3 };

struct calls_tesseract {
  void *library;
  void *api;
  void *(*create)(void);
  int (*init)(void *, const char *, const char *);
  int (*set_variable)(void *, const char *, const char *);
  void (*set_mode)(void *, int);
  void (*set_image)(void *, const unsigned char *, int, int, int, int);
  void (*set_resolution)(void *, int);
  int (*recognise)(void *, void *);
  char *(*tsv)(void *, int);
  void (*clear)(void *);
  void (*end)(void *);
  void (*destroy)(void *);
  void (*free_text)(const char *);
  void *(*monitor)(void);
  void (*set_deadline)(void *, int);
  void (*free_monitor)(void *);
};

static int find(struct calls_tesseract *e) {
  const struct {
    void **place;
    const char *name;
  } functions[] = {
      {(void **)&e->create, "TessBaseAPICreate"},
      {(void **)&e->init, "TessBaseAPIInit3"},
      {(void **)&e->set_variable, "TessBaseAPISetVariable"},
      {(void **)&e->set_mode, "TessBaseAPISetPageSegMode"},
      {(void **)&e->set_image, "TessBaseAPISetImage"},
      {(void **)&e->set_resolution, "TessBaseAPISetSourceResolution"},
      {(void **)&e->recognise, "TessBaseAPIRecognize"},
      {(void **)&e->tsv, "TessBaseAPIGetTsvText"},
      {(void **)&e->clear, "TessBaseAPIClear"},
      {(void **)&e->end, "TessBaseAPIEnd"},
      {(void **)&e->destroy, "TessBaseAPIDelete"},
      {(void **)&e->free_text, "TessDeleteText"},
      {(void **)&e->monitor, "TessMonitorCreate"},
      {(void **)&e->set_deadline, "TessMonitorSetDeadlineMSecs"},
      {(void **)&e->free_monitor, "TessMonitorDelete"},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
    if (!(*functions[i].place = dlsym(e->library, functions[i].name))) return 0;
  return 1;
}

calls_tesseract *calls_tesseract_open(const char *folder, const char *languages) {
  calls_tesseract *e = calloc(1, sizeof *e);
  if (!e) return NULL;
  /* Its OpenMP would start threads, which a reader may not. Read when the library is loaded. */
  setenv("OMP_THREAD_LIMIT", "1", 1);
  static const char *const names[] = {"libtesseract.so.5", "libtesseract.so.4", "libtesseract.so"};
  for (size_t i = 0; i < sizeof names / sizeof *names && !e->library; i++)
    e->library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!e->library || !find(e) || !(e->api = e->create())) {
    free(e);
    return NULL;
  }
  if (e->init(e->api, folder, languages) != 0) {
    e->destroy(e->api);
    free(e);
    return NULL;
  }
  e->set_mode(e->api, SEGMENT_AUTOMATICALLY);
  return e;
}

/* Of the image that was set. */
static char *recognise(calls_tesseract *e, int pixels_per_inch, int milliseconds) {
  char *text = NULL;
  e->set_resolution(e->api, pixels_per_inch);
  void *monitor = e->monitor();
  if (!monitor) return NULL;
  e->set_deadline(monitor, milliseconds);
  if (e->recognise(e->api, monitor) == 0) text = e->tsv(e->api, 0);
  e->free_monitor(monitor);
  e->clear(e->api);
  return text;
}

char *calls_tesseract_recognise(
    calls_tesseract *e, const unsigned char *pixels, int width, int height, int stride,
    int pixels_per_inch, int milliseconds) {
  e->set_image(e->api, pixels, width, height, 1, stride);
  return recognise(e, pixels_per_inch, milliseconds);
}

char *calls_tesseract_recognise_file(
    calls_tesseract *e, const unsigned char *bytes, size_t size, int page,
    int pixels_per_inch, int milliseconds) {
  /* Leptonica comes with Tesseract, which is linked with it: its functions are found through it. */
  void *(*read)(const unsigned char *, size_t) = NULL;
  void *(*read_page)(const unsigned char *, size_t, size_t *) = NULL;
  void (*destroy)(void **) = NULL;
  void (*set_picture)(void *, void *) = NULL;
  *(void **)&read = dlsym(e->library, "pixReadMem");
  *(void **)&read_page = dlsym(e->library, "pixReadMemFromMultipageTiff");
  *(void **)&destroy = dlsym(e->library, "pixDestroy");
  *(void **)&set_picture = dlsym(e->library, "TessBaseAPISetImage2");
  if (!read || !read_page || !destroy || !set_picture) return NULL;
  int is_tiff = size > 3 && (bytes[0] == 'I' || bytes[0] == 'M') && bytes[0] == bytes[1];
  void *picture = NULL;
  if (is_tiff) {
    size_t offset = 0;
    for (int i = 0; i <= page; i++) {
      if (picture) destroy(&picture);
      if (i > 0 && offset == 0) return NULL;
      if (!(picture = read_page(bytes, size, &offset))) return NULL;
    }
  } else {
    picture = read(bytes, size);
  }
  if (!picture) return NULL;
  set_picture(e->api, picture);
  char *text = recognise(e, pixels_per_inch, milliseconds);
  destroy(&picture);
  return text;
}

void calls_tesseract_free_text(calls_tesseract *e, char *text) { e->free_text(text); }

void calls_tesseract_close(calls_tesseract *e) {
  if (!e) return;
  e->end(e->api);
  e->destroy(e->api);
  /* The library stays loaded: it has registered things that its unloading would leave dangling. */
  free(e);
}
