// A convolution of whole numbers, exact in 32 bits, over one to three spatial axes of row-major tensors: x [N, C, D, H, W],
// w [M, C/group, kD, kH, kW]. One invocation makes CHANNELS channels of PLACES places. Bound by loads: what is read of x serves each of the
// channels, what is read of w each of the places.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { int target[]; };
layout(std430, binding = 1) readonly buffer Source { int source[]; };
layout(std430, binding = 2) readonly buffer Weights { int weights[]; };
#ifdef BIAS
layout(std430, binding = 3) readonly buffer Bias { int bias[]; };
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
        corner[p] = ivec3(place, place / targetSize.x, place / (targetSize.x * targetSize.y)) % targetSize.xyz * stride.xyz - padding.xyz;
    }
    int row[CHANNELS];
    int sum[CHANNELS * PLACES];
    for (int o = 0; o < CHANNELS; ++o) {
        // Channels beyond the last read what the last one reads, and store nothing.
        int at = min(channel + o, targetSize.w - 1), start = 0;
#ifdef BIAS
        start = bias[at];
#endif
        row[o] = at * groupInputs * taps;
        for (int p = 0; p < PLACES; ++p) sum[o * PLACES + p] = start;
    }

    for (int tap = 0; tap < taps; ++tap) {
        ivec3 offset = ivec3(tap % kernel.x, tap / kernel.x % kernel.y, tap / (kernel.x * kernel.y)) * dilation.xyz;
        int from[PLACES];
        int inside[PLACES];
        for (int p = 0; p < PLACES; ++p) {
            ivec3 at = corner[p] + offset, near = clamp(at, ivec3(0), sourceSize.xyz - 1);
            inside[p] = at == near ? 1 : 0;
            from[p] = base + (near.z * sourceSize.y + near.y) * sourceSize.x + near.x;
        }
        for (int c = 0; c < groupInputs; ++c) {
            int x[PLACES];
            for (int p = 0; p < PLACES; ++p) x[p] = inside[p] * source[from[p] + c * plane];
            for (int o = 0; o < CHANNELS; ++o) {
                int w = weights[row[o] + c * taps + tap];
                for (int p = 0; p < PLACES; ++p) sum[o * PLACES + p] += w * x[p];
            }
        }
    }

    for (int i = 0; i < CHANNELS * PLACES; ++i) {
        int place = line + i % PLACES * lines, at = channel + i / PLACES;
        if (place < places && at < targetSize.w) target[(image * targetSize.w + at) * places + place] = sum[i];
    }
}
