// A convolution with a small kernel of KERNEL_X x KERNEL_Y positions, all written out: for GPUs. One invocation makes PIXELS pixels,
// GROUP_X apart, times BLOCKS blocks of four output channels. Input vec4 are the outer loop, so that what one position reads the next ones
// read from the nearest cache, and that all of a vec4's loads are under way at once: direct.comp walks the whole map for each position.
// Bound by chains of loads where few invocations share a sum: `networks --tune` on an NVIDIA H100, 256x14x14 to 256, 3x3, 2 pixels x 8
// channels: one a sum 598 us, two 289, four 150, eight 69; 4 x 8 with sixteen 39, of which 5 are the dispatch; direct.comp 41, Winograd 40.
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y, local_size_z = GROUP_Z) in;

void main() {
    int pixels = targetWidth * targetHeight, plane = sourceWidth * sourceHeight;
    int first = int(gl_WorkGroupID.x) * (GROUP_X * PIXELS) + int(gl_LocalInvocationID.x);
    int firstBlock = int(gl_GlobalInvocationID.y) * BLOCKS;
    int slice = int(gl_WorkGroupID.z);
    ivec2 part = partOf(slice);
    int from = (imageOf(slice) * sourceVectors + firstVectorOf(firstBlock) + part.x) * plane;
    int row[PIXELS * KERNEL_Y], column[PIXELS * KERNEL_X];
    bool rowInside[PIXELS * KERNEL_Y], columnInside[PIXELS * KERNEL_X];
    for (int p = 0; p < PIXELS; ++p) {
        int pixel = min(first + p * GROUP_X, pixels - 1), y = pixel / targetWidth, x = pixel - y * targetWidth;
        for (int ky = 0; ky < KERNEL_Y; ++ky) {
            int at = y * strideY - padTop + ky * dilationY, near = clamp(at, 0, sourceHeight - 1);
            row[p * KERNEL_Y + ky] = near * sourceWidth;
            rowInside[p * KERNEL_Y + ky] = at == near;
        }
        for (int kx = 0; kx < KERNEL_X; ++kx) {
            int at = x * strideX - padLeft + kx * dilationX, near = clamp(at, 0, sourceWidth - 1);
            column[p * KERNEL_X + kx] = near;
            columnInside[p * KERNEL_X + kx] = at == near;
        }
    }
    int matrix[BLOCKS];
    vec4 sum[PIXELS * BLOCKS];
    for (int b = 0; b < BLOCKS; ++b) {
        int block = readableBlock(firstBlock + b);
        matrix[b] = (block * KERNEL_X * KERNEL_Y * span + part.x) * 4;
        vec4 bias = FIRST_SHARE(biasOf(block));
        for (int p = 0; p < PIXELS; ++p) sum[b * PIXELS + p] = bias;
    }

    for (int c = part.x; c < part.y; ++c) {
        for (int ky = 0; ky < KERNEL_Y; ++ky)
            for (int kx = 0; kx < KERNEL_X; ++kx) {
                vec4 x[PIXELS];
                for (int p = 0; p < PIXELS; ++p) {
                    vec4 value = source(from + row[p * KERNEL_Y + ky] + column[p * KERNEL_X + kx]);
                    x[p] = ifInside(rowInside[p * KERNEL_Y + ky] && columnInside[p * KERNEL_X + kx], value);
                }
                for (int b = 0; b < BLOCKS; ++b) {
                    int m = matrix[b] + (ky * KERNEL_X + kx) * span * 4;
                    vec4 m0 = weights(m), m1 = weights(m + 1), m2 = weights(m + 2), m3 = weights(m + 3);
                    for (int p = 0; p < PIXELS; ++p)
                        sum[b * PIXELS + p] += m0 * x[p].x + m1 * x[p].y + m2 * x[p].z + m3 * x[p].w;
                }
            }
        from += plane;
        for (int b = 0; b < BLOCKS; ++b) matrix[b] += 4;
    }

    STORE_PIXELS(slice, firstBlock, first, pixels, sum)
}
