#ifndef CPREFETCH_H
#define CPREFETCH_H

// Asks the processor to bring what stands at an address near, and goes on without waiting. Any address
// will do: one that cannot be read is passed by.
static inline void CPrefetch(const void *address) { __builtin_prefetch(address); }

#endif
