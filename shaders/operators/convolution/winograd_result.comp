// The last step of a convolution by Winograd's transforms: one invocation makes TILE x TILE pixels of four output channels from the
// SIDE * SIDE sums of one tile, with bias and epilogue. Bound by its loads, SIDE * SIDE for TILE * TILE results: see winograd_source.comp.
// `kernels "resnet18 block" --only inograd` on llvmpipe, 64x56x56, processor time: 1.1 ms of the 7.7 of F(4,3), 1.2 of the 10 of F(2,3).
#include "common/linear.glsl"
#include "operators/convolution/winograd.glsl"
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X) in;

void main() {
    int across = (targetWidth + TILE - 1) / TILE, down = (targetHeight + TILE - 1) / TILE;
    int index = invocation(), tiles = across * down * images;
    int tile = index % tiles, block = index / tiles;
    if (block >= targetVectors) return;
    int x = tile % across * TILE, y = tile / across % down * TILE, image = tile / (across * down);

    // Arrays as long as the loop that fills them, so that Mesa unrolls it and keeps them in registers.
    vec4 r0[SIDE], r1[SIDE];
#if TILE > 2
    vec4 r2[SIDE], r3[SIDE];
#endif
    int from = block * tiles + tile, step = targetVectors * tiles;
    for (int j = 0; j < SIDE; ++j) {
        vec4 m[SIDE];
        for (int i = 0; i < SIDE; ++i) m[i] = source(from + (i * SIDE + j) * step);
        vec4 d[TILE] = resultTransform(m);
        r0[j] = d[0]; r1[j] = d[1];
#if TILE > 2
        r2[j] = d[2]; r3[j] = d[3];
#endif
    }

    vec4 made[TILE * TILE], bias = biasOf(block);
#define KEEP_ROW(i, r) { vec4 d[TILE] = resultTransform(r); for (int j = 0; j < TILE; ++j) made[i * TILE + j] = d[j] + bias; }
    KEEP_ROW(0, r0) KEEP_ROW(1, r1)
#if TILE > 2
    KEEP_ROW(2, r2) KEEP_ROW(3, r3)
#endif
    for (int i = 0; i < TILE * TILE; ++i)
        if (x + i % TILE < targetWidth && y + i / TILE < targetHeight)
            store(image, block, (y + i / TILE) * targetWidth + x + i % TILE, made[i]);
}
