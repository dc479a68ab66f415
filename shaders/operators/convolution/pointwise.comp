// A 1x1 convolution that keeps every pixel where it is: a matrix product. One invocation makes PIXELS pixels, GROUP_X apart so that
// neighbouring invocations touch neighbouring pixels, times BLOCKS blocks of four output channels.
// Bound by arithmetic where there are many channels: each input is used 4 * BLOCKS times and each weight PIXELS times from registers.
// `kernels` on llvmpipe, 2 cores, 576x14x14 to 96: 1 pixel x 4 channels an invocation 9.7 GFLOP/s, 4 x 8 19.1, 7 x 16 21.2, 8 x 16 18.3.
// On a GPU small maps are bound by chains of loads, which SHARES cut: `networks --tune` on an NVIDIA H100, 1024x14x14 to 256, 4 pixels x 4
// channels, 5 us of each time being the dispatch: one invocation a sum 141 us, two 75, four 43, eight 27, sixteen 19; tiled.comp 83.
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y, local_size_z = GROUP_Z) in;

void main() {
    int pixels = targetWidth * targetHeight;
    int first = int(gl_WorkGroupID.x) * (GROUP_X * PIXELS) + int(gl_LocalInvocationID.x);
    int firstBlock = int(gl_GlobalInvocationID.y) * BLOCKS;
    int slice = int(gl_WorkGroupID.z);
    ivec2 part = partOf(slice);
    int from[PIXELS];
    int matrix[BLOCKS];
    vec4 sum[PIXELS * BLOCKS];
    for (int p = 0; p < PIXELS; ++p) from[p] = (imageOf(slice) * span + part.x) * pixels + min(first + p * GROUP_X, pixels - 1);
    for (int b = 0; b < BLOCKS; ++b) {
        int block = readableBlock(firstBlock + b);
        matrix[b] = (matricesOf(slice) + block * span + part.x) * 4;
        vec4 bias = FIRST_SHARE(biasOf(block));
        for (int p = 0; p < PIXELS; ++p) sum[b * PIXELS + p] = bias;
    }

    for (int c = part.x; c < part.y; c += UNROLL)
#if UNROLL > 1
    for (int u = 0; u < UNROLL; ++u)
#endif
    {
        vec4 x[PIXELS];
        for (int p = 0; p < PIXELS; ++p) {
            x[p] = source(from[p]);
            from[p] += pixels;
        }
        for (int b = 0; b < BLOCKS; ++b) {
            int m = matrix[b];
            matrix[b] += 4;
            vec4 m0 = weights(m), m1 = weights(m + 1), m2 = weights(m + 2), m3 = weights(m + 3);
            // One assignment a sum: inside a loop each costs a software rasterizer a masked store.
            for (int p = 0; p < PIXELS; ++p)
                sum[b * PIXELS + p] += m0 * x[p].x + m1 * x[p].y + m2 * x[p].z + m3 * x[p].w;
        }
    }

    STORE_PIXELS(slice, firstBlock, first, pixels, sum)
}
