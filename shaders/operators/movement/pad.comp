// Pads a tensor of any type: one invocation a word, or four channels of a packed map. Bound by memory on a GPU, by finding the place of
// each word on a processor: `kernels "move pad"` on llvmpipe, 64x56x56 row-major by one on each side, 9.6 ms of processor time, where
// copy.comp moves as many bytes in 1.7.
#include "common/linear.glsl"
#include "common/words.glsl"

layout(local_size_x = GROUP_X) in;
#if PACKED && (WHOLE_CHANNELS || defined(HALF_0))
layout(std430, binding = 0) readonly buffer Source { words4_0 source[]; };
uint sourceWord(int at) { uvec4 words = loadWords(source, at >> 2); return words[at & 3]; }
#else
layout(std430, binding = 0) readonly buffer Source { uint source[]; };
uint sourceWord(int at) { return source[at]; }
#endif
#if PACKED
layout(std430, binding = 1) writeonly buffer Target { words4 target[]; };
#else
layout(std430, binding = 1) writeonly buffer Target { uint target[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;
    uint fill;
    ivec4 dims[2];    // of the target
    ivec4 sizes[2];   // of the source
    ivec4 strides[2]; // of the source, where it is row-major
    ivec4 firsts[2];  // the first coordinate that negative pads leave
    ivec4 kept[2];    // how many they leave
    ivec4 begins[2];  // how many are put before it
};

// The source's coordinate, or -1 for the constant.
int coordinate(int at, int axis) {
    int first = firsts[axis >> 2][axis & 3], keeps = kept[axis >> 2][axis & 3];
    int i = at - begins[axis >> 2][axis & 3];
#if MODE == 0
    return i < 0 || i >= keeps ? -1 : first + i;
#elif MODE == 1
    int period = max(1, 2 * (keeps - 1));
    i = (i < 0 ? period - 1 - (-1 - i) % period : i % period);
    return first + (i < keeps ? i : period - i);
#elif MODE == 2
    return first + clamp(i, 0, keeps - 1);
#else
    return first + (i < 0 ? keeps - 1 - (-1 - i) % keeps : i % keeps);
#endif
}

void main() {
    int index = invocation();
    if (index >= count) return;
#if PACKED
    int width = RANK == 4 ? dims[0].w : 1, height = dims[0].z, channels = dims[0].y, vectors = (channels + 3) / 4;
    int fromWidth = RANK == 4 ? sizes[0].w : 1, fromVectors = (sizes[0].y + 3) / 4;
    int c4 = (index / (width * height)) % vectors;
    int x = RANK == 4 ? coordinate(index % width, 3) : 0, y = coordinate((index / width) % height, 2);
    int n = coordinate(index / (width * height * vectors), 0);
    bool outside = min(min(x, y), n) < 0;
    uvec4 value = uvec4(0u);
#if WHOLE_CHANNELS
    if (!outside) value = loadWords(source, ((n * fromVectors + c4) * sizes[0].z + y) * fromWidth + x);
    else for (int lane = 0; lane < 4; ++lane) if (4 * c4 + lane < channels) value[lane] = fill;
#else
    for (int lane = 0; lane < 4; ++lane) {
        if (4 * c4 + lane >= channels) break;
        int c = coordinate(4 * c4 + lane, 1);
        value[lane] = outside || c < 0 ? fill : sourceWord((((n * fromVectors + (c >> 2)) * sizes[0].z + y) * fromWidth + x) * 4 + (c & 3));
    }
#endif
    storeWords(target, index, value);
#else
    int rest = index, from = 0;
    bool outside = false;
    for (int axis = RANK - 1; axis >= 0; --axis) {
        int dim = dims[axis >> 2][axis & 3];
        int at = coordinate(rest % dim, axis);
        rest /= dim;
        outside = outside || at < 0;
        from += at * strides[axis >> 2][axis & 3];
    }
    target[index] = outside ? fill : sourceWord(from);
#endif
}
