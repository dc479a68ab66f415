// Lists the candidates that count, in any order: the sort that follows knows one order only. Bound by reading the scores:
// `suppression` on llvmpipe, none above the threshold, 2 ms of processor time for 25,200 candidates, 7 to 10 for 100,000, with the dispatches
// that follow and find nothing to do.
#include "vision/suppression/common.glsl"
#include "vision/suppression/parameters.glsl"

layout(std430, binding = 0) readonly buffer Candidates { vec4 candidates[]; };

// By the bits: drivers may assume that there are neither NaN nor infinities.
bool isFinite(float value) {
    return (floatBitsToUint(value) & 0x7f800000u) != 0x7f800000u;
}

void main() {
    uint place = gl_GlobalInvocationID.x;
    if (2u * place >= uint(candidates.length())) return;

    float score = candidates[2u * place + 1u].x;
    bool number = isFinite(score);
    if (number && score < scoreThreshold) return;

    vec4 box = candidates[2u * place];
    if (!number || !isFinite(box.x) || !isFinite(box.y) || !isFinite(box.z) || !isFinite(box.w)) {
        atomicAdd(work[1], 1u);
        return;
    }
    if (box.z <= 0.0 || box.w <= 0.0) return;

    list(atomicAdd(work[0], 1u), uvec2(~keyOf(score), place));
}
