// Packs weights and bias that only a run brings into what the kernels read: see convolution.glsl. One invocation makes one vec4, over the
// output channels of one block. Bound by its scattered reads. `kernels "weights of a run"` on llvmpipe, 64x64x3x3: 0.6 ms of processor
// time, a twentieth of the convolution.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { vec4 target[]; };
layout(std430, binding = 1) readonly buffer Weights { float weights[]; };
#ifdef BIAS
layout(std430, binding = BIAS) readonly buffer Bias { float bias[]; };
#endif
#ifdef CONSTANTS
layout(std430, binding = CONSTANTS) readonly buffer Constants { vec4 constants[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;          // vec4 in all
    int firstBias;
    int blocks;
    int channels;       // of the output
    int kernelSize;     // positions of the kernel
    int span;           // as in convolution.glsl
    int groupInputs;
    int groupOutputs;
    int sourceVectors;
};

void main() {
    int index = invocation();
    if (index >= count) return;
    vec4 value = vec4(0.0);
    if (index >= firstBias + blocks) {
#ifdef CONSTANTS
        value = constants[index - firstBias - blocks];
#endif
    } else if (index >= firstBias) {
#ifdef BIAS
        for (int lane = 0; lane < 4; ++lane) {
            int channel = 4 * (index - firstBias) + lane;
            if (channel < channels) value[lane] = bias[channel];
        }
#endif
    } else {
#ifdef DEPTHWISE
        int block = index / kernelSize, at = index % kernelSize;
        for (int lane = 0; lane < 4; ++lane)
            if (4 * block + lane < channels) value[lane] = weights[(4 * block + lane) * kernelSize + at];
#else
        int rest = index / 4;
        int vector = rest % span;
        rest /= span;
        int at = rest % kernelSize, block = rest / kernelSize;
        int first = min(4 * block / groupOutputs * groupInputs / 4, sourceVectors - span);
        int input0 = 4 * (first + vector) + index % 4;
        for (int lane = 0; lane < 4; ++lane) {
            int channel = 4 * block + lane;
            int within = input0 - channel / groupOutputs * groupInputs;
            if (channel >= channels || within < 0 || within >= groupInputs) continue;
#ifdef TRANSPOSED
            value[lane] = weights[(input0 * groupOutputs + channel % groupOutputs) * kernelSize + at];
#else
            value[lane] = weights[(channel * groupInputs + within) * kernelSize + at];
#endif
        }
#endif
    }
    target[index] = value;
}
