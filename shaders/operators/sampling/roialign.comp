// One invocation makes one element of one region: the mean or the largest of a grid of samples. Bound by scattered reads. `kernels "sample
// regions"` on llvmpipe, 7x7 parts of 100 regions of 64 channels: 88 ms of processor time, 280 ns a part.
#include "common/exact.glsl"
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) readonly buffer Regions { float regions[]; };
layout(std430, binding = 2) readonly buffer Images { int images[]; };
layout(std430, binding = 3) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters {
    int count;
    int batch;
    int channels;
    int width;
    int height;
    int across;    // elements of a region
    int down;
    int ratio;     // samples of an element along each axis; 0: as many as it covers elements of the map
    float scale;
};

// The four weighted neighbours of a place; zeros further than one element outside.
vec4 neighbours(int plane, float x, float y) {
    if (y < -1.0 || y > float(height) || x < -1.0 || x > float(width)) return vec4(0.0);
    x = clamp(x, 0.0, float(width - 1));
    y = clamp(y, 0.0, float(height - 1));
    int left = int(x), top = int(y), right = min(left + 1, width - 1), bottom = min(top + 1, height - 1);
    float tx = x - float(left), ty = y - float(top);
    int first = plane * height;
    return vec4(
        (1.0 - ty) * (1.0 - tx) * source[(first + top) * width + left], (1.0 - ty) * tx * source[(first + top) * width + right],
        ty * (1.0 - tx) * source[(first + bottom) * width + left], ty * tx * source[(first + bottom) * width + right]);
}

void main() {
    int index = invocation();
    if (index >= count) return;
    int column = index % across, row = index / across % down, channel = index / (across * down) % channels, region = index / (across * down * channels);
    // An image that only a run tells, and that is not there, is clamped: a kernel cannot refuse.
    int plane = clamp(images[region], 0, batch - 1) * channels + channel;
#if HALF_PIXEL
    const float offset = 0.5;
#else
    const float offset = 0.0;
#endif
    // Rounded as on a processor: how many samples there are is the next whole number.
    PRECISE vec2 start = vec2(regions[4 * region], regions[4 * region + 1]) * scale - offset;
    PRECISE vec2 size = vec2(regions[4 * region + 2], regions[4 * region + 3]) * scale - offset - start;
#if !HALF_PIXEL
    size = max(size, vec2(1.0));
#endif
    vec2 part = vec2(exactQuotient(size.x, float(across)), exactQuotient(size.y, float(down)));
    ivec2 samples = ratio > 0 ? ivec2(ratio) : ivec2(ceil(part));
    float joined = 0.0;
    bool first = true;
    for (int j = 0; j < samples.y; ++j) {
        for (int i = 0; i < samples.x; ++i) {
            vec2 at = start + (vec2(float(column), float(row)) + (vec2(float(i), float(j)) + 0.5) / vec2(samples)) * part;
            vec4 v = neighbours(plane, at.x, at.y);
#if LARGEST
            float value = max(max(v.x, v.y), max(v.z, v.w));
            joined = first ? value : max(joined, value);
#else
            joined += v.x + v.y + v.z + v.w;
#endif
            first = false;
        }
    }
#if !LARGEST
    joined /= float(max(samples.x * samples.y, 1));
#endif
    target[index] = joined;
}
