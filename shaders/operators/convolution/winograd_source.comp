// The first step of a convolution by Winograd's transforms: one invocation transforms one tile of four input channels. The result is
// SIDE * SIDE maps, one for each place in a tile, of as many pixels as there are tiles. Bound by its stores, of which llvmpipe makes each
// by itself: the products must save more. `kernels` on llvmpipe, processor time of a whole convolution, plain, F(2,3) and F(4,3):
// 64x56x56 to 64 12.5, 9.6, 8.3 ms; 128x28x28 13.6, 11.7, 8.6; 256x14x14 14.6, 8.7, 10.6; 512x7x7, of few tiles, 10.2, 16.5, 19.0.
#include "common/inside.glsl"
#include "common/linear.glsl"
#include "operators/convolution/winograd.glsl"
#include <source>

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) writeonly buffer Target { vec4 target[]; };
layout(std140, binding = 0) uniform Parameters {
    int sourceWidth;
    int sourceHeight;
    int sourceVectors;
    int across;         // tiles along x and y
    int down;
    int images;
    int padLeft;
    int padTop;
};

void main() {
    int index = invocation(), tiles = across * down * images;
    int tile = index % tiles, c = index / tiles;
    if (c >= sourceVectors) return;
    int x = tile % across * TILE - padLeft, y = tile / across % down * TILE - padTop;
    int from = (tile / (across * down) * sourceVectors + c) * sourceWidth * sourceHeight;

    // Arrays as long as the loop that fills them, so that Mesa unrolls it and keeps them in registers.
    vec4 r0[SIDE], r1[SIDE], r2[SIDE], r3[SIDE];
#if SIDE > 4
    vec4 r4[SIDE], r5[SIDE];
#endif
    for (int j = 0; j < SIDE; ++j) {
        vec4 d[SIDE];
        int column = clamp(x + j, 0, sourceWidth - 1);
        bool columnInside = column == x + j;
        for (int i = 0; i < SIDE; ++i) {
            int row = clamp(y + i, 0, sourceHeight - 1);
            vec4 value = source(from + row * sourceWidth + column);
            d[i] = ifInside(columnInside && row == y + i, value);
        }
        d = sourceTransform(d);
        r0[j] = d[0]; r1[j] = d[1]; r2[j] = d[2]; r3[j] = d[3];
#if SIDE > 4
        r4[j] = d[4]; r5[j] = d[5];
#endif
    }

    int to = c * tiles + tile, step = sourceVectors * tiles;
#define STORE_ROW(r) r = sourceTransform(r); for (int j = 0; j < SIDE; ++j) { target[to] = r[j]; to += step; }
    STORE_ROW(r0) STORE_ROW(r1) STORE_ROW(r2) STORE_ROW(r3)
#if SIDE > 4
    STORE_ROW(r4) STORE_ROW(r5)
#endif
}
