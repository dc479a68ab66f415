// Moves squares of elements to channels (SpaceToDepth) or back (DepthToSpace). Words, whatever they mean: one invocation makes one, or the
// four channels of one position of a packed map. Reads are scattered. Bound by memory on a GPU, by finding the place of each word on a
// processor: `kernels "move squares"` on llvmpipe, 32x112x112, 16 ms of processor time, where copy.comp moves as many bytes in 3.3.
#include "common/linear.glsl"
#include "common/words.glsl"

layout(local_size_x = GROUP_X) in;
#if SOURCE_PACKED && defined(HALF_0)
layout(std430, binding = 0) readonly buffer Source { words4_0 source[]; };
uint sourceWord(int at) { uvec4 words = loadWords(source, at >> 2); return words[at & 3]; }
#else
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
uint sourceWord(int at) { return source[at]; }
#endif
#if TARGET_PACKED
layout(std430, binding = 1) writeonly buffer Target { words4 target[]; };
#else
layout(std430, binding = 1) writeonly buffer Target { uint target[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;
    int block;   // the side of the square
    ivec4 from;  // n, c, y, x
    ivec4 to;
};

uint sourceAt(int n, int c, int y, int x) {
#if TO_SPACE
    int within = y % block * block + x % block;
#if CHANNELS_FIRST
    c = c * block * block + within;
#else
    c = within * to.y + c;
#endif
    y /= block;
    x /= block;
#else
    int square = c / from.y;
    c %= from.y;
    y = y * block + square / block;
    x = x * block + square % block;
#endif
#if SOURCE_PACKED
    return sourceWord((((n * ((from.y + 3) / 4) + (c >> 2)) * from.z + y) * from.w + x) * 4 + (c & 3));
#else
    return sourceWord(((n * from.y + c) * from.z + y) * from.w + x);
#endif
}

void main() {
    int index = invocation();
    if (index >= count) return;
    int x = index % to.w, line = index / to.w, y = line % to.z, plane = line / to.z;
#if TARGET_PACKED
    int vectors = (to.y + 3) / 4, first = 4 * (plane % vectors), n = plane / vectors;
    uvec4 value = uvec4(0u);
    for (int lane = 0; lane < 4; ++lane)
        if (first + lane < to.y) value[lane] = sourceAt(n, first + lane, y, x);
    storeWords(target, index, value);
#else
    target[index] = sourceAt(plane / to.y, plane % to.y, y, x);
#endif
}
