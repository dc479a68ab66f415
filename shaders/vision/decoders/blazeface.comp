// BlazeFace: one invocation makes one anchor's candidate of one grid. Bound by the dispatch of each grid: `decoders` on llvmpipe, 896
// anchors, 0.07 to 0.12 ms of processor time for both.
#define PARAMETERS int side; int perCell; float perPixel;
#include "vision/decoders/common.glsl"

layout(std430, binding = 1) readonly buffer Scores { float scores[]; };
layout(std430, binding = 2) readonly buffer Boxes { vec4 boxes[]; };
layout(std430, binding = 3) writeonly buffer Keypoints { vec2 keypoints[]; };

void main() {
    int anchor = int(gl_GlobalInvocationID.x);
    if (anchor >= count) return;

    int place = first + anchor;
    float score = sigmoid(finite(scores[anchor]));
    if (skips(place, score)) return;

    int cell = anchor / perCell;
    vec2 center = (vec2(cell % side, cell / side) + 0.5) / float(side);
    int raw = anchor * (1 + KEYPOINTS / 2);
    vec4 box = finite(boxes[raw]) * perPixel;
    for (int k = 0; k < KEYPOINTS / 2; ++k) {
        vec4 two = finite(boxes[raw + 1 + k]) * perPixel + center.xyxy;
        keypoints[place * KEYPOINTS + 2 * k] = two.xy;
        keypoints[place * KEYPOINTS + 2 * k + 1] = two.zw;
    }

    // After all has been looked at: a keypoint that is no number marks the place too.
    propose(place, around(box.xy + center, box.zw), score, 0);
}
