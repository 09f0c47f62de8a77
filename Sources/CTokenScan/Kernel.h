// The quick half of the scanner, once for each instruction set: TokenScan.c includes this file with
//
//   VARIANT(name)   the function's name for this set
//   CLASSIFY        a function that fills one row of the maps from 64 bytes
//   VECTORS         1 where SSE2 is there
//
// Everything here errs towards finding: a find is looked at again, with care, by FindCheck.swift.

// A token that fits a window of the maps, and one bit for each of its dots, the first byte lowest.
struct VARIANT(token) {
    uint64_t dots;
    uint32_t start, length;
};

// A name whose filter word was asked for and not looked at yet.
struct VARIANT(pending_name) {
    const uint64_t *word;
    uint64_t hash;
    struct VARIANT(token) token;
};

struct VARIANT(pending_v4) {
    uint32_t address, start;
};

struct VARIANT(scan) {
    const struct token_scan_filters *filters;
    const uint8_t *text;
    size_t count;
    // Where the byte of map place 0 stands in the text; wraps for the first block.
    size_t origin;
    bool has_foreign;
    struct judged_name *memory;
    struct token_scan_find *finds;
    size_t find_count, dot_count, name_count, numbers_count, v4_count;
    // One bit for each byte of a block, of the 64 bytes before it and of some behind it. Letters are all name bytes but
    // digits and dots.
    uint64_t name[MAP_WORDS], dot[MAP_WORDS], letter[MAP_WORDS], colon[MAP_WORDS], foreign[MAP_WORDS],
        opening[MAP_WORDS];
    // The map places of the first dot worth a look of each run.
    uint16_t dots[TOKEN_SCAN_BLOCK / 2 + 8];
    struct VARIANT(pending_name) names[TOKEN_SCAN_BLOCK / 2 + 1];
    // Tokens of four numbers, then those of them that may be listed.
    struct VARIANT(token) numbers[TOKEN_SCAN_BLOCK / 4 + 1];
    struct VARIANT(pending_v4) v4[TOKEN_SCAN_BLOCK / 4 + 1];
};

static inline void VARIANT(find)(struct VARIANT(scan) *scan, enum token_scan_kind kind, size_t start, size_t end) {
    struct token_scan_find *find = &scan->finds[scan->find_count++];
    find->start = (uint32_t)start;
    find->end = (uint32_t)end;
    find->kind = kind;
}

// Whether the token may also be read from behind its first byte.
static inline bool VARIANT(has_readings)(const uint8_t *text, size_t start) {
    return (start > 0 && text[start - 1] == '\\') | is_trailing(text[start]);
}

// MARK: IPv4

// Takes tokens of digits and three dots: numbers up to 255 of at most three digits, without idle zeros unless all four
// have three digits. Most addresses of a log are those of the inside, whose upper halves nobody lists.
static inline void VARIANT(take_numbers)(struct VARIANT(scan) *scan) {
    const struct token_scan_filters *filters = scan->filters;
    size_t count = 0;
    for (size_t index = 0; index < scan->numbers_count; index++) {
        struct VARIANT(token) token = scan->numbers[index];
        struct VARIANT(pending_v4) pending = {0, token.start};
#if VECTORS
        if (token.start + 16 > scan->count) {
            VARIANT(find)(scan, TOKEN_SCAN_NUMBERS, token.start, token.start + token.length);
            continue;
        }
        bool is_address = read_v4_ssse3(scan->text + token.start, token.length, (uint32_t)token.dots, &pending.address);
#else
        bool is_address = read_v4_any(scan->text + token.start, token.length, &pending.address);
#endif
        scan->v4[count] = pending;
        count += is_address & has_bit(filters->v4_pages, pending.address >> 16);
    }
    scan->v4_count = count;
    if (filters->v4.count == 0) return;
    for (size_t index = 0; index < count; index++) {
        __builtin_prefetch(filter_word(&filters->v4, v4_hash(filters, scan->v4[index].address)));
    }
}

// MARK: Names

// The hash of the last two labels: of their last 32 bytes, in which only the lower five bits of letters count. There are
// as many bytes before `end`.
static inline uint64_t VARIANT(anchor_hash)(const struct token_scan_filters *filters, const uint8_t *text,
                                            size_t length, size_t end) {
    uint64_t words[4];
#if VECTORS
    __m128i mark = _mm_set1_epi8(0x20);
    const uint8_t *kept = last_bytes + (length < 32 ? length : 32);
    __m128i front = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + end - 32)), mark);
    __m128i back = _mm_or_si128(_mm_loadu_si128((const __m128i *)(text + end - 16)), mark);
    front = _mm_and_si128(front, _mm_loadu_si128((const __m128i *)kept));
    back = _mm_and_si128(back, _mm_loadu_si128((const __m128i *)(kept + 16)));
    words[0] = (uint64_t)_mm_cvtsi128_si64(front);
    words[1] = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(front, front));
    words[2] = (uint64_t)_mm_cvtsi128_si64(back);
    words[3] = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(back, back));
#else
    anchor_words(text + end - length, length, words);
#endif
    return fold_anchor(filters->seed, filters->inner, filters->boundary, words);
}

// A token with letters. Of one that ends in a number the last label is on no list.
static inline void VARIANT(take_name)(struct VARIANT(scan) *scan, size_t start, size_t end, uint64_t dots) {
    const struct token_scan_filters *filters = scan->filters;
    const uint8_t *text = scan->text;
    if (filters->top_levels == NULL) return;
    size_t last = 63 - (size_t)__builtin_clzll(dots), length = end - start - last - 1;
    size_t idle = length >= 4 ? 0 : 32 - 8 * length;
    uint32_t tail = (load32(text + end - 4) | 0x20202020) & (uint32_t)(0xFFFFFFFFull << idle);
    if (!has_bit(filters->top_levels, top_level_bit(tail))) return;
    uint64_t others = dots ^ 1ull << last;
    // Behind the last dot but one, or the start.
    size_t second = others ? 64 - (size_t)__builtin_clzll(others) : 0;
    if ((second == 0) & VARIANT(has_readings)(text, start)) {
        VARIANT(find)(scan, TOKEN_SCAN_NAME, start, end);
        return;
    }
    struct VARIANT(pending_name) *pending = &scan->names[scan->name_count++];
    pending->hash = VARIANT(anchor_hash)(filters, text, end - start - second, end);
    pending->word = filter_word(&filters->names, pending->hash);
    __builtin_prefetch(pending->word);
    pending->token.dots = dots;
    pending->token.start = (uint32_t)start;
    pending->token.length = (uint32_t)(end - start);
}

// The state after one more label to the left; the same as HashKey.state(addingLabel:from:to:after:).
static inline uint64_t VARIANT(label_state)(const struct token_scan_filters *filters, const uint8_t *text,
                                            size_t start, size_t end, uint64_t state) {
#if VECTORS
    if (end - start <= 16 && end >= 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(text + end - 16));
        __m128i upper = _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8('A' - 1)),
                                      _mm_cmpgt_epi8(_mm_set1_epi8('Z' + 1), bytes));
        bytes = _mm_or_si128(bytes, _mm_and_si128(upper, _mm_set1_epi8(0x20)));
        bytes = _mm_and_si128(bytes, _mm_loadu_si128((const __m128i *)(last_bytes + 16 + end - start)));
        uint64_t last = (uint64_t)_mm_cvtsi128_si64(_mm_unpackhi_epi64(bytes, bytes));
        return fold(state ^ last, filters->boundary ^ (uint64_t)_mm_cvtsi128_si64(bytes));
    }
#endif
    return slow_label_state(filters, text, start, end, state);
}

// Whether the text around a host can make it a URL.
static inline bool VARIANT(is_url_host)(const struct VARIANT(scan) *scan, size_t start, size_t end) {
    uint8_t before = start > 0 ? scan->text[start - 1] : 0;
    uint8_t after = end < scan->count ? scan->text[end] : 0;
    return before == '/' || before == '@' || after == '/' || after == '?' || after == ':' || after == '\\'
        || after == '.';
}

// What the filter says of a token and of the names above it.
static inline enum verdict VARIANT(judge)(const struct token_scan_filters *filters, const uint8_t *text,
                                          struct VARIANT(token) token) {
    size_t last = token.start + token.length;
    uint64_t state = filters->seed;
    bool is_top_level = true;
    for (uint64_t dots = token.dots; dots != 0;) {
        size_t dot = 63 - (size_t)__builtin_clzll(dots);
        state = VARIANT(label_state)(filters, text, token.start + dot + 1, last, state);
        if (!is_top_level && may_hold(&filters->names, state)) return MAY_BE_LISTED;
        is_top_level = false;
        last = token.start + dot;
        dots ^= 1ull << dot;
    }
    state = VARIANT(label_state)(filters, text, token.start, last, state);
    if (may_hold(&filters->names, state)) return MAY_BE_LISTED;
    return may_hold(&filters->names, exchanged(state)) ? HOST_OF_URLS : NOT_LISTED;
}

// Whether the token, or a name above it, may be listed, now that its last two labels may be.
static inline bool VARIANT(may_be_listed)(const struct VARIANT(scan) *scan, const struct VARIANT(pending_name) *name) {
    const uint8_t *text = scan->text;
    size_t start = name->token.start, length = name->token.length;
    if (VARIANT(has_readings)(text, start)) return true;
    // The lower bits of the hash chose the bits of the filter, the upper ones its word.
    struct judged_name *judged = &scan->memory[name->hash >> 32 & (JUDGED_NAMES - 1)];
    if (judged->length != length || !is_same_text(judged->text, text + start, length)) {
        judged->length = (uint8_t)length;
        judged->verdict = (uint8_t)VARIANT(judge)(scan->filters, text, name->token);
        memcpy(judged->text, text + start, length);
    }
    enum verdict verdict = judged->verdict;
    return verdict == MAY_BE_LISTED || (verdict == HOST_OF_URLS && VARIANT(is_url_host)(scan, start, start + length));
}

// MARK: Other runs

// A token of ASCII bytes, with all care that the quick half knows.
static void VARIANT(take_token)(struct VARIANT(scan) *scan, size_t start, size_t end) {
    const struct token_scan_filters *filters = scan->filters;
    const uint8_t *text = scan->text;
    size_t dots = 0, last = start, second = start;
    bool is_parted = false, has_letters = false;
    for (size_t place = start; place < end; place++) {
        if (text[place] == '.') {
            is_parted |= place > start && text[place - 1] == '.';
            dots++;
            second = last;
            last = place + 1;
            has_letters = false;
        } else {
            has_letters |= (uint8_t)(text[place] - '0') > 9;
        }
    }
    if (dots == 0) return;
    if (is_parted) {
        VARIANT(find)(scan, TOKEN_SCAN_PLACE, start, end);
    } else if (!has_letters) {
        if (dots >= 3) VARIANT(find)(scan, TOKEN_SCAN_NUMBERS, start, end);
    } else if (filters->top_levels && has_bit(filters->top_levels, token_scan_top_level_bit(text + last, end - last))) {
        uint64_t hash = token_scan_anchor_hash(filters->seed, filters->inner, filters->boundary, text + second,
                                               end - second);
        if (VARIANT(has_readings)(text, start) || may_hold(&filters->names, hash)) {
            VARIANT(find)(scan, TOKEN_SCAN_NAME, start, end);
        }
    }
}

// A run that has bytes of other scripts, or does not fit a window of the maps; says where it ends.
__attribute__((noinline)) static size_t VARIANT(take_other_run)(struct VARIANT(scan) *scan, size_t position) {
    const uint8_t *text = scan->text;
    size_t start = position, end = position;
    while (start > 0 && is_name_byte(text[start - 1])) start--;
    while (end < scan->count && is_name_byte(text[end])) end++;
    bool is_foreign = false, has_dot = false;
    for (size_t index = start; index < end; index++) {
        if (text[index] == '.') has_dot = true;
        if (text[index] < 0x80) continue;
        is_foreign = true;
        if (text[index] >= 0xE3 && index + 2 < end && is_wide_dot(text + index)) has_dot = true;
    }
    if (has_dot) VARIANT(find)(scan, is_foreign ? TOKEN_SCAN_PLACE : TOKEN_SCAN_LONG_RUN, start, end);
    return end;
}

// A run at which one look is not enough: with dots or hyphens at an end, long, with bytes of other scripts, or at the
// very beginning of the text.
__attribute__((noinline)) static void VARIANT(take_odd_run)(struct VARIANT(scan) *scan, size_t position,
                                                            size_t *run_end) {
    const uint8_t *text = scan->text;
    if (position < *run_end) return;
    size_t start = position, end = position;
    bool is_foreign = false;
    for (; position - start < WINDOW && start > 0 && is_name_byte(text[start - 1]); start--) {
        is_foreign |= text[start - 1] >= 0x80;
    }
    for (; end - start <= WINDOW && end < scan->count && is_name_byte(text[end]); end++) {
        is_foreign |= text[end] >= 0x80;
    }
    if (is_foreign || end - start > WINDOW) {
        *run_end = VARIANT(take_other_run)(scan, position);
        return;
    }
    *run_end = end;
    while (end > start && is_trailing(text[end - 1])) end--;
    while (start < end && text[start] == '.') start++;
    VARIANT(take_token)(scan, start, end);
}

// The run of name bytes around a dot.
static inline void VARIANT(take_run)(struct VARIANT(scan) *scan, size_t place, size_t *run_end) {
    const uint8_t *text = scan->text;
    uint64_t after = ~bits_from(scan->name, place) & WINDOW_LOW;
    uint64_t before = ~bits_to(scan->name, place) & WINDOW_HIGH;
    size_t first = place + 1 - (size_t)__builtin_clzll(before | 1);
    // A window full of name bytes gives a length beyond it.
    size_t length = place - first + (size_t)__builtin_ctzll(after | 1ull << 63);
    size_t start = scan->origin + first, end = start + length;
    bool is_odd = length > WINDOW || start < 32 || is_trailing(text[end - 1]) || text[start] == '.';
    uint64_t mask = ~0ull >> ((64 - length) & 63);
    if (is_odd || (scan->has_foreign && (bits_from(scan->foreign, first) & mask))) {
        VARIANT(take_odd_run)(scan, scan->origin + place, run_end);
        return;
    }
    uint64_t dots = bits_from(scan->dot, first) & mask;
    uint64_t letters = bits_from(scan->letter, first) & mask;
    uint64_t fourth = dots & (dots - 1);
    fourth &= fourth - 1;
    fourth &= fourth - 1;
    if (dots & dots >> 1) {
        // Two dots in a row part the run; that is rare enough for the careful half.
        VARIANT(find)(scan, TOKEN_SCAN_PLACE, start, end);
    } else if (letters == 0) {
        if (fourth != 0) {
            VARIANT(find)(scan, TOKEN_SCAN_NUMBERS, start, end);
        } else if (length <= 15 && scan->filters->v4_pages) {
            struct VARIANT(token) token = {dots, (uint32_t)start, (uint32_t)length};
            scan->numbers[scan->numbers_count] = token;
            scan->numbers_count += __builtin_popcountll(dots) == 3;
        }
    } else if (letters > dots) {
        VARIANT(take_name)(scan, start, end, dots);
    } else if (VARIANT(has_readings)(text, start)) {
        // Behind a letter that ends an escape, four numbers may follow.
        VARIANT(find)(scan, TOKEN_SCAN_NUMBERS, start, end);
    }
}

// Runs with bytes of other scripts that have no ASCII dot; those with one are found twice.
static void VARIANT(take_foreign)(struct VARIANT(scan) *scan, size_t *foreign_end) {
    for (size_t word = 1; word <= BLOCK_WORDS; word++) {
        for (uint64_t rest = scan->foreign[word]; rest; rest &= rest - 1) {
            size_t position = scan->origin + word * 64 + (size_t)__builtin_ctzll(rest);
            if (position >= *foreign_end) *foreign_end = VARIANT(take_other_run)(scan, position);
        }
    }
}

// MARK: Colons and openings

// Whether a run of letters, digits, dots and colons with two colons in a row, or seven in all, may hold a listed IPv6
// address; `end` is set to its end.
static bool VARIANT(may_be_v6)(const struct VARIANT(scan) *scan, size_t position, size_t *end) {
    const struct token_scan_filters *filters = scan->filters;
    const uint8_t *text = scan->text;
    size_t start = position;
    while (start > 0 && is_v6_byte(text[start - 1])) start--;
    for (*end = position; *end < scan->count && is_v6_byte(text[*end]);) ++*end;
    // Hyphens that join it to a word, and words before the address, are left to the careful half.
    if (start > 0 && is_trailing(text[start - 1])) return true;
    size_t group_start = start;
    uint32_t top = 0;
    for (int group = 0; group < 2; group++) {
        size_t next = group_start;
        uint32_t value = 0;
        for (int digit; next < *end && (digit = hexadecimal(text[next])) >= 0 && next < group_start + 5; next++) {
            value = value << 4 | (uint32_t)digit;
        }
        size_t length = next - group_start;
        if (length > 4 || next == *end || text[next] != ':') return true;
        // The second group may be left out by two colons in a row, the first one may not here.
        if (length == 0 && group == 0) return true;
        top = top << 16 | value;
        group_start = next + 1;
    }
    // IPv4 addresses may stand in IPv6 ones that begin with zeros.
    if (top == 0) return true;
    return filters->v6.count > 0 && may_hold(&filters->v6, v6_hash(filters, top));
}

static void VARIANT(take_colons)(struct VARIANT(scan) *scan, size_t word, size_t *colon_end) {
    uint64_t here = scan->colon[word], next = scan->colon[word + 1];
    uint64_t events = here & (here >> 1 | next << 63);
    if (__builtin_popcountll(here) + __builtin_popcountll(next) >= 7) {
        // Seven colons need 6 × 5 bytes at most behind the first.
        for (uint64_t rest = here; rest; rest &= rest - 1) {
            size_t bit = (size_t)__builtin_ctzll(rest);
            uint64_t ahead = bits_from(scan->colon, word * 64 + bit) & ((1ull << 31) - 1);
            if (__builtin_popcountll(ahead) >= 7) events |= 1ull << bit;
        }
    }
    for (; events; events &= events - 1) {
        size_t position = scan->origin + word * 64 + (size_t)__builtin_ctzll(events);
        if (position < *colon_end) continue;
        if (VARIANT(may_be_v6)(scan, position, colon_end)) VARIANT(find)(scan, TOKEN_SCAN_V6, position, *colon_end);
    }
}

// Bytes that begin an escape only with the right ones behind them.
static void VARIANT(take_openings)(struct VARIANT(scan) *scan, size_t word) {
    const uint8_t *text = scan->text;
    for (uint64_t rest = scan->opening[word]; rest; rest &= rest - 1) {
        size_t position = scan->origin + word * 64 + (size_t)__builtin_ctzll(rest);
        uint8_t next = position + 1 < scan->count ? text[position + 1] : 0;
        bool is_possible;
        switch (text[position]) {
        case '%': is_possible = hexadecimal(next) >= 0; break;
        case '\\': is_possible = next == 'u' || next == '\\'; break;
        case '(': is_possible = begins_mark(next) || begins_label(text, position, scan->count); break;
        default: is_possible = begins_mark(next);
        }
        if (is_possible) VARIANT(find)(scan, TOKEN_SCAN_ESCAPE, position, position + 1);
    }
}

// MARK: The walk

// Writes the places of the bits of a word; places beyond them are written over later.
static inline uint16_t *VARIANT(write_places)(uint16_t *places, size_t word, uint64_t bits) {
    uint16_t *next = places + __builtin_popcountll(bits);
    uint16_t base = (uint16_t)(word * 64);
    // Seldom more than three, and without a branch for so many: how many come next cannot be predicted.
    for (int step = 0; step < 3; step++, bits &= bits - 1) places[step] = (uint16_t)(base + COUNT_ZEROS(bits));
    for (; __builtin_expect(bits != 0, 0); bits &= bits - 1) *(places++ + 3) = (uint16_t)(base + COUNT_ZEROS(bits));
    return next;
}

// Fills the maps.
static inline void VARIANT(fill_maps)(struct VARIANT(scan) *scan) {
    uint64_t foreign = 0;
    for (size_t word = 0; word < MAP_WORDS; word++) {
        struct row row = {0, 0, 0, 0, 0, 0};
        size_t place = scan->origin + word * 64;
        if (place < scan->count && scan->count - place >= 64) {
            CLASSIFY(scan->text + place, &row);
        } else if (place < scan->count) {
            uint8_t last[64] = {0};
            memcpy(last, scan->text + place, scan->count - place);
            CLASSIFY(last, &row);
        }
        scan->name[word] = row.name;
        scan->dot[word] = row.dot;
        scan->letter[word] = row.name & ~(row.dot | row.digit);
        scan->colon[word] = row.colon;
        scan->foreign[word] = row.foreign;
        scan->opening[word] = row.opening;
        foreign |= row.foreign;
    }
    scan->has_foreign = foreign != 0;
}

// Notes the first dot worth a look of each run: one with a letter behind it, without which there is no name, or another
// dot two to four bytes behind it, without which there is no IPv4 address. Times and other fractions have neither.
static inline void VARIANT(find_dots)(struct VARIANT(scan) *scan) {
    uint16_t *dots = scan->dots;
    // A last label may begin with a digit where a listed one does.
    const uint64_t odd = scan->filters->has_odd_top_levels ? ~0ull : 0;
    uint64_t name_before = 0;
    unsigned long long carry = 0;
    for (size_t word = 0; word <= BLOCK_WORDS; word++) {
        uint64_t name = scan->name[word], dot = scan->dot[word], next = scan->dot[word + 1];
        uint64_t wanted = scan->letter[word] >> 1 | scan->letter[word + 1] << 63 | odd;
        wanted |= dot >> 1 | dot >> 2 | dot >> 3 | dot >> 4;
        wanted |= next << 63 | next << 62 | next << 61 | next << 60;
        wanted &= dot;
        // Added to the other bytes, the first byte of a run is carried up to its first wanted dot.
        uint64_t starts = name & ~(name << 1 | name_before >> 63), others = name & ~wanted;
        uint64_t sum = __builtin_addcll(others, starts & others, carry, &carry);
        name_before = name;
        uint64_t firsts = wanted & (starts | (sum & ~others));
        if (word > 0) dots = VARIANT(write_places)(dots, word, firsts);
    }
    scan->dot_count = (size_t)(dots - scan->dots);
}

// Looks at the filters that were asked for.
static inline void VARIANT(settle)(struct VARIANT(scan) *scan) {
    for (size_t index = 0; index < scan->name_count; index++) {
        const struct VARIANT(pending_name) *name = &scan->names[index];
        if (word_holds(*name->word, name->hash) && VARIANT(may_be_listed)(scan, name)) {
            VARIANT(find)(scan, TOKEN_SCAN_NAME, name->token.start, name->token.start + name->token.length);
        }
    }
    for (size_t index = 0; index < scan->v4_count; index++) {
        uint32_t address = scan->v4[index].address, start = scan->v4[index].start;
        if (!may_hold_v4(scan->filters, address)) continue;
        scan->finds[scan->find_count].address = address;
        VARIANT(find)(scan, TOKEN_SCAN_V4, start, start);
    }
}

static size_t VARIANT(token_scan)(const struct token_scan_filters *filters, const uint8_t *text, size_t count,
                                  size_t from, struct token_scan_state *state, struct token_scan_find *finds) {
    struct VARIANT(scan) scan;
    scan.filters = filters;
    scan.text = text;
    scan.count = count;
    scan.origin = from - 64;
    scan.memory = (struct judged_name *)state->memory;
    scan.finds = finds;
    scan.find_count = scan.name_count = scan.numbers_count = scan.v4_count = 0;
    VARIANT(fill_maps)(&scan);
    if (scan.has_foreign) VARIANT(take_foreign)(&scan, &state->foreign_end);
    for (size_t word = 1; word <= BLOCK_WORDS; word++) {
        if (scan.opening[word]) VARIANT(take_openings)(&scan, word);
        if (scan.colon[word]) VARIANT(take_colons)(&scan, word, &state->colon_end);
    }
    VARIANT(find_dots)(&scan);
    for (size_t index = 0; index < scan.dot_count; index++) VARIANT(take_run)(&scan, scan.dots[index], &state->run_end);
    VARIANT(take_numbers)(&scan);
    VARIANT(settle)(&scan);
    return scan.find_count;
}
