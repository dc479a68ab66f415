// Normalizes a packed map by the factor and the offset of each plane of four channels. Bound by memory.
// `kernels instance` on llvmpipe: the three kernels take 5 ms of processor time for 32x180x180, 8 with pieces joined by 64 lanes.
#include "common/linear.glsl"
#include "common/packed.glsl"

layout(local_size_x = GROUP_X) in;
#include <source>
#include <line>
layout(std430, binding = 0) writeonly buffer Target { packed4 target[]; };
layout(std140, binding = 0) uniform Parameters {
    int count;
    int plane;
    int channels;
    int vectors;
#include <epilogue_parameters>
};

#include <epilogue>

void main() {
    int index = invocation();
    if (index >= count) return;
    int at = 2 * (index / plane);
    vec4 value = source(index) * line(at) + line(at + 1);
#ifdef EPILOGUE
    value = epilogue(value, index / plane % vectors, index, channels);
#endif
    store4(target, index, value);
}
