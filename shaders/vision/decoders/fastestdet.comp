// FastestDet: one invocation makes the candidate of one cell; the values of neighbouring cells lie side by side. Bound by reading the scores:
// `decoders` on llvmpipe, 484 cells of 85 numbers, 0.2 to 0.3 ms of processor time.
#define PARAMETERS int classes; int columns; int rows;
#include "vision/decoders/common.glsl"
#include "vision/decoders/classes.glsl"

layout(std430, binding = 1) readonly buffer Planes { float planes[]; };

int cell;

float value(int k) {
    return planes[k * count + cell];
}

float classValue(int k) {
    return value(5 + k);
}

void main() {
    cell = int(gl_GlobalInvocationID.x);
    if (cell >= count) return;

    // No class is more than certain.
    float score = pow(max(finite(value(0)), 0.0), OBJECTNESS_POWER);
    if (skips(cell, score)) return;

    score *= pow(max(bestScore(classes, -1), 0.0), CLASS_POWER);
    if (skips(cell, score)) return;

    vec4 box = finite(vec4(value(1), value(2), value(3), value(4)));
    vec2 offset = tanh(clamp(box.xy, -LARGEST_OFFSET, LARGEST_OFFSET));
    vec2 center = (offset + vec2(cell % columns, cell / columns)) / vec2(columns, rows);
    propose(cell, around(center, vec2(sigmoid(box.z), sigmoid(box.w))), score, bestClass);
}
