// One invocation takes the loss of one position: minus the logarithmic probability of its class, times the class's weight. Bound by memory:
// `kernels loss` on llvmpipe, 4x65x65 positions of 21 classes, 0.9 ms of processor time.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Scores { float scores[]; };
layout(std430, binding = 1) readonly buffer Classes { int classes[]; };
layout(std430, binding = 2) writeonly buffer Losses { float losses[]; };
#if WEIGHTED
layout(std430, binding = 3) readonly buffer Weights { float weights[]; };
#endif
layout(std140, binding = 0) uniform Parameters { int positions; int inner; int classCount; int ignored; };

void main() {
    int index = invocation();
    if (index >= positions) return;
    int label = classes[index];
    float loss = 0.0, weight = 0.0;
#if IGNORES
    bool counts = label != ignored;
#else
    bool counts = true;
#endif
    if (counts) {
        label = clamp(label, 0, classCount - 1);
#if WEIGHTED
        weight = weights[label];
#else
        weight = 1.0;
#endif
        loss = -weight * scores[((index / inner) * classCount + label) * inner + index % inner];
    }
    losses[index] = loss;
#if KEEPS_WEIGHTS
    losses[positions + index] = weight;
#endif
}
