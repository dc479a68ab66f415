// As lanes.comp where either map is in half precision, so that two channels share a word: one invocation makes a vec4 of the target, and
// keeps the lanes that an earlier piece has written. Bound by its loads, of the target's vec4 and of the source's for
// every lane: `kernels "move lanes"` on llvmpipe, 62 and 66 channels of 56x56, 13 ms of processor time for both pieces, 0.3 GB/s.
#include "common/linear.glsl"
#include "common/packed.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { packed4_0 source[]; };
layout(std430, binding = 1) buffer Target { packed4 target[]; };
layout(std140, binding = 0) uniform Parameters {
    int count;
    int vectors;      // vec4 that are touched at each position
    int lanes;        // lanes to write at each position
    int channels;     // those of them that the source has
    int fromVectors;
    int toVectors;
    int start;        // the target's channel where the source's first goes
    int plane;
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int at = index % plane, vector = (start >> 2) + index / plane % vectors, n = index / (plane * vectors);
    int to = (n * toVectors + vector) * plane + at;
    vec4 value = load4(target, to);
    for (int lane = 0; lane < 4; ++lane) {
        int c = 4 * vector + lane - start;
        if (c < 0 || c >= lanes) continue;
        vec4 from = load4(source, (n * fromVectors + min(c, channels - 1) / 4) * plane + at);
        value[lane] = c < channels ? from[c & 3] : 0.0;
    }
    store4(target, to, value);
}
