// Packed to row-major: one invocation an element. Bound by memory. `kernels "move layouts"` on llvmpipe, 64x56x56: 9.3 ms of processor
// time, 0.2 GB/s; assemble.comp, which reads each vec4 once, moves as many in 1.7.
#include "common/linear.glsl"
#include "common/packed.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { packed4_0 source[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters { int channels; int vectors; int plane; int batch; };

void main() {
    int index = invocation();
    if (index >= batch * channels * plane) return;
    int at = index % plane, c = (index / plane) % channels, n = index / (plane * channels);
    vec4 value = load4(source, (n * vectors + (c >> 2)) * plane + at);
    target[index] = value[c & 3];
}
