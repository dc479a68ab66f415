// What is left once pixels are counted: how many objects there are, and which labelled points are seen.
layout(local_size_x = 64) in;

#include "scenes/labels/measures.glsl"

// Column and row (16 bits each; all bits set for a point outside the picture), the least depth that does not hide it, its object's number, and
// the least depth of the object's own surface that does not hide it.
struct Keypoint {
    uint pixel;
    float depth;
    uint id;
    float ownDepth;
};
layout(std430, binding = 1) readonly buffer Keypoints { Keypoint keypoints[]; };
layout(binding = 0) uniform usampler2D geometry;

void main() {
    uint i = gl_GlobalInvocationID.x;
    if (i < instanceCount) {
        uint record = RECORDS + i * RECORD_WORDS;
        if (measures[record + VISIBLE] > 0u) atomicAdd(measures[VISIBLE_OBJECTS], 1u);
        if (measures[record + UNHIDDEN] == 0xffffffffu) measures[record + UNHIDDEN] = measures[record + VISIBLE]; // nothing can hide it
        if (measures[record + UNHIDDEN] > 0u) atomicAdd(measures[UNHIDDEN_OBJECTS], 1u);
    }

    if (i < keypointCount) {
        Keypoint point = keypoints[i];
        uint seen = 0u;
        if (point.pixel != 0xffffffffu) {
            uvec4 surface = texelFetch(geometry, ivec2(point.pixel & 0xffffu, point.pixel >> 16u), 0);
            seen = uintBitsToFloat(surface.z) >= (surface.x >> 8u == point.id ? point.ownDepth : point.depth) ? 1u : 0u;
        }
        measures[RECORDS + instanceCount * RECORD_WORDS + i] = seen;
    }
}
