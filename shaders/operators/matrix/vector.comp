// A row vector times a constant matrix, plus a constant vector. A group makes GROUP_X vec4 of the result; its rows of invocations take
// turns along the vector and are summed up in shared memory. Bound by memory: each weight is read once.
// `kernels` on llvmpipe, processor time of 1280 by 1280x1000: 0.85 ms by invocations of their own, 1.45 in groups of 16 x 8 that share. SPLITS cuts the vector into parts;
// PARTIAL leaves constants and epilogue to whoever adds them up.
// Weights: [vec4 of the vector][its lane][vec4 of the result], then the constant vector, then the epilogue's constants.
#include "common/packed.glsl"
#include <source>
#include <weights>

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;
layout(std430, binding = 0) writeonly buffer Result { packed4 result[]; };
layout(std140, binding = 0) uniform Parameters {
    int depth;
    int columns;
    int vectors;    // vec4 of the result
    int firstBias;
#include <epilogue_parameters>
};

vec4 channelOperand(int k, int channel) { return weights(firstBias + (k + 1) * vectors + channel); }

#include <epilogue>

#if GROUP_Y > 1
shared vec4 partial[GROUP_X * GROUP_Y];
#endif

void main() {
    int vector = int(gl_GlobalInvocationID.x), at = min(vector, vectors - 1);
    int turn = int(gl_LocalInvocationID.y), place = int(gl_LocalInvocationID.x), slice = int(gl_WorkGroupID.z);
    int quads = (depth + 3) / 4, begin = quads * slice / SPLITS, end = quads * (slice + 1) / SPLITS;
    vec4 sum = vec4(0.0);
    for (int k = begin + turn; k < end; k += GROUP_Y) {
        // What lies behind the last element is anybody's.
        vec4 x = mix(vec4(0.0), source(k), lessThan(4 * k + ivec4(0, 1, 2, 3), ivec4(depth)));
        int m = 4 * k * vectors + at;
        sum += weights(m) * x.x + weights(m + vectors) * x.y + weights(m + 2 * vectors) * x.z + weights(m + 3 * vectors) * x.w;
    }
#if GROUP_Y > 1
    partial[turn * GROUP_X + place] = sum;
    barrier();
    if (turn > 0) return;
    for (int i = 1; i < GROUP_Y; ++i) sum += partial[i * GROUP_X + place];
#endif
    if (vector >= vectors) return;
#ifdef PARTIAL
    store4(result, slice * vectors + vector, sum);
#else
    store4(result, vector, epilogue(sum + weights(firstBias + vector), vector, vector, columns));
#endif
}
