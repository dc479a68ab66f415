// One invocation makes four places of four channels of a group: their columns weighted and added, in the order of the rows. The places lie
// a quarter of the map apart, so that neighbours read neighbouring columns. Bound by those reads, half a word for each multiply-add:
// `kernels deformable` on llvmpipe, 64x28x28 to 64, 3x3, 150 ms of processor time; one element an invocation, which reads two words for
// each, took 600.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Columns { float columns[]; };
layout(std430, binding = 1) readonly buffer Weights { float weights[]; };
layout(std430, binding = 2) writeonly buffer Target { float target[]; };
#if BIAS
layout(std430, binding = 3) readonly buffer Bias { float bias[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;         // invocations
    int channels;      // of the result
    int groups;
    int places;
    int rows;          // columns' rows of a group: its input channels times the window's elements
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int perGroup = channels / groups, blocks = (perGroup + 3) / 4, quarter = (places + 3) / 4;
    int place = index % quarter, block = index / quarter % (groups * blocks), n = index / quarter / (groups * blocks);
    int group = block / blocks, first = group * perGroup + block % blocks * 4, end = (group + 1) * perGroup;
    // Beyond the last channel and the last place, the last once more, which is not stored.
    ivec4 channel = first + ivec4(0, 1, 2, 3), to = place + quarter * ivec4(0, 1, 2, 3);
    ivec4 w = min(channel, ivec4(end - 1)) * rows, from = min(to, ivec4(places - 1)) + (n * groups + group) * rows * places;
    vec4 sums[4] = vec4[4](vec4(0.0), vec4(0.0), vec4(0.0), vec4(0.0));
    for (int row = 0; row < rows; ++row) {
        vec4 column = vec4(columns[from.x], columns[from.y], columns[from.z], columns[from.w]);
        sums[0] += weights[w.x + row] * column;
        sums[1] += weights[w.y + row] * column;
        sums[2] += weights[w.z + row] * column;
        sums[3] += weights[w.w + row] * column;
        from += places;
    }
    for (int i = 0; i < 4; ++i) {
        if (channel[i] >= end) break;
#if BIAS
        sums[i] += bias[channel[i]];
#endif
        int line = (n * channels + channel[i]) * places;
        for (int k = 0; k < 4; ++k)
            if (to[k] < places) target[line + to[k]] = sums[i][k];
    }
}
