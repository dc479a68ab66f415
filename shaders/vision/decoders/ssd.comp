// Single-shot detectors: one invocation makes the candidate of one anchor. Bound by reading the scores and their exponentials:
// `decoders` on llvmpipe, 4250 anchors of 91 classes, 10 to 11 ms of processor time.
#define PARAMETERS int classes; int background; int numberedFrom; int form; float scaleX; float scaleY; float varianceX; float varianceY; float varianceW; float varianceH;
#include "vision/decoders/common.glsl"
#include "vision/decoders/classes.glsl"
#include "vision/decoders/boxes.glsl"

layout(std430, binding = 1) readonly buffer Scores { float scores[]; };
layout(std430, binding = 2) readonly buffer Boxes { vec4 boxes[]; };
#if ENCODED
layout(std430, binding = 3) readonly buffer Anchors { vec4 anchors[]; };
#endif

int at;

float classValue(int k) {
    return scores[at + k];
}

void main() {
    int i = int(gl_GlobalInvocationID.x);
    if (i >= count) return;

    at = i * classes;
    float score = bestScore(classes, background);
    if (skips(i, score)) return;

    vec4 box = finite(boxes[i]);
#if ENCODED
    vec4 about = anchors[i];
    if (form == 3) box = box.yxwz;
    box = around(about.xy + box.xy * vec2(varianceX, varianceY) * about.zw, exp(box.zw * vec2(varianceW, varianceH)) * about.zw);
#else
    box = boxOf(form, box) * vec4(scaleX, scaleY, scaleX, scaleY);
#endif
    propose(i, box, score, bestClass > numberedFrom ? bestClass - 1 : bestClass);
}
