// Any convolution: kernel, stride, dilation and padding are parameters. One invocation makes PIXELS pixels, GROUP_X apart, times BLOCKS
// blocks of four output channels. Bound by loads: nothing that a neighbouring kernel position read is kept. `kernels` on llvmpipe,
// 2 cores, 64x56x56 to 64, 3x3: 4 pixels x 8 channels 16.6 GFLOP/s, x 16 channels 19.9; rows.comp, which keeps them, 24.8.
// `networks --tune` on an NVIDIA H100, 64x56x56 to 64, 3x3, 4 x 8: four shares and two vec4 of the input a turn 31 us; rows.comp 32,
// unrolled.comp 35, Winograd's transforms 38.
// GROUPED: a block reads the `span` input vec4 from firstVectorOf(block) on, and its 4x4 matrices are zero where a lane belongs to
// another group; BLOCKS exceeds 1 only where a group is made of whole runs of blocks.
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y, local_size_z = GROUP_Z) in;

void main() {
    int pixels = targetWidth * targetHeight, plane = sourceWidth * sourceHeight;
    int first = int(gl_WorkGroupID.x) * (GROUP_X * PIXELS) + int(gl_LocalInvocationID.x);
    int firstBlock = int(gl_GlobalInvocationID.y) * BLOCKS;
    int slice = int(gl_WorkGroupID.z);
    ivec2 part = partOf(slice);
    int base = (imageOf(slice) * sourceVectors + firstVectorOf(firstBlock) + part.x) * plane;
    ivec2 corner[PIXELS];
    for (int p = 0; p < PIXELS; ++p) {
        int pixel = min(first + p * GROUP_X, pixels - 1), y = pixel / targetWidth;
        corner[p] = ivec2((pixel - y * targetWidth) * strideX - padLeft, y * strideY - padTop);
    }
    int matrix[BLOCKS];
    vec4 sum[PIXELS * BLOCKS];
    for (int b = 0; b < BLOCKS; ++b) {
        int block = readableBlock(firstBlock + b);
        matrix[b] = (block * kernelWidth * kernelHeight * span + part.x) * 4;
        vec4 bias = FIRST_SHARE(biasOf(block));
        for (int p = 0; p < PIXELS; ++p) sum[b * PIXELS + p] = bias;
    }

    ivec2 limit = ivec2(sourceWidth - 1, sourceHeight - 1);
    for (int ky = 0; ky < kernelHeight; ++ky)
        for (int kx = 0; kx < kernelWidth; ++kx) {
            int from[PIXELS];
            bool inside[PIXELS];
            for (int p = 0; p < PIXELS; ++p) {
                ivec2 at = corner[p] + ivec2(kx * dilationX, ky * dilationY), near = clamp(at, ivec2(0), limit);
                inside[p] = at == near;
                from[p] = base + near.y * sourceWidth + near.x;
            }
            for (int c = part.x; c < part.y; c += UNROLL)
#if UNROLL > 1
            for (int u = 0; u < UNROLL; ++u)
#endif
            {
                vec4 x[PIXELS];
                for (int p = 0; p < PIXELS; ++p) {
                    vec4 value = source(from[p]);
                    x[p] = ifInside(inside[p], value);
                    from[p] += plane;
                }
                for (int b = 0; b < BLOCKS; ++b) {
                    int m = matrix[b];
                    matrix[b] += 4;
                    vec4 m0 = weights(m), m1 = weights(m + 1), m2 = weights(m + 2), m3 = weights(m + 3);
                    for (int p = 0; p < PIXELS; ++p)
                        sum[b * PIXELS + p] += m0 * x[p].x + m1 * x[p].y + m2 * x[p].z + m3 * x[p].w;
                }
            }
#if PARTS > 1
            // Over the rest of what belongs to this position.
            for (int b = 0; b < BLOCKS; ++b) matrix[b] += (span - part.y + part.x) * 4;
#endif
        }

    STORE_PIXELS(slice, firstBlock, first, pixels, sum)
}
