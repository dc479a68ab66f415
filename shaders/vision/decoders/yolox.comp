// YOLOX: one invocation makes the candidate of one cell of one grid. It reads the classes only of what the objectness lets through, and is
// bound by reading that: `decoders` on llvmpipe, 3549 cells of 85 numbers, 0.3 ms.
#define PARAMETERS int classes; int columns; float stride; float perWidth; float perHeight;
#include "vision/decoders/common.glsl"
#include "vision/decoders/classes.glsl"

layout(std430, binding = 1) readonly buffer Rows { float rows[]; };

int at;

float classValue(int k) {
    return rows[at + 5 + k];
}

void main() {
    int cell = int(gl_GlobalInvocationID.x);
    if (cell >= count) return;

    int place = first + cell;
    at = place * (5 + classes);
    // No class is more than certain.
    float score = rows[at + 4];
    if (skips(place, score)) return;

    score *= bestScore(classes, -1);
    if (skips(place, score)) return;

    vec4 box = finite(vec4(rows[at], rows[at + 1], rows[at + 2], rows[at + 3]));
    vec2 center = (box.xy + vec2(cell % columns, cell / columns)) * stride;
    propose(place, around(center, exp(box.zw) * stride) * vec4(perWidth, perHeight, perWidth, perHeight), score, bestClass);
}
