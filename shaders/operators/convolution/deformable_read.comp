// One invocation reads one element of one window bilinearly at its offset: the columns that deformable_sum.comp multiplies, so that
// every output channel shares the reads. Bound by scattered reads: `kernels deformable` on llvmpipe, 64x28x28 to 64, 3x3: 40 ms of processor
// time, beside the 150 of deformable_sum.comp.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) readonly buffer Offsets { float offsets[]; };
layout(std430, binding = 2) writeonly buffer Columns { float columns[]; };
#if MASK
layout(std430, binding = 3) readonly buffer Mask { float mask[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;
    int perOffset;     // channels that share their offsets
    int places;        // of the result
    int across;        // its width
    ivec4 given;       // channels, height, width of the source
    ivec4 window;      // height, width, stride down, stride across
    ivec4 placement;   // pad above, pad left, dilation down, dilation across
};

float element(int plane, int y, int x) {
    return y < 0 || x < 0 || y >= given.y || x >= given.z ? 0.0 : source[(plane * given.y + y) * given.z + x];
}

float between(int plane, vec2 at) {
    // Far outside everything is zero, and a float may not fit a whole number.
    at = clamp(at, vec2(-2.0), vec2(given.yz) + 1.0);
    vec2 corner = floor(at), t = at - corner;
    int y = int(corner.x), x = int(corner.y);
    float upper = mix(element(plane, y, x), element(plane, y, x + 1), t.y);
    float lower = mix(element(plane, y + 1, x), element(plane, y + 1, x + 1), t.y);
    return mix(upper, lower, t.x);
}

void main() {
    int index = invocation();
    if (index >= count) return;
    int elements = window.x * window.y;
    int place = index % places, k = index / places % elements, plane = index / places / elements;
    int joint = plane / given.x * (given.x / perOffset) + plane % given.x / perOffset, from = joint * elements + k;
    ivec2 at = ivec2(place / across, place % across) * window.zw - placement.xy + ivec2(k / window.y, k % window.y) * placement.zw;
    vec2 moved = vec2(at) + vec2(offsets[2 * from * places + place], offsets[(2 * from + 1) * places + place]);
    float value = between(plane, moved);
#if MASK
    value *= mask[from * places + place];
#endif
    columns[index] = value;
}
