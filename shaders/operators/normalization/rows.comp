// Normalizes rows of neighbouring elements: one group a row. Mean and squared deviations are joined pairwise in shared memory, one after
// the other, for deviations from the mean lose nothing where the mean is large. Rows of up to KEPT elements are read once and kept there.
// Bound by memory on a GPU, by the barriers on a processor: `kernels "layer norm"` on llvmpipe, 197 rows of 768, 11 ms of processor time by 8
// lanes, 16 by 64.
layout(local_size_x = LANES) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std430, binding = 2) readonly buffer Scale { float scale[]; };
#ifdef BIAS
layout(std430, binding = BIAS) readonly buffer Bias { float bias[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int rows;
    int extent;   // elements of a row
    int period;   // after how many rows scales repeat
    int perRow;   // scales of a row
    int inner;    // neighbours that share one
    float epsilon;
};

#include "operators/normalization/row_sum.glsl"

#ifdef KEPT
// Each invocation touches its own elements only, so that they need no barrier.
shared float kept[KEPT];
#define element(i) kept[i]
#else
#define element(i) source[first + (i)]
#endif

void main() {
    int lane = int(gl_LocalInvocationID.x);
    for (int row = int(gl_WorkGroupID.x); row < rows; row += int(gl_NumWorkGroups.x)) {
        int first = row * extent;
        float sum = 0.0;
        for (int i = lane; i < extent; i += LANES) {
            float value = source[first + i];
            sum += value;
#ifdef KEPT
            kept[i] = value;
#endif
        }
        float mean = joinedSum(lane, sum) / float(extent);
        float deviations = 0.0;
        for (int i = lane; i < extent; i += LANES) {
            float off = element(i) - mean;
            deviations += off * off;
        }
        float factor = 1.0 / sqrt(joinedSum(lane, deviations) / float(extent) + epsilon);
        for (int i = lane; i < extent; i += LANES) {
            int which = row % period * perRow + i / inner;
            float value = (element(i) - mean) * factor * scale[which];
#ifdef BIAS
            value += bias[which];
#endif
            target[first + i] = value;
        }
    }
}
