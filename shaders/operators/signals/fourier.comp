// Discrete Fourier transforms by their definition: one invocation sums one complex element, at a cost of `taps` multiply-adds. The turns of
// the unit circle come from a table made in double precision, so that long transforms lose nothing to angles. Bound by reading the signal.
// `kernels fourier` on llvmpipe, 8 of 512 elements: 48 ms of processor time, 23 ns a term.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Source { float source[]; };
layout(std430, binding = 1) readonly buffer Circle { vec2 circle[]; };    // (cos, sin) of every part of a turn
layout(std430, binding = 2) writeonly buffer Target { vec2 target[]; };
#if WINDOWED
layout(std430, binding = 3) readonly buffer Window { float window[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;      // complex elements of the result
    int extent;     // of the signal along its axis
    int inner;      // elements from one sample to the next
    int frames;     // transforms along the axis, each
    int hop;        //   so many samples after the one before
    int bins;       // elements of a transform's result
    int size;       // of a transform
    int taps;       // samples of a transform that there are; the others are zeros
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int lane = index % inner, rest = index / inner, bin = rest % bins, frame = rest / bins % frames, line = rest / bins / frames;
    int from = (line * extent + frame * hop) * inner + lane;
    // Summed in pieces, so that rounding grows with their length and number instead of their product.
    vec2 sum = vec2(0.0), piece = vec2(0.0);
    int turn = 0;
    for (int t = 0; t < taps; ++t, from += inner) {
        vec2 w = circle[turn];
#if !INVERSE
        w.y = -w.y;
#endif
        turn += bin;
        if (turn >= size) turn -= size;
#if COMPLEX
        vec2 value = vec2(source[2 * from], source[2 * from + 1]);
#else
        vec2 value = vec2(source[from], 0.0);
#endif
#if WINDOWED
        value *= window[t];
#endif
        piece += vec2(value.x * w.x - value.y * w.y, value.x * w.y + value.y * w.x);
        if (t % 32 == 31) {
            sum += piece;
            piece = vec2(0.0);
        }
    }
    sum += piece;
#if INVERSE
    sum /= float(size);
#endif
    target[index] = sum;
}
