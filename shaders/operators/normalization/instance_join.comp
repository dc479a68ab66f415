// Joins the pieces of four channels, in order, and makes of mean and variance the factor and the offset that normalize them. One invocation
// each: there are few. Bound by the way through its pieces, one after the other: `kernels instance` on llvmpipe, 8 planes of 16 pieces,
// 0.06 ms of processor time.
#include "common/linear.glsl"
#include "common/packed.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Statistics { vec4 statistics[]; };
layout(std430, binding = 1) writeonly buffer Line { vec4 line[]; };
layout(std430, binding = 2) readonly buffer Scale { float scale[]; };
layout(std430, binding = 3) readonly buffer Bias { float bias[]; };
layout(std140, binding = 0) uniform Parameters {
    int planes;
    int plane;
    int piece;
    int pieces;
    int channels;
    int vectors;
    float epsilon;
};

void main() {
    int index = invocation();
    if (index >= planes) return;
    vec4 mean = vec4(0.0), deviations = vec4(0.0);
    float count = 0.0;
    for (int i = 0; i < pieces; ++i) {
        int at = 2 * (index * pieces + i);
        float more = float(min(piece, plane - i * piece)), all = count + more;
        vec4 apart = statistics[at] - mean;
        mean += apart * (more / all);
        deviations += statistics[at + 1] + apart * apart * (count * more / all);
        count = all;
    }

    int block = index % vectors;
    vec4 gain = vec4(0.0), offset = vec4(0.0);
    for (int lane = 0; lane < 4; ++lane) {
        int channel = 4 * block + lane;
        if (channel >= channels) break;
        gain[lane] = scale[channel] / sqrt(deviations[lane] / float(plane) + epsilon);
        offset[lane] = bias[channel] - mean[lane] * gain[lane];
    }
    line[2 * index] = gain;
    line[2 * index + 1] = offset;
}
