// A convolution, or with TRANSPOSED its transpose, over one to three spatial axes of row-major tensors: x [N, C, D, H, W],
// w [M, C/group, kD, kH, kW] (or [C, M/group, ...]), in floating-point numbers or, exact in 32 bits, in whole ones. One invocation makes CHANNELS channels of PLACES places. Bound by loads: what is read of x serves each of the
// channels, what is read of w each of the places. `kernels video` on llvmpipe, 3x3x3 over 16x8x28x28 to 32: 490 ms of processor time, thirty
// times what rows.comp takes for as many multiply-adds over packed maps.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { ELEMENT target[]; };
layout(std430, binding = 1) readonly buffer Source { ELEMENT source[]; };
layout(std430, binding = 2) readonly buffer Weights { ELEMENT weights[]; };
#ifdef BIAS
layout(std430, binding = 3) readonly buffer Bias { ELEMENT bias[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    ivec4 sourceSize;   // width, height, depth, channels
    ivec4 targetSize;
    ivec4 kernel;       // x, y, z
    ivec4 stride;
    ivec4 dilation;
    ivec4 padding;      // before the first element
    int count;          // invocations
    int blocks;         // of CHANNELS channels
    int lines;          // invocations that share the places of a channel
    int groupInputs;    // channels of a group
    int groupOutputs;
};

#if TRANSPOSED
#define STEP groupOutputs
#else
#define STEP 1
#endif

void main() {
    int index = invocation();
    if (index >= count) return;
    int line = index % lines, channel = index / lines % blocks * CHANNELS, image = index / (lines * blocks);
    int places = targetSize.x * targetSize.y * targetSize.z, plane = sourceSize.x * sourceSize.y * sourceSize.z;
    int base = (image * sourceSize.w + channel / groupOutputs * groupInputs) * plane;
    int taps = kernel.x * kernel.y * kernel.z;

    ivec3 corner[PLACES];
    for (int p = 0; p < PLACES; ++p) {
        int place = min(line + p * lines, places - 1);
        ivec3 at = ivec3(place, place / targetSize.x, place / (targetSize.x * targetSize.y)) % targetSize.xyz;
#if TRANSPOSED
        corner[p] = at + padding.xyz;
#else
        corner[p] = at * stride.xyz - padding.xyz;
#endif
    }
    int row[CHANNELS];
    ELEMENT sum[CHANNELS * PLACES];
    for (int o = 0; o < CHANNELS; ++o) {
        // Channels beyond the last read what the last one reads, and store nothing.
        int at = min(channel + o, targetSize.w - 1);
        ELEMENT start = ELEMENT(0);
#ifdef BIAS
        start = bias[at];
#endif
#if TRANSPOSED
        row[o] = (at / groupOutputs * groupInputs * groupOutputs + at % groupOutputs) * taps;
#else
        row[o] = at * groupInputs * taps;
#endif
        for (int p = 0; p < PLACES; ++p) sum[o * PLACES + p] = start;
    }

    for (int tap = 0; tap < taps; ++tap) {
        ivec3 offset = ivec3(tap % kernel.x, tap / kernel.x % kernel.y, tap / (kernel.x * kernel.y)) * dilation.xyz;
        int from[PLACES];
        int inside[PLACES];
        for (int p = 0; p < PLACES; ++p) {
#if TRANSPOSED
            // Elements lie a stride apart in the target; between them the kernel meets nothing.
            ivec3 spread = corner[p] - offset, at = spread / stride.xyz, near = clamp(at, ivec3(0), sourceSize.xyz - 1);
            inside[p] = at == near && at * stride.xyz == spread ? 1 : 0;
#else
            ivec3 at = corner[p] + offset, near = clamp(at, ivec3(0), sourceSize.xyz - 1);
            inside[p] = at == near ? 1 : 0;
#endif
            from[p] = base + (near.z * sourceSize.y + near.y) * sourceSize.x + near.x;
        }
        for (int c = 0; c < groupInputs; ++c) {
            ELEMENT x[PLACES];
            for (int p = 0; p < PLACES; ++p) x[p] = inside[p] == 1 ? source[from[p] + c * plane] : ELEMENT(0);
            for (int o = 0; o < CHANNELS; ++o) {
                ELEMENT w = weights[row[o] + c * STEP * taps + tap];
                for (int p = 0; p < PLACES; ++p) sum[o * PLACES + p] += w * x[p];
            }
        }
    }

    for (int i = 0; i < CHANNELS * PLACES; ++i) {
        int place = line + i % PLACES * lines, at = channel + i / PLACES;
        if (place < places && at < targetSize.w) target[(image * targetSize.w + at) * places + place] = sum[i];
    }
}
