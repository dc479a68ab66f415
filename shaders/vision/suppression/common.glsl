// What the steps of suppression share. A candidate is two vec4: left, top, width, height; score, class, two unused.

layout(local_size_x = 128) in;

// Word 0 counts the selected candidates, word 1 those that are no numbers; from word 4 on a pair for each that is selected: a key that is
// the smaller the better the score, and the place. The steps of the sort put these in order.
layout(std430, binding = 2) buffer Work { uint work[]; };

#define LIST 4u

uvec2 listed(uint slot) {
    return uvec2(work[LIST + 2u * slot], work[LIST + 2u * slot + 1u]);
}

void list(uint slot, uvec2 item) {
    work[LIST + 2u * slot] = item.x;
    work[LIST + 2u * slot + 1u] = item.y;
}

// Floats are ordered as unsigned integers once the sign bit is turned, and for negative ones all others too.
uint keyOf(float score) {
    uint bits = floatBitsToUint(score);
    return (bits & 0x80000000u) != 0u ? ~bits : bits | 0x80000000u;
}

// The better score comes first, of equals the first place: no two pairs are equal, so there is one order only.
bool isBefore(uvec2 a, uvec2 b) {
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}
