// One step of a bitonic sort across blocks: an invocation compares the two items of each of PAIRS pairs. Mirrored pairs begin the merge of two sorted
// halves; pairs at a distance go on with it. Bound by memory: it reads and writes the list. `suppression` on llvmpipe, this and sort_block.comp
// together, processor time: 10,080 of 100,000 candidates 28 to 32 ms, all of them 380 to 400.
#include "vision/suppression/common.glsl"

layout(std140, binding = 0) uniform Step {
    uint mirrored;
    uint span;               // the length of what is being merged: nothing is to do unless more items than half of it are listed
    uint apart;              // the distance of a pair; of mirrored ones half the span
};

void main() {
    uint count = work[0];
    if (count <= span / 2u) return;

    // Some pairs each: where the list is short there are fewer groups that have nothing to do.
    for (uint k = 0u; k < PAIRS; ++k) {
        uint pair = (gl_WorkGroupID.x * PAIRS + k) * 128u + gl_LocalInvocationIndex;
        uint low = pair & (apart - 1u);
        uint base = (pair & ~(apart - 1u)) << 1u;
        uint a = base + low;
        uint b = mirrored != 0u ? base + 2u * apart - 1u - low : a + apart;
        if (b >= count) continue;

        uvec2 x = listed(a);
        uvec2 y = listed(b);
        if (isBefore(y, x)) {
            list(a, y);
            list(b, x);
        }
    }
}
