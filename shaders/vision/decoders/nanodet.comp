// NanoDet: one invocation makes the candidate of one cell. The distance to each side is the mean of a distribution. Bound by reading the
// scores: `decoders` on llvmpipe, 3549 cells of 80 classes, 4.2 ms.
#define PARAMETERS int classes; int bins; int columns; int scoreRow; int sideRow; int firstScore; int firstSide; float stride; float origin; float perWidth; float perHeight;
#include "vision/decoders/common.glsl"
#include "vision/decoders/classes.glsl"

layout(std430, binding = 1) readonly buffer Scores { float scores[]; };
layout(std430, binding = 2) readonly buffer Sides { float sides[]; };

int at;

float classValue(int k) {
    return scores[at + k];
}

float distanceTo(int side, int cell) {
    int from = firstSide + cell * sideRow + side * bins;
    float top = finite(sides[from]);
    for (int i = 1; i < bins; ++i) top = max(top, finite(sides[from + i]));
    float sum = 0.0;
    float mean = 0.0;
    for (int i = 0; i < bins; ++i) {
        float weight = exp(sides[from + i] - top);
        sum += weight;
        mean += float(i) * weight;
    }
    return mean / sum;
}

void main() {
    int cell = int(gl_GlobalInvocationID.x);
    if (cell >= count) return;

    at = firstScore + cell * scoreRow;
    float score = bestScore(classes, -1);
    if (skips(first + cell, score)) return;

    vec2 from = vec2(cell % columns, cell / columns) * stride + origin;
    vec2 before = vec2(distanceTo(0, cell), distanceTo(1, cell));
    vec2 after = vec2(distanceTo(2, cell), distanceTo(3, cell));
    vec4 box = vec4(from - before * stride, (before + after) * stride);
    propose(first + cell, box * vec4(perWidth, perHeight, perWidth, perHeight), score, bestClass);
}
