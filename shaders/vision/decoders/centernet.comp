// CenterNet: one invocation looks at one cell of all heat maps, and makes a candidate where one has a peak. Bound by reading the heat maps,
// each cell with its neighbours: `decoders` on llvmpipe, 80 classes of 128x128, from 56 ms on.
#define PARAMETERS int classes; int columns; int rows;
#include "vision/decoders/common.glsl"

layout(std430, binding = 1) readonly buffer Heat { float heat[]; };
layout(std430, binding = 2) readonly buffer Sizes { float sizes[]; };
#if OFFSETS
layout(std430, binding = 3) readonly buffer Offsets { float offsets[]; };
#endif

// Neighbours that are no numbers do not count.
bool isPeak(int map, ivec2 at, float value) {
    ivec2 from = max(at - 1, ivec2(0));
    ivec2 to = min(at + 1, ivec2(columns, rows) - 1);
    for (int y = from.y; y <= to.y; ++y) {
        for (int x = from.x; x <= to.x; ++x) {
            float other = heat[map + y * columns + x];
            bool number = (floatBitsToUint(other) & 0x7f800000u) != 0x7f800000u;
            if (number && other > value) return false;
        }
    }
    return true;
}

// What a value must have at least, or a little less: most cells are far below, and are not compared with their neighbours.
float least() {
#if ACTIVATION == 1
    if (threshold <= 0.0) return -3.4e38;
    return threshold >= 1.0 ? LARGEST_LOGIT / 8.0 : log(threshold / (1.0 - threshold)) - MARGIN;
#else
    return threshold;
#endif
}

void main() {
    int cell = int(gl_GlobalInvocationID.x);
    if (cell >= count) return;

    ivec2 at = ivec2(cell % columns, cell / columns);
    float highest = 0.0;
    int best = -1;
    float enough = least();
    for (int k = 0; k < classes; ++k) {
        float value = finite(heat[k * count + cell]);
        if (value >= enough && (best < 0 || value > highest) && isPeak(k * count, at, value)) {
            highest = value;
            best = k;
        }
    }

    float score = -3.4e38;
#if ACTIVATION == 1
    if (best >= 0) score = sigmoid(highest);
#else
    if (best >= 0) score = highest;
#endif
    if (skips(cell, score)) return;

    vec2 offset = vec2(0.5);
#if OFFSETS
    offset = vec2(offsets[cell], offsets[count + cell]);
#endif
    vec4 box = finite(vec4(offset, sizes[cell], sizes[count + cell]));
    vec2 map = vec2(columns, rows);
    propose(cell, around((vec2(at) + box.xy) / map, box.zw / map), score, best);
}
