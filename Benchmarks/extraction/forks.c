/* What isolation costs at least: one process forked for each document, which reads the text and the
   boxes of its pages with poppler-glib and sends the text to its parent.

     cc -O2 forks.c -o forks $(pkg-config --cflags --libs poppler-glib) && ./forks *.pdf > text */
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void read_document(const char *path, FILE *output) {
  char *absolute = realpath(path, NULL);
  gchar *uri = absolute ? g_filename_to_uri(absolute, NULL, NULL) : NULL;
  PopplerDocument *document = uri ? poppler_document_new_from_file(uri, NULL, NULL) : NULL;
  free(absolute);
  g_free(uri);
  if (!document) return;
  int count = poppler_document_get_n_pages(document);
  for (int i = 0; i < count; i++) {
    PopplerPage *page = poppler_document_get_page(document, i);
    if (!page) continue;
    PopplerRectangle *boxes = NULL;
    guint box_count = 0;
    char *text = poppler_page_get_text(page);
    if (text) fputs(text, output);
    poppler_page_get_text_layout(page, &boxes, &box_count);
    poppler_page_free_text_attributes(poppler_page_get_text_attributes(page));
    g_free(boxes);
    g_free(text);
    g_object_unref(page);
  }
}

int main(int count, char **paths) {
  static char bytes[1 << 16];
  /* The library's tables are made once. */
  if (count > 1) read_document(paths[1], fopen("/dev/null", "w"));
  for (int i = 1; i < count; i++) {
    int ends[2];
    ssize_t taken;
    if (pipe(ends)) return 1;
    pid_t child = fork();
    if (child == 0) {
      FILE *output = fdopen(ends[1], "w");
      read_document(paths[i], output);
      fflush(output);
      _exit(0);
    }
    close(ends[1]);
    while ((taken = read(ends[0], bytes, sizeof bytes)) > 0) fwrite(bytes, 1, (size_t)taken, stdout);
    close(ends[0]);
    waitpid(child, NULL, 0);
  }
  return 0;
}
