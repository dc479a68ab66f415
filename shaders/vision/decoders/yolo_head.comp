// A head of YOLOv5 as its convolution leaves it. Candidates are counted anchor by anchor, cells in rows. Bound by reading the
// objectness, which spares most of them the classes: `decoders` on llvmpipe, 25,200 boxes, one in a hundred of which counts, from 1.5 ms of
// processor time on.
#define PARAMETERS int classes; int columns; int cells; int anchorStep; int cellStep; int valueStep; float stride; float perWidth; float perHeight;
#include "vision/decoders/common.glsl"
#include "vision/decoders/classes.glsl"

layout(std430, binding = 1) readonly buffer Head { float head[]; };
layout(std430, binding = 2) readonly buffer Anchors { vec2 anchors[]; };

int at;

float value(int k) {
    return head[at + k * valueStep];
}

float classValue(int k) {
    return value(5 + k);
}

void main() {
    int i = int(gl_GlobalInvocationID.x);
    if (i >= count) return;

    int anchor = i / cells;
    int cell = i % cells;
    at = anchor * anchorStep + cell * cellStep;
    float score = sigmoid(finite(value(4)));
    if (skips(first + i, score)) return;

    score *= bestScore(classes, -1);
    if (skips(first + i, score)) return;

    vec4 box = finite(vec4(value(0), value(1), value(2), value(3)));
    box = 2.0 * vec4(sigmoid(box.x), sigmoid(box.y), sigmoid(box.z), sigmoid(box.w));
    vec2 center = (box.xy - 0.5 + vec2(cell % columns, cell / columns)) * stride;
    vec2 size = box.zw;
    propose(first + i, around(center, size * size * anchors[anchor]) * vec4(perWidth, perHeight, perWidth, perHeight), score, bestClass);
}
