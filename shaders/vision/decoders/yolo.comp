// YOLO heads that the graph has decoded: centre, size, objectness if there is one, classes. An invocation reads one box, wherever its
// values lie. Bound by reading the scores: `decoders` on llvmpipe takes 1.1 ms for the 25,200 boxes of YOLOv5, whose objectness spares most
// of them, and from 8 ms on for the 8400 of YOLOv8, which have none.
#define PARAMETERS int stepOfBox; int stepOfValue; int classes; float scaleX; float scaleY;
#include "vision/decoders/common.glsl"
#include "vision/decoders/classes.glsl"

layout(std430, binding = 1) readonly buffer Rows { float rows[]; };

int at;

float value(int k) {
    return rows[at + k * stepOfValue];
}

float classValue(int k) {
    return value(OBJECTNESS + 4 + k);
}

void main() {
    int i = int(gl_GlobalInvocationID.x);
    if (i >= count) return;

    at = i * stepOfBox;
    float score = 1.0;
#if OBJECTNESS
    // No class is more than certain.
    score = value(4);
    if (skips(i, score)) return;
#endif
    score *= bestScore(classes, -1);
    if (skips(i, score)) return;

    vec4 box = finite(vec4(value(0), value(1), value(2), value(3)));
    propose(i, around(box.xy, box.zw) * vec4(scaleX, scaleY, scaleX, scaleY), score, bestClass);
}
