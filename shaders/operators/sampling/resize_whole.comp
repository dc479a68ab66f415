// Resizes whole numbers linearly along up to three neighbouring axes at once, as ONNX Runtime does: one invocation makes one element.
// taps holds for every column, then every row, then every layer of the target (place, weight, place, weight). Bound by its
// loads, four an element of a picture: `kernels "sample whole"` on llvmpipe, 3x256x256 to 320x320, 17 to 19 ms of processor time, 0.1 GB/s.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { int target[]; };
layout(std430, binding = 1) readonly buffer Source { int source[]; };
#include <taps>
layout(std140, binding = 0) uniform Parameters {
    int count;
    int inner;         // elements from one column to the next
    int outside;       // what lies beyond the region of interest
    int sourceWidth;
    int sourceHeight;
    int sourceDepth;
    int targetWidth;
    int targetHeight;
    int targetDepth;
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int column = index / inner, x = column % targetWidth, row = column / targetWidth, y = row % targetHeight, layer = row / targetHeight;
    vec4 across = taps(x), down = vec4(0.0, 1.0, 0.0, 0.0), inwards = down;
#if AXES > 1
    down = taps(targetWidth + y);
#endif
#if AXES > 2
    inwards = taps(targetWidth + targetHeight + layer % targetDepth);
#endif
#if CROPS
    if (across.x < 0.0 || down.x < 0.0 || inwards.x < 0.0) {
        target[index] = outside;
        return;
    }
#endif
    int base = layer / targetDepth * sourceDepth;
    PRECISE float sum = 0.0; // is cut off at the end: rounded as on a processor
    int whole = 0;
    for (int k = 0; k < (AXES > 2 ? 2 : 1); ++k) {
        for (int j = 0; j < (AXES > 1 ? 2 : 1); ++j) {
            for (int i = 0; i < 2; ++i) {
                int at = ((base + int(inwards[2 * k])) * sourceHeight + int(down[2 * j])) * sourceWidth + int(across[2 * i]);
                int value = source[at * inner + index % inner];
#if COARSE
                whole += int(across[2 * i + 1]) * int(down[2 * j + 1]) * value;
#else
                sum += across[2 * i + 1] * down[2 * j + 1] * inwards[2 * k + 1] * float(value);
#endif
            }
        }
    }
#if COARSE
    target[index] = whole / 1048576;
#else
    target[index] = int(sum);
#endif
}
