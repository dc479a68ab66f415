// One group of invocations makes four channels: each joins every 64th element, then halves join pairwise in shared memory.
#include "common/packed.glsl"

layout(local_size_x = 64) in;
layout(std430, binding = 0) readonly buffer Source { packed4_0 source[]; };
layout(std430, binding = 1) writeonly buffer Target { packed4 target[]; };
layout(std140, binding = 0) uniform Parameters {
    int plane;
    int channels;
#include <epilogue_parameters>
};

#include <pooling>
#include <epilogue>

shared vec4 partial[64];

void main() {
    int lane = int(gl_LocalInvocationID.x);
    int vector = int(gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x);
    vec4 joined = start();
    for (int i = lane; i < plane; i += 64)
        joined = take(joined, lift(load4(source, vector * plane + i)));
    partial[lane] = joined;
    for (int reach = 32; reach > 0; reach >>= 1) {
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
