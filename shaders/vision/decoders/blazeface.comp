// BlazeFace: one invocation makes one anchor's candidate of one grid, at a place of its own.

layout(local_size_x = 128) in;
layout(std430, binding = 0) readonly buffer Scores { float scores[]; };
layout(std430, binding = 1) readonly buffer Boxes { vec4 boxes[]; };
layout(std430, binding = 2) writeonly buffer Candidates { vec4 candidates[]; };
layout(std430, binding = 3) writeonly buffer Keypoints { vec2 keypoints[]; };
layout(std140, binding = 0) uniform Parameters {
    int side;
    int perCell;
    int first;
    int anchors;
    float threshold;
    float perPixel;
};

void main() {
    int anchor = int(gl_GlobalInvocationID.x);
    if (anchor >= anchors) return;

    int place = first + anchor;
    float logit = scores[anchor];
    float score = 1.0 / (1.0 + exp(-clamp(logit, -LARGEST_LOGIT, LARGEST_LOGIT)));

    // NaN is told by its bits: what comparisons with it give is the driver's choice.
    bool number = (floatBitsToUint(logit) & 0x7fffffffu) <= 0x7f800000u;
    if (!number || score < threshold) {
        candidates[2 * place] = vec4(0.0);
        candidates[2 * place + 1] = vec4(0.0);
        return;
    }

    int cell = anchor / perCell;
    vec2 center = (vec2(cell % side, cell / side) + 0.5) / float(side);
    int raw = anchor * (1 + KEYPOINTS / 2);
    vec4 box = boxes[raw] * perPixel;
    candidates[2 * place] = vec4(box.xy + center - 0.5 * box.zw, box.zw);
    candidates[2 * place + 1] = vec4(score, 0.0, 0.0, 0.0);
    for (int k = 0; k < KEYPOINTS / 2; ++k) {
        vec4 two = boxes[raw + 1 + k] * perPixel + center.xyxy;
        keypoints[place * KEYPOINTS + 2 * k] = two.xy;
        keypoints[place * KEYPOINTS + 2 * k + 1] = two.zw;
    }
}
