#ifndef CTOKENSCAN_H
#define CTOKENSCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Whether this machine has the vector instructions that `token_scan_classify` needs.
bool token_scan_is_available(void);

/// Writes one bit for each byte of `bytes` into each of six maps: name bytes, dots, colons, bytes from 0x80 up,
/// bytes that can begin an escape, and digits.
///
/// `words` is the number of 64-byte words to read and of map words to write; map `k` begins at `maps + k * step`.
/// Call it only where `token_scan_is_available`.
void token_scan_classify(const uint8_t *bytes, size_t words, uint64_t *maps, size_t step);

#endif
