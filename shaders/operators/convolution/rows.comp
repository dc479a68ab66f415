// A convolution with a narrow kernel. One invocation makes PIXELS adjacent pixels of a row times BLOCKS blocks of four output channels,
// and reads each row of input once for all of them. Bound by arithmetic, in stems with few channels by the loads.
// `kernels` on llvmpipe, 2 cores, 64x56x56 to 64, 3x3: 1 pixel x 4 channels 9.7 GFLOP/s, 4 x 8 21.7, 7 x 8 24.8; direct.comp 16.6 at 4 x 8.
// `networks --tune` on an NVIDIA H100: the stem of ResNet-50, 7x7 over 3x224x224, 2 x 4 30 us, 2 x 16 62, direct.comp 42; inside a network,
// 3x3 over 64x56x56, 2 x 16 with four shares 32 us, direct.comp 31.
// KERNEL_X, STRIDE_X and DILATION_X are defines, so that all that is indexed stays in registers. LANES (1 to 4) leaves out the lanes of
// the input that hold no channel; SINGLE says that a block reads one input vec4 only.
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y, local_size_z = GROUP_Z) in;

#define SPAN_X ((PIXELS - 1) * STRIDE_X + (KERNEL_X - 1) * DILATION_X + 1)

void main() {
    int plane = sourceWidth * sourceHeight;
    int across = (targetWidth + PIXELS - 1) / PIXELS, tile = int(gl_GlobalInvocationID.x);
    int y = tile / across, x = (tile - y * across) * PIXELS;
    int firstBlock = int(gl_GlobalInvocationID.y) * BLOCKS, slice = int(gl_WorkGroupID.z);
    ivec2 part = partOf(slice);
    int base = (imageOf(slice) * sourceVectors + firstVectorOf(firstBlock) + part.x) * plane;
    int left = x * STRIDE_X - padLeft, top = y * strideY - padTop;
    int column[SPAN_X];
    bool columnInside[SPAN_X];
    for (int i = 0; i < SPAN_X; ++i) {
        column[i] = clamp(left + i, 0, sourceWidth - 1);
        columnInside[i] = column[i] == left + i;
    }
    int matrix[BLOCKS];
    vec4 sum[PIXELS * BLOCKS];
    for (int b = 0; b < BLOCKS; ++b) {
        int block = readableBlock(firstBlock + b);
        matrix[b] = block * KERNEL_X * kernelHeight * span * 4;
        vec4 bias = FIRST_SHARE(biasOf(block));
        for (int p = 0; p < PIXELS; ++p) sum[b * PIXELS + p] = bias;
    }

    for (int ky = 0; ky < kernelHeight; ++ky) {
        int row = top + ky * dilationY, nearRow = clamp(row, 0, sourceHeight - 1);
        bool rowInside = row == nearRow;
        int from = base + nearRow * sourceWidth;
#ifdef SINGLE
        int c = 0;
#else
        for (int c = part.x; c < part.y; ++c)
#endif
        {
            vec4 v[SPAN_X];
            for (int i = 0; i < SPAN_X; ++i) {
                vec4 value = source(from + column[i]);
                v[i] = ifInside(rowInside && columnInside[i], value);
            }
            from += plane;
            for (int b = 0; b < BLOCKS; ++b) {
                vec4 s[PIXELS];
                for (int p = 0; p < PIXELS; ++p) s[p] = sum[b * PIXELS + p];
                // Arrays as long as a loop has turns make Mesa unroll that loop; p outside and kx inside is what it does best.
                vec4 m0[KERNEL_X], m1[KERNEL_X], m2[KERNEL_X], m3[KERNEL_X];
                int m = matrix[b] + (ky * KERNEL_X * span + c) * 4;
                for (int kx = 0; kx < KERNEL_X; ++kx) {
                    m0[kx] = weights(m);
#if LANES > 1
                    m1[kx] = weights(m + 1);
#endif
#if LANES > 2
                    m2[kx] = weights(m + 2);
#endif
#if LANES > 3
                    m3[kx] = weights(m + 3);
#endif
                    m += span * 4;
                }
                for (int p = 0; p < PIXELS; ++p)
                    for (int kx = 0; kx < KERNEL_X; ++kx) {
                        vec4 q = v[p * STRIDE_X + kx * DILATION_X], t = m0[kx] * q.x;
#if LANES > 1
                        t += m1[kx] * q.y;
#endif
#if LANES > 2
                        t += m2[kx] * q.z;
#endif
#if LANES > 3
                        t += m3[kx] * q.w;
#endif
                        s[p] += t;
                    }
                for (int p = 0; p < PIXELS; ++p) sum[b * PIXELS + p] = s[p];
            }
        }
    }

#ifdef STORE_IN_TURNS
    int blocks = y < targetHeight ? min(BLOCKS, targetVectors - firstBlock) : 0;
    for (int b = 0; b < blocks; ++b) {
        TAKE_TURN(ready, sum, BLOCKS)
        for (int p = 0; p < PIXELS; ++p)
            if (x + p < targetWidth) store(slice, firstBlock + b, y * targetWidth + x + p, ready[p]);
    }
#else
    JOIN_SHARES(sum)
    for (int i = FIRST_RESULT; i < RESULTS; i += NEXT_RESULT) {
        int at = x + i % PIXELS, block = firstBlock + i / PIXELS;
        if (at < targetWidth && y < targetHeight && block < targetVectors) store(slice, block, y * targetWidth + at, RESULT(sum, i));
    }
#endif
}
