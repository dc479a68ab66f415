// Begins the count of areas: no pixel of any class, and boxes that the first pixel sets. Bound by nothing but being a dispatch:
// `vision` on llvmpipe, with the label map of one pixel, 0.07 ms of processor time for both at most.
layout(local_size_x = 128) in;

layout(std430, binding = 1) writeonly buffer Results { uint results[]; };
#include "vision/segment_parameters.glsl"

void main() {
    int number = int(gl_GlobalInvocationID.x);
    if (number == 0) {
        results[0] = uint(classes);
        results[1] = uint(width);
        results[2] = uint(height);
        results[3] = 0u;
        results[4] = floatBitsToUint(scaleX);
        results[5] = floatBitsToUint(scaleY);
        results[6] = floatBitsToUint(offsetX);
        results[7] = floatBitsToUint(offsetY);
    }
    if (number >= classes) return;

    int at = 8 + 5 * number;
    results[at] = 0u;
    results[at + 1] = 0x7fffffffu;
    results[at + 2] = 0x7fffffffu;
    results[at + 3] = 0u;
    results[at + 4] = 0u;
}
