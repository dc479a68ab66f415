// Counts classes and objects, and finds the boxes in which objects are seen. An invocation walks down a piece of a column and writes only
// where the surface changes: on a processor, where atomics are locks, an atomic a pixel would take longer than all else. Sums, least and
// greatest do not depend on the order, so the result is the same in every run.
layout(local_size_x = GROUP) in;

#include "scenes/labels/measures.glsl"

layout(std430, binding = 1) readonly buffer Objects { uint ids[]; }; // growing
layout(binding = 0) uniform usampler2D geometry;

// The place of an object, or instanceCount.
uint find(uint id) {
    uint low = 0u, high = instanceCount;
    while (low < high) {
        uint middle = (low + high) >> 1u;
        if (ids[middle] < id) low = middle + 1u;
        else high = middle;
    }
    return low < instanceCount && ids[low] == id ? low : instanceCount;
}

void count(uint identity, uint x, uint top, uint bottom) {
    atomicAdd(measures[CLASSES + (identity & 255u)], bottom - top);
    if (identity < 256u) return;
    uint place = find(identity >> 8u);
    if (place == instanceCount) return;
    uint record = RECORDS + place * RECORD_WORDS;
    atomicAdd(measures[record + VISIBLE], bottom - top);

    // What is read may be old, which only costs an atomic.
    if (measures[record + LEFT] > x) atomicMin(measures[record + LEFT], x);
    if (measures[record + TOP] > top) atomicMin(measures[record + TOP], top);
    if (measures[record + RIGHT] < x) atomicMax(measures[record + RIGHT], x);
    if (measures[record + BOTTOM] < bottom - 1u) atomicMax(measures[record + BOTTOM], bottom - 1u);
}

void main() {
    uint x = gl_GlobalInvocationID.x;
    uint top = gl_WorkGroupID.y * uint(SPAN);
    if (x >= width) return;
    uint end = min(top + uint(SPAN), height);
    uint identity = texelFetch(geometry, ivec2(x, top), 0).x;
    for (uint y = top + 1u; y < end; ++y) {
        uint next = texelFetch(geometry, ivec2(x, y), 0).x;
        if (next == identity) continue;
        count(identity, x, top, y);
        identity = next;
        top = y;
    }
    count(identity, x, top, end);
}
