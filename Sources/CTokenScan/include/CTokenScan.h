#ifndef CTOKENSCAN_H
#define CTOKENSCAN_H

#include <stddef.h>
#include <stdint.h>

/// A Bloom filter: `count` words of 64 bits, a key setting four bits of one word.
struct token_scan_filter {
    const uint64_t *words;
    uint64_t count;
};

/// What the scan asks about the tokens it meets: filters only, which may say yes to what is not listed, never no to
/// what is. All pointers are read only within the lengths beside them.
struct token_scan_filters {
    /// Secrets of the hashes; see HashKey.swift.
    uint64_t seed, inner, boundary;
    /// 65 536 bits by hash of the end of a last label; NULL when no name is listed.
    const uint8_t *top_levels;
    /// Whether some listed name's last label begins with a digit.
    uint8_t has_odd_top_levels;
    /// Names, hosts of URL entries, and the last two labels of both, each hashed in its own way.
    struct token_scan_filter names;
    /// 65 536 bits by the upper half of an address: whether anything is listed there; NULL when no IPv4 address is.
    const uint8_t *v4_pages;
    /// Addresses; `count` is 0 when there are only networks.
    struct token_scan_filter v4;
    /// 65 536 bits by the upper half of an address: whether a network touches it; NULL when no network is listed.
    const uint8_t *v4_network_pages;
    /// Disjoint spans, first and last address, in order; and how many of them begin before each upper half, 65 537 numbers.
    const uint32_t *v4_span_index;
    const uint32_t *v4_spans;
    uint64_t v4_span_count;
    /// The upper 32 bits of addresses; `count` is 0 when no IPv6 address is listed.
    struct token_scan_filter v6;
};

/// What a find may be; what it is, the careful half of the scanner says.
enum token_scan_kind {
    /// Something for the careful half, whatever the tables say.
    TOKEN_SCAN_PLACE,
    /// A byte that may begin an escape.
    TOKEN_SCAN_ESCAPE,
    /// An ASCII token that may be, or be below, a listed name.
    TOKEN_SCAN_NAME,
    /// A run of name bytes too long for a look at once.
    TOKEN_SCAN_LONG_RUN,
    /// A token that may be an IPv4 address with a port behind it.
    TOKEN_SCAN_NUMBERS,
    /// An IPv4 address that may be listed.
    TOKEN_SCAN_V4,
    /// A colon of what may be an IPv6 address.
    TOKEN_SCAN_V6,
};

struct token_scan_find {
    uint32_t start, end;
    enum token_scan_kind kind;
    /// The address of a find of kind `TOKEN_SCAN_V4`.
    uint32_t address;
};

/// Bytes of text that one call looks at, and the most finds it can make.
enum { TOKEN_SCAN_BLOCK = 8192 };

/// Bytes that a scan remembers names in.
enum { TOKEN_SCAN_MEMORY = 512 * 64 };

/// Where the runs end that earlier calls took, by what they were taken for.
struct token_scan_state {
    size_t run_end, foreign_end, colon_end;
    /// What the filters said of names whose last two labels some listed name has, for logs repeat the same few:
    /// `TOKEN_SCAN_MEMORY` bytes, all zeros at first, kept as long as the filters are.
    void *memory;
};

/// Looks at `text[from..<from + TOKEN_SCAN_BLOCK]`, and beyond for tokens that begin there.
///
/// - `text`: whole lines, `count` bytes, at most 4 GiB.
/// - `from`: a multiple of `TOKEN_SCAN_BLOCK`, below `count`.
/// - `state`: all zeros but the memory before the first block of a text.
/// - `finds`: room for `TOKEN_SCAN_BLOCK` finds; they are in no order, and a place may be found twice.
/// Returns the number of finds.
size_t token_scan(const struct token_scan_filters *filters, const uint8_t *text, size_t count, size_t from,
                  struct token_scan_state *state, struct token_scan_find *finds);

/// The hash of a name's last two labels.
uint64_t token_scan_anchor_hash(uint64_t seed, uint64_t inner, uint64_t boundary, const uint8_t *labels, size_t length);

/// The bit for a name's last label.
size_t token_scan_top_level_bit(const uint8_t *label, size_t length);

/// Whether the filters may hold an IPv4 address, or a network around it.
int token_scan_may_hold_v4(const struct token_scan_filters *filters, uint32_t address);

/// How many line feeds there are.
size_t token_scan_count_lines(const uint8_t *text, size_t count);

#endif
