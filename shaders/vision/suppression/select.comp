// Lists the candidates that count, in any order: ranks are made of scores and places, not of the order in the list.
#include "vision/suppression/common.glsl"

layout(std430, binding = 0) readonly buffer Candidates { vec4 candidates[]; };

// By the bits: drivers may assume that there are neither NaN nor infinities.
bool isFinite(float value) {
    return (floatBitsToUint(value) & 0x7f800000u) != 0x7f800000u;
}

void main() {
    uint place = gl_GlobalInvocationID.x;
    if (2u * place >= uint(candidates.length())) return;

    float score = candidates[2u * place + 1u].x;
    if (!isFinite(score) || score < scoreThreshold) return;

    vec4 box = candidates[2u * place];
    bool whole = isFinite(box.x) && isFinite(box.y) && isFinite(box.z) && isFinite(box.w);
    if (!whole || box.z <= 0.0 || box.w <= 0.0) return;

    // Floats are ordered as unsigned integers once the sign bit is turned, and for negative ones all others too.
    uint bits = floatBitsToUint(score);
    uint key = (bits & 0x80000000u) != 0u ? ~bits : bits | 0x80000000u;
    uint slot = atomicAdd(work[0], 1u);
    work[LIST + 2u * slot] = key;
    work[LIST + 2u * slot + 1u] = place;
}
