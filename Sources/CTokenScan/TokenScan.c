#include "CTokenScan.h"

#include <stdbool.h>
#include <string.h>

// The loops that see every byte and every token. They are in C for vector instructions, which Swift's SIMD types do not
// offer (byte shuffle, movemask), and to be compiled once for each instruction set.

enum {
    BLOCK_WORDS = TOKEN_SCAN_BLOCK / 64,
    // One word before the block, one behind it, and one that only windows of bits read into.
    MAP_WORDS = BLOCK_WORDS + 3,
    // Bits of a window that are valid wherever it begins.
    WINDOW = 57,
    MAXIMUM_LABEL = 63,
};

#define WINDOW_LOW (~0ull >> 7)
#define WINDOW_HIGH (~0ull << 7)

static inline uint64_t load64(const void *bytes) {
    uint64_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

static inline uint32_t load32(const void *bytes) {
    uint32_t value;
    memcpy(&value, bytes, sizeof value);
    return value;
}

// The bits of a map from `place` on, the first one lowest; the lower 57 are valid.
static inline uint64_t bits_from(const uint64_t *map, size_t place) {
    return load64((const uint8_t *)map + (place >> 3)) >> (place & 7);
}

// The bits of a map up to `place`, which is the highest one; the upper 57 are valid.
static inline uint64_t bits_to(const uint64_t *map, size_t place) {
    return load64((const uint8_t *)map + (place >> 3) - 7) << (7 - (place & 7));
}

static inline bool has_bit(const uint8_t *bits, size_t index) {
    return bits[index >> 3] >> (index & 7) & 1;
}

// How many zeros stand below the lowest one; of no bits, some number below 64.
#define COUNT_ZEROS(bits) ((size_t)__builtin_ctzll((bits) | 1ull << 63))

// MARK: Bytes

static inline bool is_alphanumeric(uint8_t byte) {
    return (uint8_t)(byte - '0') < 10 || (uint8_t)((byte | 0x20) - 'a') < 26;
}

static inline bool is_name_byte(uint8_t byte) {
    return is_alphanumeric(byte) || byte == '-' || byte == '_' || byte == '.' || byte >= 0x80;
}

static inline bool is_trailing(uint8_t byte) {
    return byte == '.' || byte == '-' || byte == '_';
}

static inline bool is_v6_byte(uint8_t byte) {
    return is_alphanumeric(byte) || byte == ':' || byte == '.';
}

static inline int hexadecimal(uint8_t byte) {
    if ((uint8_t)(byte - '0') < 10) return byte - '0';
    uint8_t letter = (uint8_t)((byte | 0x20) - 'a');
    return letter < 6 ? letter + 10 : -1;
}

// Whether the byte can follow the bracket of a defanged mark.
static inline bool begins_mark(uint8_t byte) {
    return byte == '.' || byte == 'd' || byte == 'D' || byte == ':' || byte == '/';
}

// Whether a label with its length before it begins at an opening parenthesis.
static inline bool begins_label(const uint8_t *text, size_t position, size_t count) {
    size_t place = position + 1, length = 0;
    for (; place < count && place < position + 3 && (uint8_t)(text[place] - '0') < 10; place++) {
        length = length * 10 + (size_t)(text[place] - '0');
    }
    return length > 0 && length <= MAXIMUM_LABEL && place + length < count && text[place] == ')'
        && is_name_byte(text[place + 1]);
}

// U+3002, U+FF0E and U+FF61, which IDNA takes for dots.
static inline bool is_wide_dot(const uint8_t *bytes) {
    return (bytes[0] == 0xE3 && bytes[1] == 0x80 && bytes[2] == 0x82)
        || (bytes[0] == 0xEF && bytes[1] == 0xBC && bytes[2] == 0x8E)
        || (bytes[0] == 0xEF && bytes[1] == 0xBD && bytes[2] == 0xA1);
}

// MARK: Hashes and filters; the same as in HashKey.swift, NameFilter.swift, IPv4Table.swift and IPv6Table.swift

static inline uint64_t fold(uint64_t left, uint64_t right) {
    __uint128_t product = (__uint128_t)left * right;
    return (uint64_t)(product >> 64) ^ (uint64_t)product;
}

static inline uint64_t reduced(uint64_t hash, uint64_t count) {
    return (uint64_t)((__uint128_t)hash * count >> 64);
}

// The last eight bytes of `text[start..<end]` in lower case, the last one highest, zeros where there are fewer.
static uint64_t slow_word(const uint8_t *text, size_t start, size_t end) {
    uint64_t result = 0;
    for (size_t index = end, shift = 64; index > start && shift > 0; index--) {
        uint8_t byte = text[index - 1];
        if ((uint8_t)(byte - 'A') < 26) byte |= 0x20;
        shift -= 8;
        result |= (uint64_t)byte << shift;
    }
    return result;
}

static inline size_t set_back(size_t start, size_t end, size_t distance) {
    return end - start > distance ? end - distance : start;
}

// The state after one more label to the left, where that is long or near the beginning of the text.
static uint64_t slow_label_state(const struct token_scan_filters *filters, const uint8_t *text, size_t start,
                                 size_t end, uint64_t state) {
    while (end - start > 16) {
        state = fold(state ^ slow_word(text, start, end), filters->inner ^ slow_word(text, start, end - 8));
        end -= 16;
    }
    return fold(state ^ slow_word(text, start, end),
                filters->boundary ^ slow_word(text, start, set_back(start, end, 8)));
}

static inline const uint64_t *filter_word(const struct token_scan_filter *filter, uint64_t hash) {
    return filter->words + reduced(hash, filter->count);
}

static inline bool word_holds(uint64_t word, uint64_t hash) {
    uint64_t mask = 1ull << (hash & 63) | 1ull << (hash >> 6 & 63) | 1ull << (hash >> 12 & 63) | 1ull << (hash >> 18 & 63);
    return (word & mask) == mask;
}

static inline bool may_hold(const struct token_scan_filter *filter, uint64_t hash) {
    return word_holds(*filter_word(filter, hash), hash);
}

static inline uint64_t exchanged(uint64_t hash) {
    return hash << 32 | hash >> 32;
}

// The bit for the last four bytes of a last label.
static inline size_t top_level_bit(uint32_t tail) {
    return (size_t)(tail * 0x9E3779B1u >> 16);
}

static inline uint64_t v4_hash(const struct token_scan_filters *filters, uint32_t address) {
    return fold(filters->seed ^ address, filters->boundary);
}

static inline uint64_t v6_hash(const struct token_scan_filters *filters, uint32_t top) {
    return fold(filters->seed ^ top, filters->inner);
}

// The last 32 bytes of the last two labels, the last one highest, with bit 5 set; zeros where there are fewer.
static void anchor_words(const uint8_t *labels, size_t length, uint64_t words[4]) {
    uint8_t bytes[32] = {0};
    for (size_t index = length < 32 ? 0 : length - 32; index < length; index++) {
        bytes[32 - length + index] = labels[index] | 0x20;
    }
    memcpy(words, bytes, sizeof bytes);
}

static inline uint64_t fold_anchor(uint64_t seed, uint64_t inner, uint64_t boundary, const uint64_t words[4]) {
    return fold(seed ^ words[3], boundary ^ words[2]) ^ fold(inner ^ words[1], seed ^ words[0]);
}

uint64_t token_scan_anchor_hash(uint64_t seed, uint64_t inner, uint64_t boundary, const uint8_t *labels, size_t length) {
    uint64_t words[4];
    anchor_words(labels, length, words);
    return fold_anchor(seed, inner, boundary, words);
}

size_t token_scan_top_level_bit(const uint8_t *label, size_t length) {
    uint32_t tail = 0;
    for (size_t index = length < 4 ? 0 : length - 4; index < length; index++) {
        tail = tail >> 8 | (uint32_t)(label[index] | 0x20) << 24;
    }
    return top_level_bit(tail);
}

static inline bool is_in_span(const struct token_scan_filters *filters, uint32_t address) {
    size_t page = address >> 16;
    size_t lower = filters->v4_span_index[page], upper = filters->v4_span_index[page + 1];
    if (upper > filters->v4_span_count) upper = filters->v4_span_count;
    while (lower < upper) {
        size_t middle = (lower + upper) / 2;
        if (filters->v4_spans[2 * middle] <= address) lower = middle + 1; else upper = middle;
    }
    return lower > 0 && lower <= filters->v4_span_count && address <= filters->v4_spans[2 * lower - 1];
}

// Whether the address may be listed, or a network around it.
static inline bool may_hold_v4(const struct token_scan_filters *filters, uint32_t address) {
    if (filters->v4.count && may_hold(&filters->v4, v4_hash(filters, address))) return true;
    return filters->v4_network_pages && has_bit(filters->v4_network_pages, address >> 16)
        && is_in_span(filters, address);
}

int token_scan_may_hold_v4(const struct token_scan_filters *filters, uint32_t address) {
    return filters->v4_pages && has_bit(filters->v4_pages, address >> 16) && may_hold_v4(filters, address);
}

// What the filters say of a name.
enum verdict { UNKNOWN, NOT_LISTED, HOST_OF_URLS, MAY_BE_LISTED };

// A name that was judged; no text is longer than a window.
struct judged_name {
    uint8_t length, verdict;
    uint8_t text[62];
};

enum { JUDGED_NAMES = TOKEN_SCAN_MEMORY / sizeof(struct judged_name) };

// Whether both hold the same `length` bytes, at most 62 of which there are in each.
static inline bool is_same_text(const uint8_t *left, const uint8_t *right, size_t length) {
    uint64_t difference = 0;
    size_t index = 0;
    for (; index + 8 <= length; index += 8) difference |= load64(left + index) ^ load64(right + index);
    for (; index < length; index++) difference |= left[index] ^ right[index];
    return difference == 0;
}

// One bit of each map for each of 64 bytes.
struct row {
    uint64_t name, dot, digit, colon, foreign, opening;
};

// MARK: Any processor

static void classify_any(const uint8_t *text, struct row *row) {
    memset(row, 0, sizeof *row);
    for (size_t index = 0; index < 64; index++) {
        uint8_t byte = text[index];
        uint64_t bit = 1ull << index;
        if (is_name_byte(byte)) row->name |= bit;
        if (byte == '.') row->dot |= bit;
        if ((uint8_t)(byte - '0') < 10) row->digit |= bit;
        if (byte == ':') row->colon |= bit;
        if (byte >= 0x80) row->foreign |= bit;
        if (byte == '%' || byte == '\\' || byte == '(' || byte == '[' || byte == '{') row->opening |= bit;
    }
}

// Reads four numbers between dots; see Kernel.h for which.
static inline bool read_v4_any(const uint8_t *text, size_t length, uint32_t *address) {
    uint32_t number = 0;
    size_t digits = 0;
    *address = 0;
    for (size_t index = 0; index <= length; index++) {
        if (index == length || text[index] == '.') {
            if (digits > 3 || number > 255) return false;
            if (digits > 1 && text[index - digits] == '0' && length != 15) return false;
            *address = *address << 8 | number;
            number = 0;
            digits = 0;
        } else {
            number = number * 10 + (uint32_t)(text[index] - '0');
            digits++;
        }
    }
    return true;
}

#define VARIANT(name) name##_any
#define CLASSIFY classify_any
#define VECTORS 0
#include "Kernel.h"
#undef VARIANT
#undef CLASSIFY
#undef VECTORS

static size_t count_lines_any(const uint8_t *text, size_t count) {
    size_t lines = 0;
    for (size_t index = 0; index < count; index++) lines += text[index] == '\n';
    return lines;
}

#if defined(__x86_64__)

#include <immintrin.h>

#define VECTORS 1

// Read from place n on: n bytes of ones at the end of 32.
static const uint8_t last_bytes[64] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};

// MARK: IPv4 by vectors

enum { V4_SHAPES = 3 * 3 * 3 * 3, V4_NO_SHAPE = 27, V4_DOT_SETS = 1 << 11 };

// For each set of three dots, without the lowest bit: 9 × (first length − 1) + 3 × (second − 1) + third − 1.
static uint8_t v4_shapes[V4_DOT_SETS];
// For each shape and length of the last number: where its digits go in four groups of four bytes, and which digits must
// not be zero.
static uint8_t v4_moves[V4_SHAPES][16], v4_leaders[V4_SHAPES][16];

__attribute__((constructor)) static void make_v4_tables(void) {
    memset(v4_shapes, V4_NO_SHAPE, sizeof v4_shapes);
    for (int shape = 0; shape < V4_SHAPES; shape++) {
        int lengths[4] = {shape / 27 + 1, shape / 9 % 3 + 1, shape / 3 % 3 + 1, shape % 3 + 1};
        int place = 0;
        uint32_t dots = 0;
        memset(v4_moves[shape], 0x80, 16);
        for (int part = 0; part < 4; part++) {
            for (int digit = 0; digit < lengths[part]; digit++) {
                v4_moves[shape][4 * part + 4 - lengths[part] + digit] = (uint8_t)(place + digit);
            }
            // Zeros in front are idle, unless all four numbers have three digits.
            if (lengths[part] > 1 && shape != V4_SHAPES - 1) v4_leaders[shape][4 * part + 4 - lengths[part]] = 0xFF;
            place += lengths[part];
            if (part < 3) dots |= 1u << place++;
        }
        v4_shapes[dots >> 1] = (uint8_t)(shape / 3);
    }
}

// Reads four numbers between dots; see Kernel.h for which. Reads 16 bytes.
__attribute__((target("ssse3,sse4.1"))) static inline bool read_v4_ssse3(const uint8_t *text, size_t length,
                                                                           uint32_t dots, uint32_t *address) {
    size_t last_dot = 31 - (size_t)__builtin_clz(dots), last_length = length - last_dot - 1;
    size_t shape = v4_shapes[dots >> 1 & (V4_DOT_SETS - 1)];
    bool is_shape = (shape != V4_NO_SHAPE) & (last_dot <= 11) & (last_length <= 3);
    shape = is_shape ? shape * 3 + last_length - 1 : 0;
    __m128i bytes = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)text),
                                     _mm_loadu_si128((const __m128i *)v4_moves[shape]));
    __m128i digits = _mm_subs_epu8(bytes, _mm_set1_epi8('0'));
    __m128i idle = _mm_and_si128(_mm_cmpeq_epi8(digits, _mm_setzero_si128()),
                                 _mm_loadu_si128((const __m128i *)v4_leaders[shape]));
    __m128i pairs = _mm_maddubs_epi16(digits, _mm_set1_epi32(0x010A6400));
    __m128i numbers = _mm_madd_epi16(pairs, _mm_set1_epi16(1));
    __m128i bad = _mm_or_si128(idle, _mm_cmpgt_epi32(numbers, _mm_set1_epi32(255)));
    __m128i packed = _mm_shuffle_epi8(numbers, _mm_set_epi32(-1, -1, -1, 0x0004080C));
    *address = (uint32_t)_mm_cvtsi128_si32(packed);
    return is_shape & (_mm_testz_si128(bad, bad) != 0);
}

// MARK: AVX2

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

#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

static inline __m256i classes_avx2(__m256i text) {
    const __m256i lower = _mm256_setr_epi8(LOWER, LOWER);
    const __m256i upper = _mm256_setr_epi8(UPPER, UPPER);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(text, 4), _mm256_set1_epi8(0x0F));
    return _mm256_and_si256(_mm256_shuffle_epi8(lower, text), _mm256_shuffle_epi8(upper, high));
}

// The upper bit of each byte of both.
static inline uint64_t bits_avx2(__m256i low, __m256i high) {
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32 | (uint32_t)_mm256_movemask_epi8(low);
}

static inline uint64_t equals_avx2(__m256i low, __m256i high, char byte) {
    __m256i same = _mm256_set1_epi8(byte);
    return bits_avx2(_mm256_cmpeq_epi8(low, same), _mm256_cmpeq_epi8(high, same));
}

static inline void classify_avx2(const uint8_t *text, struct row *row) {
    __m256i low = _mm256_loadu_si256((const __m256i *)text);
    __m256i high = _mm256_loadu_si256((const __m256i *)(text + 32));
    __m256i low_classes = classes_avx2(low), high_classes = classes_avx2(high);
    __m256i name = _mm256_set1_epi8(0x1F), opening = _mm256_set1_epi8((char)0xE0);
    row->foreign = bits_avx2(low, high);
    row->name = ~equals_avx2(_mm256_and_si256(low_classes, name), _mm256_and_si256(high_classes, name), 0) | row->foreign;
    row->opening = ~equals_avx2(_mm256_and_si256(low_classes, opening), _mm256_and_si256(high_classes, opening), 0);
    // Bit 1 is moved to the place that movemask looks at.
    row->digit = bits_avx2(_mm256_slli_epi16(low_classes, 6), _mm256_slli_epi16(high_classes, 6));
    row->dot = equals_avx2(low, high, '.');
    row->colon = equals_avx2(low, high, ':');
}

#define VARIANT(name) name##_avx2
#define CLASSIFY classify_avx2
#include "Kernel.h"
#undef VARIANT
#undef CLASSIFY

static size_t count_lines_avx2(const uint8_t *text, size_t count) {
    size_t lines = 0, index = 0;
    for (; index + 32 <= count; index += 32) {
        __m256i bytes = _mm256_loadu_si256((const __m256i *)(text + index));
        uint32_t found = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
        lines += (size_t)__builtin_popcount(found);
    }
    return lines + count_lines_any(text + index, count - index);
}

#pragma clang attribute pop

// MARK: AVX-512

#pragma clang attribute push( \
    __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi,avx2,bmi,bmi2,lzcnt,popcnt"))), apply_to = function)

// Bits of a byte's class: name byte, digit, opening of an escape.
#define LETTERS_15 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
static const uint8_t classes[128] __attribute__((aligned(64))) = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /* 0x20 */ 0, 0, 0, 0, 0, 4, 0, 0, 4, 0, 0, 0, 0, 1, 1, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 0, 0, 0,
    /* 0x40 */ 0, LETTERS_15, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 4, 0, 0, 1,
    /* 0x60 */ 0, LETTERS_15, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 0, 0, 0, 0};

static inline void classify_avx512(const uint8_t *bytes, struct row *row) {
    __m512i text = _mm512_loadu_si512(bytes);
    __m512i class = _mm512_permutex2var_epi8(_mm512_load_si512(classes), text, _mm512_load_si512(classes + 64));
    row->foreign = _mm512_movepi8_mask(text);
    row->name = _mm512_test_epi8_mask(class, _mm512_set1_epi8(1)) | row->foreign;
    row->digit = _mm512_test_epi8_mask(class, _mm512_set1_epi8(2)) & ~row->foreign;
    row->opening = _mm512_test_epi8_mask(class, _mm512_set1_epi8(4)) & ~row->foreign;
    row->dot = _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8('.'));
    row->colon = _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8(':'));
}

#define VARIANT(name) name##_avx512
#define CLASSIFY classify_avx512
#include "Kernel.h"
#undef VARIANT
#undef CLASSIFY

#pragma clang attribute pop

size_t token_scan(const struct token_scan_filters *filters, const uint8_t *text, size_t count, size_t from,
                  struct token_scan_state *state, struct token_scan_find *finds) {
    if (__builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512bw")) {
        return token_scan_avx512(filters, text, count, from, state, finds);
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2")) {
        return token_scan_avx2(filters, text, count, from, state, finds);
    }
    return token_scan_any(filters, text, count, from, state, finds);
}

size_t token_scan_count_lines(const uint8_t *text, size_t count) {
    return __builtin_cpu_supports("avx2") ? count_lines_avx2(text, count) : count_lines_any(text, count);
}

#else

size_t token_scan(const struct token_scan_filters *filters, const uint8_t *text, size_t count, size_t from,
                  struct token_scan_state *state, struct token_scan_find *finds) {
    return token_scan_any(filters, text, count, from, state, finds);
}

size_t token_scan_count_lines(const uint8_t *text, size_t count) {
    return count_lines_any(text, count);
}

#endif
