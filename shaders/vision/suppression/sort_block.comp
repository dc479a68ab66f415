// The part of a bitonic sort that stays inside blocks of BLOCK items, in shared memory. Every exchange puts the earlier item at the lower
// slot, so items beyond the count, which come after all others, would never move and need not exist. Bound by its exchanges, 66 for each
// two places of a full block: `suppression` on llvmpipe, 1290 of 25,200 candidates, 3.2 ms of processor time, all in one block.
#include "vision/suppression/common.glsl"

layout(std140, binding = 0) uniform Step {
    uint merges;             // 0: sorts each block; else goes on with a merge whose larger distances are done
    uint span;               // the length of what is being merged: nothing is to do unless more items than half of it are listed
};

shared uvec2 items[BLOCK];

void exchange(uint a, uint b) {
    uvec2 x = items[a];
    uvec2 y = items[b];
    if (isBefore(y, x)) {
        items[a] = y;
        items[b] = x;
    }
}

void disperse(uint from, uint pairs) {
    for (uint apart = from; apart > 0u; apart >>= 1u) {
        for (uint pair = gl_LocalInvocationIndex; pair < pairs; pair += 128u) {
            uint low = (pair & (apart - 1u)) + ((pair & ~(apart - 1u)) << 1u);
            exchange(low, low + apart);
        }
        barrier();
    }
}

void main() {
    uint count = work[0];
    uint first = gl_WorkGroupID.x * BLOCK;
    if (first >= count || (merges != 0u && count <= span / 2u)) return;

    // As far as there are items, up to the next power of two.
    uint here = min(count - first, BLOCK);
    uint extent = BLOCK;
    if (merges == 0u) while (extent / 2u >= here && extent > 1u) extent >>= 1u;
    for (uint i = gl_LocalInvocationIndex; i < extent; i += 128u)
        items[i] = i < here ? listed(first + i) : uvec2(0xffffffffu);
    barrier();

    uint pairs = extent / 2u;
    if (merges != 0u) disperse(pairs, pairs);
    for (uint size = 2u; merges == 0u && size <= extent; size <<= 1u) {
        for (uint pair = gl_LocalInvocationIndex; pair < pairs; pair += 128u) {
            uint low = pair & (size / 2u - 1u);
            uint base = (pair & ~(size / 2u - 1u)) << 1u;
            exchange(base + low, base + size - 1u - low);
        }
        barrier();
        disperse(size / 4u, pairs);
    }

    for (uint i = gl_LocalInvocationIndex; i < here; i += 128u) list(first + i, items[i]);
}
