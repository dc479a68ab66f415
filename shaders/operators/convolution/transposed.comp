// A transposed convolution, gathered: a result at `at` meets the kernel positions k for which (at + pad - k * dilation) is a multiple of the
// stride, which are PERIOD apart. One invocation makes PIXELS pixels of a row, a stride apart so that they meet the same positions,
// times BLOCKS blocks of four output channels. Bound by loads: `kernels "style transposed"` on llvmpipe, 64x90x90 to 32, 3x3 by 2, takes 36 ms of
// processor time with 4 pixels x 8 channels an invocation, 60 with 2 x 8, 83 with 1 x 8 and 103 with 1 x 4. GROUPED as in direct.comp; weights as there, or as in depthwise.comp.
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;

// The first kernel position that meets a place, or one from PERIOD on where there is none.
int firstMet(int at, int stride, int dilation, int period) {
    int k = 0;
    for (int rest = at % stride; k < period && rest != 0; ++k) {
        rest -= dilation % stride;
        if (rest < 0) rest += stride;
    }
    return k;
}

void main() {
    int step = strideX * PIXELS, across = (targetWidth + step - 1) / step * strideX, tile = int(gl_GlobalInvocationID.x);
    int y = tile / across, place = tile - y * across;
    int x = place / strideX * step + place % strideX;
    int firstBlock = int(gl_GlobalInvocationID.y) * BLOCKS, image = int(gl_WorkGroupID.z);
    int plane = sourceWidth * sourceHeight;
#ifdef DEPTHWISE
    int base = (image * sourceVectors + readableBlock(firstBlock)) * plane;
#else
    int base = (image * sourceVectors + firstVectorOf(firstBlock)) * plane;
#endif
    int block[BLOCKS];
    vec4 sum[PIXELS * BLOCKS];
    for (int b = 0; b < BLOCKS; ++b) {
        block[b] = readableBlock(firstBlock + b);
        vec4 bias = biasOf(block[b]);
        for (int p = 0; p < PIXELS; ++p) sum[b * PIXELS + p] = bias;
    }

    int top = y + padTop, left = x + padLeft;
    int firstX = firstMet(left, strideX, dilationX, PERIOD_X), firstY = firstMet(top, strideY, dilationY, PERIOD_Y);
    // A loop that meets nothing must not begin at a position that a later period would meet by chance.
    if (firstX >= PERIOD_X) firstX = kernelWidth;
    if (firstY >= PERIOD_Y) firstY = kernelHeight;
    for (int ky = firstY; ky < kernelHeight; ky += PERIOD_Y) {
        int row = (top - ky * dilationY) / strideY, nearRow = clamp(row, 0, sourceHeight - 1);
        if (row != nearRow) continue;
        for (int kx = firstX; kx < kernelWidth; kx += PERIOD_X) {
            int column = (left - kx * dilationX) / strideX, position = ky * kernelWidth + kx;
            int from[PIXELS];
            bool inside[PIXELS];
            for (int p = 0; p < PIXELS; ++p) {
                int near = clamp(column + p, 0, sourceWidth - 1);
                inside[p] = near == column + p;
                from[p] = base + row * sourceWidth + near;
            }
#ifdef DEPTHWISE
            vec4 w = weights(block[0] * kernelWidth * kernelHeight + position);
            for (int p = 0; p < PIXELS; ++p) {
                vec4 value = source(from[p]);
                sum[p] += w * ifInside(inside[p], value);
            }
#else
            for (int c = 0; c < span; ++c) {
                vec4 v[PIXELS];
                for (int p = 0; p < PIXELS; ++p) {
                    vec4 value = source(from[p]);
                    v[p] = ifInside(inside[p], value);
                    from[p] += plane;
                }
                for (int b = 0; b < BLOCKS; ++b) {
                    int m = ((block[b] * kernelWidth * kernelHeight + position) * span + c) * 4;
                    vec4 m0 = weights(m), m1 = weights(m + 1), m2 = weights(m + 2), m3 = weights(m + 3);
                    for (int p = 0; p < PIXELS; ++p)
                        sum[b * PIXELS + p] += m0 * v[p].x + m1 * v[p].y + m2 * v[p].z + m3 * v[p].w;
                }
            }
#endif
        }
    }

    for (int i = 0; i < PIXELS * BLOCKS; ++i) {
        int at = x + i % PIXELS * strideX, made = firstBlock + i / PIXELS;
        if (at < targetWidth && y < targetHeight && made < targetVectors) store(image, made, y * targetWidth + at, sum[i]);
    }
}
