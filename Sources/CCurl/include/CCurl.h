#pragma once

#include <stddef.h>
#include <stdint.h>

/* One transfer by libcurl: a mail handed to an SMTP server, or bytes posted to a web address.

   libcurl is loaded when it is first used: programs that send nothing do without it, and start
   without it. No redirect is followed, no cookie kept, no .netrc read, and nothing of the answer but
   its status is kept. Strings end in zero and are NULL where there is none. */
struct calls_transfer {
  /* smtp://, smtps://, http:// or https://. */
  const char *url;
  const char *user;
  const char *password;
  /* A PEM file of the authorities that are trusted, in place of the system's. */
  const char *authorities;
  /* The connection must be encrypted before anything is said. */
  int requires_tls;
  long connect_seconds;
  long total_seconds;
  /* Of a mail: addresses without brackets. */
  const char *from;
  const char *to;
  /* Of a post: lines such as `Content-Type: application/json`, ended by NULL. */
  const char *const *headers;
  const uint8_t *body;
  size_t length;
};

struct calls_answer {
  /* A CURLcode; 0 where all went well. */
  int code;
  /* The last status of SMTP or HTTP; 0 before any. */
  long status;
  /* The whole body was handed to the connection. */
  int is_body_sent;
  /* What libcurl says of a failure, for people. */
  char detail[256];
};

/* 0 where a transfer was tried and `answer` tells how it went; -1 where libcurl is missing. */
int calls_curl_mail(const struct calls_transfer *transfer, struct calls_answer *answer);
int calls_curl_post(const struct calls_transfer *transfer, struct calls_answer *answer);
