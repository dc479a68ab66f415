// One invocation divides one element by the energy of its channel's neighbours. Bound by memory: neighbours read the same channels.
// `kernels lrn` on llvmpipe, 5 channels of 64x56x56: 17 ms of processor time.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters {
    int count;
    int channels;
    int inner;
    int below;   // channels summed before the element's own
    int above;
    float alpha;
    float beta;
    float bias;
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int channel = (index / inner) % channels;
    float sum = 0.0;
    for (int c = max(-below, -channel); c <= min(above, channels - 1 - channel); ++c) {
        float value = source[index + c * inner];
        sum += value * value;
    }
    target[index] = source[index] * pow(bias + alpha * sum, -beta);
}
