// Copies the channels of a packed map to channels of another that start inside a vec4: one invocation a word, and zeros to the lanes behind
// the last channel. Bound by the order of its writes, four of which fill a vec4: `kernels "move lanes"` on llvmpipe, 62 and 66 channels of
// 56x56, 12 ms of processor time, where copy.comp moves as many bytes in 3.4.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
layout(std430, binding = 1) writeonly buffer Target { uint target[]; };
layout(std140, binding = 0) uniform Parameters {
    int count;
    int lanes;     // lanes to write at each position
    int channels;  // those of them that the source has
    int fromVectors;
    int toVectors;
    int start;     // the target's channel where the source's first goes
    int plane;
};

int word(int n, int c, int at, int vectors) { return ((n * vectors + (c >> 2)) * plane + at) * 4 + (c & 3); }

void main() {
    int index = invocation();
    if (index >= count) return;
    // Neighbours take neighbouring lanes, which lie side by side.
    int c = index % lanes, at = (index / lanes) % plane, n = index / (lanes * plane);
    target[word(n, start + c, at, toVectors)] = c < channels ? source[word(n, c, at, fromVectors)] : 0u;
}
