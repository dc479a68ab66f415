// Copies elements whose source coordinates are affine in the target's: transpose, slice, expand. Words, whatever they mean. Reads of a
// transposition are scattered. Bound by memory on a GPU, by finding the place of each word on a processor: `kernels "move transpose"` on
// llvmpipe, 64x56x56, 5.5 ms of processor time, where copy.comp moves as many bytes in 1.6.
#include "common/linear.glsl"
#include "common/words.glsl"

layout(local_size_x = GROUP_X) in;
#if SOURCE_PACKED && (WHOLE_VECTORS || defined(HALF_0))
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
    int count;        // invocations
    int first;        // word of the source at the target's origin
    int channelAxis;  // the target's axis that drives the source's channel, in a packed source
    int channelStart;
    int channelStep;
    int plane;        // positions of one channel of a packed source
    ivec4 dims[2];
    ivec4 strides[2];
};

int dim(int axis) { return dims[axis >> 2][axis & 3]; }
int stride(int axis) { return strides[axis >> 2][axis & 3]; }

int channelWord(int at) {
    int c = channelStart + at * channelStep;
    return (c >> 2) * 4 * plane + (c & 3);
}

void main() {
    int index = invocation();
    if (index >= count) return;
#if TARGET_PACKED
    int width = RANK == 4 ? dim(3) : 1, height = dim(2), vectors = (dim(1) + 3) / 4;
    int x = index % width, y = (index / width) % height, c = 4 * ((index / (width * height)) % vectors), n = index / (width * height * vectors);
    int from = first + n * stride(0) + y * stride(2) + (RANK == 4 ? x * stride(3) : 0);
#if WHOLE_VECTORS
    // Channels keep their lanes: one vec4 is read whole, and what it holds beyond the target's last channel is dropped.
    uvec4 value = loadWords(source, (from + channelWord(c)) >> 2);
    for (int lane = 1; lane < 4; ++lane) if (c + lane >= dim(1)) value[lane] = 0u;
    storeWords(target, index, value);
#else
#if SOURCE_PACKED
    if (channelAxis < 0) from += channelWord(0);
    else if (channelAxis == 0) from += channelWord(n);
    else if (channelAxis == 2) from += channelWord(y);
    else if (channelAxis == 3) from += channelWord(x);
#endif
    uvec4 value = uvec4(0u);
    for (int lane = 0; lane < 4; ++lane) {
        if (c + lane >= dim(1)) break;
        int at = from + (c + lane) * stride(1);
#if SOURCE_PACKED
        if (channelAxis == 1) at += channelWord(c + lane);
#endif
        value[lane] = sourceWord(at);
    }
    storeWords(target, index, value);
#endif
#else
    int rest = index, from = first;
#if SOURCE_PACKED
    int channel = 0;
#endif
    for (int axis = RANK - 1; axis >= 0; --axis) {
        int at = rest % dim(axis);
        rest /= dim(axis);
        from += at * stride(axis);
#if SOURCE_PACKED
        if (axis == channelAxis) channel = at;
#endif
    }
#if SOURCE_PACKED
    from += channelWord(channel);
#endif
    target[index] = sourceWord(from);
#endif
}
