// One group of LANES invocations makes four channels: each joins every LANES-th element, then halves join pairwise in shared memory.
// Bound by memory on a GPU, on a processor by barriers that more than its eight lanes have to meet at: `kernels pool` on llvmpipe, 64x112x112,
// 0.5 ms of processor time with 8 lanes through a buffer texture, 11.7 with 64 and a storage buffer.
#include "common/packed.glsl"

layout(local_size_x = LANES) in;
#include <source>
layout(std430, binding = 0) writeonly buffer Target { packed4 target[]; };
layout(std140, binding = 0) uniform Parameters {
    int plane;
    int channels;
#include <epilogue_parameters>
};

#include <pooling>
#include <epilogue>

shared vec4 partial[LANES];

void main() {
    int lane = int(gl_LocalInvocationID.x);
    int vector = int(gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x);
    vec4 joined = start();
    for (int i = lane; i < plane; i += LANES)
        joined = take(joined, lift(source(vector * plane + i)));
    partial[lane] = joined;
    for (int reach = LANES / 2; reach > 0; reach >>= 1) {
        barrier();
        if (lane < reach) partial[lane] = take(partial[lane], partial[lane + reach]);
    }

    if (lane == 0) {
        vec4 value = finish(partial[0], float(plane));
#ifdef EPILOGUE
        value = epilogue(value, int(gl_WorkGroupID.x), vector, channels);
#endif
        store4(target, vector, value);
    }
}
