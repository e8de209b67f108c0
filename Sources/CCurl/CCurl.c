#include "CCurl.h"

/* The newer names of some options are missing from libcurl 7.81; the older ones work in all. */
#define CURL_DISABLE_DEPRECATION
#include <curl/curl.h>
#include <dlfcn.h>
#include <string.h>

/* libcurl checks types of options by macros, which would need its functions to be linked. */
#undef curl_easy_setopt
#undef curl_easy_getinfo

struct functions {
  CURLcode (*global_init)(long);
  CURL *(*init)(void);
  CURLcode (*set)(CURL *, CURLoption, ...);
  CURLcode (*perform)(CURL *);
  CURLcode (*info)(CURL *, CURLINFO, ...);
  void (*cleanup)(CURL *);
  struct curl_slist *(*append)(struct curl_slist *, const char *);
  void (*free_list)(struct curl_slist *);
  const char *(*error)(CURLcode);
};

static int load(struct functions *f) {
  static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"};
  void *library = NULL;
  for (size_t i = 0; i < sizeof names / sizeof *names && !library; i++)
    library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
  const struct {
    void **place;
    const char *name;
  } wanted[] = {
      {(void **)&f->global_init, "curl_global_init"}, {(void **)&f->init, "curl_easy_init"},
      {(void **)&f->set, "curl_easy_setopt"},         {(void **)&f->perform, "curl_easy_perform"},
      {(void **)&f->info, "curl_easy_getinfo"},       {(void **)&f->cleanup, "curl_easy_cleanup"},
      {(void **)&f->append, "curl_slist_append"},     {(void **)&f->free_list, "curl_slist_free_all"},
      {(void **)&f->error, "curl_easy_strerror"},
  };
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
    if (!(*wanted[i].place = dlsym(library, wanted[i].name))) return 0;
  return f->global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
}

struct reading {
  const uint8_t *bytes;
  size_t left;
};

static size_t give(char *place, size_t size, size_t count, void *context) {
  struct reading *reading = context;
  size_t room = size * count;
  size_t part = reading->left < room ? reading->left : room;
  memcpy(place, reading->bytes, part);
  reading->bytes += part;
  reading->left -= part;
  return part;
}

static size_t drop(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes;
  (void)context;
  return size * count;
}

static void common(const struct functions *f, CURL *curl, const struct calls_transfer *t,
                   struct calls_answer *answer) {
  f->set(curl, CURLOPT_URL, t->url);
  f->set(curl, CURLOPT_ERRORBUFFER, answer->detail);
  f->set(curl, CURLOPT_NOSIGNAL, 1L);
  f->set(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  f->set(curl, CURLOPT_FOLLOWLOCATION, 0L);
  f->set(curl, CURLOPT_CONNECTTIMEOUT, t->connect_seconds);
  f->set(curl, CURLOPT_TIMEOUT, t->total_seconds);
  f->set(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
  f->set(curl, CURLOPT_WRITEFUNCTION, drop);
  f->set(curl, CURLOPT_USE_SSL, (long)(t->requires_tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
  if (t->authorities) f->set(curl, CURLOPT_CAINFO, t->authorities);
  if (t->user) f->set(curl, CURLOPT_USERNAME, t->user);
  if (t->password) f->set(curl, CURLOPT_PASSWORD, t->password);
}

static void finish(const struct functions *f, CURL *curl, CURLcode code, size_t left,
                   struct calls_answer *answer) {
  answer->code = (int)code;
  answer->is_body_sent = left == 0;
  f->info(curl, CURLINFO_RESPONSE_CODE, &answer->status);
  if (code != CURLE_OK && !answer->detail[0])
    strncpy(answer->detail, f->error(code), sizeof answer->detail - 1);
  f->cleanup(curl);
}

int calls_curl_mail(const struct calls_transfer *t, struct calls_answer *answer) {
  struct functions f;
  memset(answer, 0, sizeof *answer);
  CURL *curl = load(&f) ? f.init() : NULL;
  if (!curl) return -1;
  struct reading reading = {t->body, t->length};
  common(&f, curl, t, answer);
  f.set(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_SMTP | CURLPROTO_SMTPS));
  f.set(curl, CURLOPT_MAIL_FROM, t->from);
  struct curl_slist *receivers = f.append(NULL, t->to);
  f.set(curl, CURLOPT_MAIL_RCPT, receivers);
  f.set(curl, CURLOPT_UPLOAD, 1L);
  f.set(curl, CURLOPT_READFUNCTION, give);
  f.set(curl, CURLOPT_READDATA, &reading);
  f.set(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)t->length);
  CURLcode code = f.perform(curl);
  f.free_list(receivers);
  finish(&f, curl, code, reading.left, answer);
  return 0;
}

int calls_curl_post(const struct calls_transfer *t, struct calls_answer *answer) {
  struct functions f;
  memset(answer, 0, sizeof *answer);
  CURL *curl = load(&f) ? f.init() : NULL;
  if (!curl) return -1;
  common(&f, curl, t, answer);
  f.set(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  struct curl_slist *headers = NULL;
  for (const char *const *header = t->headers; header && *header; header++)
    headers = f.append(headers, *header);
  f.set(curl, CURLOPT_HTTPHEADER, headers);
  f.set(curl, CURLOPT_POST, 1L);
  f.set(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)t->length);
  f.set(curl, CURLOPT_POSTFIELDS, (const char *)t->body);
  CURLcode code = f.perform(curl);
  f.free_list(headers);
  finish(&f, curl, code, 0, answer);
  return 0;
}
