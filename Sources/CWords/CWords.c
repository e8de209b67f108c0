#include "CWords.h"

extern const uint8_t calls_words_french_start[], calls_words_french_end[];
extern const uint8_t calls_words_english_start[], calls_words_english_end[];

calls_words calls_words_french(void) {
  return (calls_words){calls_words_french_start,
                       (size_t)(calls_words_french_end - calls_words_french_start)};
}

calls_words calls_words_english(void) {
  return (calls_words){calls_words_english_start,
                       (size_t)(calls_words_english_end - calls_words_english_start)};
}
