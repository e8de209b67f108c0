#ifndef CPREFETCH_H
#define CPREFETCH_H

#include <stdint.h>
#include <string.h>

// Asks the processor to bring what stands at an address near, and goes on without waiting. Any address
// will do: one that cannot be read is passed by.
static inline void CPrefetch(const void *address) { __builtin_prefetch(address); }

// What follows asks several bytes or words at once, for which Swift has no name: the answer has a bit for
// each. With SSE2, which every x86-64 has, it is one instruction.

#if defined(__SSE2__)
typedef uint32_t CFour __attribute__((vector_size(16)));
typedef int8_t CBytes __attribute__((vector_size(16)));
#endif

// Which of four words that stand side by side are like another.
static inline uint32_t CEqualWords(const uint32_t *words, uint32_t word) {
#if defined(__SSE2__)
  CFour four;
  memcpy(&four, words, 16);
  typedef float CFloats __attribute__((vector_size(16)));
  return (uint32_t)__builtin_ia32_movmskps((CFloats)(four == (CFour){word, word, word, word}));
#else
  return (uint32_t)(words[0] == word) | (uint32_t)(words[1] == word) << 1
         | (uint32_t)(words[2] == word) << 2 | (uint32_t)(words[3] == word) << 3;
#endif
}

// Which of the eight bytes of a number, the lowest first, are letters of ASCII.
static inline uint32_t CLetters(uint64_t eight) {
#if defined(__SSE2__)
  typedef uint64_t CPair __attribute__((vector_size(16)));
  typedef uint8_t COctets __attribute__((vector_size(16)));
  COctets small = (COctets)((CPair){eight, 0} | (CPair){0x2020202020202020, 0});
  // `a` to `z` become the greatest of all signed bytes.
  CBytes raised = (CBytes)(small + (uint8_t)5);
  return (uint32_t)__builtin_ia32_pmovmskb128((CBytes)(raised > (int8_t)0x65));
#else
  uint64_t ones = 0x0101010101010101, low = (eight | ones * 0x20) & (ones * 0x7F);
  uint64_t letters = (low + ones * 0x1F) & ~(low + ones * 0x05) & ~eight & (ones * 0x80);
  return (uint32_t)(((letters >> 7) * 0x0102040810204080) >> 56);
#endif
}

// Which of sixteen bytes are capitals of ASCII or one of `@:w0+`.
static inline uint32_t CMarks(const uint8_t *bytes) {
#if defined(__SSE2__)
  CBytes all;
  memcpy(&all, bytes, 16);
  return (uint32_t)__builtin_ia32_pmovmskb128(
      (CBytes)(((all > (int8_t)0x3F) & (all < (int8_t)0x5B)) | (all == (int8_t)0x3A)
               | (all == (int8_t)0x77) | (all == (int8_t)0x30) | (all == (int8_t)0x2B)));
#else
  uint32_t marks = 0;
  for (int i = 0; i < 16; i++) {
    uint8_t byte = bytes[i];
    uint32_t is = (uint8_t)(byte - 0x40) < 0x1B || byte == 0x3A || byte == 0x77 || byte == 0x30
                  || byte == 0x2B;
    marks |= is << i;
  }
  return marks;
#endif
}

#endif
