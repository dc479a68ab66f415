// The rank of each selected candidate: how many are better. Of equal scores the first place is the better one.
#include "vision/suppression/common.glsl"

shared uvec2 tile[128];

void main() {
    uint count = work[0];
    uint slot = gl_GlobalInvocationID.x;
    uint local = gl_LocalInvocationIndex;
    bool mine = slot < count;
    uvec2 self = mine ? uvec2(work[LIST + 2u * slot], work[LIST + 2u * slot + 1u]) : uvec2(0u);

    // Whole groups without a candidate have nothing to wait for; the others stay together.
    uint end = gl_WorkGroupID.x * 128u < count ? count : 0u;
    uint rank = 0u;
    for (uint first = 0u; first < end; first += 128u) {
        uint other = first + local;
        if (other < count) tile[local] = uvec2(work[LIST + 2u * other], work[LIST + 2u * other + 1u]);
        barrier();
        uint here = min(128u, count - first);
        for (uint i = 0u; i < here; ++i) {
            uvec2 it = tile[i];
            rank += (it.x > self.x || (it.x == self.x && it.y < self.y)) ? 1u : 0u;
        }
        barrier();
    }
    if (mine) work[ranksFrom() + rank] = self.y;
}
