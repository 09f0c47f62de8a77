#include "CTokenScan.h"

// Swift's SIMD types have neither a byte shuffle nor a movemask, which this loop is made of; nothing else is in C.

#if defined(__x86_64__)

#include <immintrin.h>

// A byte is in a class when the entries for its lower and its upper half share a bit.
//
//   bit  upper half  lower halves
//   0    2           D E            - .
//   1    3           0…9            digits
//   2    4 6         1…F            letters
//   3    5           0…A F          letters _
//   4    7           0…A            letters
//   5    2           5 8            % (
//   6    5           B C            [ backslash
//   7    7           B              {
//
// Bits 0…4 are name bytes, bits 5…7 begin escapes. The shuffle gives 0 for bytes from 0x80 up.
#define LOWER \
    0x1A, 0x1E, 0x1E, 0x1E, 0x1E, 0x3E, 0x1E, 0x1E, 0x3E, 0x1E, 0x1C, (char)0xC4, 0x44, 0x05, 0x05, 0x0C
#define UPPER 0, 0, 0x21, 0x02, 0x04, 0x48, 0x04, (char)0x90, 0, 0, 0, 0, 0, 0, 0, 0

bool token_scan_is_available(void) {
    return __builtin_cpu_supports("avx2");
}

struct half {
    uint32_t name, dot, colon, foreign, opening, digit;
};

__attribute__((target("avx2"), always_inline)) static inline struct half classify(__m256i text) {
    const __m256i lower = _mm256_setr_epi8(LOWER, LOWER);
    const __m256i upper = _mm256_setr_epi8(UPPER, UPPER);
    const __m256i zero = _mm256_setzero_si256();
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(text, 4), _mm256_set1_epi8(0x0F));
    __m256i bits = _mm256_and_si256(_mm256_shuffle_epi8(lower, text), _mm256_shuffle_epi8(upper, high));
    __m256i name = _mm256_cmpeq_epi8(_mm256_and_si256(bits, _mm256_set1_epi8(0x1F)), zero);
    __m256i opening = _mm256_cmpeq_epi8(_mm256_and_si256(bits, _mm256_set1_epi8((char)0xE0)), zero);
    __m256i digit = _mm256_and_si256(bits, _mm256_set1_epi8(0x02));
    struct half half;
    // Bit 1 is moved to the place that movemask looks at.
    half.digit = (uint32_t)_mm256_movemask_epi8(_mm256_slli_epi16(digit, 6));
    half.foreign = (uint32_t)_mm256_movemask_epi8(text);
    half.name = ~(uint32_t)_mm256_movemask_epi8(name) | half.foreign;
    half.opening = ~(uint32_t)_mm256_movemask_epi8(opening);
    half.dot = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(text, _mm256_set1_epi8('.')));
    half.colon = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(text, _mm256_set1_epi8(':')));
    return half;
}

static inline uint64_t joined(uint32_t low, uint32_t high) {
    return (uint64_t)high << 32 | low;
}

__attribute__((target("avx2")))
void token_scan_classify(const uint8_t *bytes, size_t words, uint64_t *maps, size_t step) {
    for (size_t word = 0; word < words; word++) {
        const __m256i *text = (const __m256i *)(bytes + 64 * word);
        struct half low = classify(_mm256_loadu_si256(text));
        struct half high = classify(_mm256_loadu_si256(text + 1));
        maps[word] = joined(low.name, high.name);
        maps[word + step] = joined(low.dot, high.dot);
        maps[word + 2 * step] = joined(low.colon, high.colon);
        maps[word + 3 * step] = joined(low.foreign, high.foreign);
        maps[word + 4 * step] = joined(low.opening, high.opening);
        maps[word + 5 * step] = joined(low.digit, high.digit);
    }
}

#else

bool token_scan_is_available(void) {
    return false;
}

void token_scan_classify(const uint8_t *bytes, size_t words, uint64_t *maps, size_t step) {
    (void)bytes, (void)words, (void)maps, (void)step;
}

#endif
