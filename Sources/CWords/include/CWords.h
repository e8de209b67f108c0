#pragma once
#include <stddef.h>
#include <stdint.h>

/* Words in UTF-8, one a line, sorted by their bytes, each ended by a line feed. Part of the program's
   own read-only memory: valid as long as it runs, loaded page by page as it is looked at. */
typedef struct {
  const uint8_t *bytes;
  size_t count;
} calls_words;

calls_words calls_words_french(void);
calls_words calls_words_english(void);
