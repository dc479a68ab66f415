// A convolution of each channel by itself. One invocation makes PIXELS adjacent pixels of a row of four channels. Bound by loads: one
// multiplication for each; a narrow kernel (SLIDING) reads each row once for all PIXELS, and where it makes LINES rows, once for these.
// `kernels` on llvmpipe, 2 cores, 144x56x56, 3x3: one pixel 1.4 GFLOP/s, four of a row 3.5, eight 4.6, two rows of four 4.9.
// `networks --tune` on an NVIDIA H100, 144x56x56, 5 us of each time being the dispatch: two rows of one pixel 9.2 us, one 10, two of a row 11.
// Weights: [block][ky][kx], a vec4 over channels.
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;

#ifdef SLIDING
#define SPAN_X ((PIXELS - 1) * STRIDE_X + (KERNEL_X - 1) * DILATION_X + 1)
#endif

#ifdef LINES
#define SPAN_Y ((LINES - 1) * STRIDE_Y + KERNEL_Y)

// Written out, for r must be a constant where it tells which registers to use.
#define TAKE_ROW(r) if (r < SPAN_Y) { \
    int row = top + r, nearRow = clamp(row, 0, sourceHeight - 1); \
    bool rowInside = row == nearRow; \
    vec4 v[SPAN_X]; \
    for (int i = 0; i < SPAN_X; ++i) { \
        vec4 value = source(base + nearRow * sourceWidth + column[i]); \
        v[i] = ifInside(rowInside && columnInside[i], value); \
    } \
    for (int l = 0; l < LINES; ++l) \
        if (r >= l * STRIDE_Y && r < l * STRIDE_Y + KERNEL_Y) \
            for (int p = 0; p < PIXELS; ++p) \
                for (int kx = 0; kx < KERNEL_X; ++kx) \
                    sum[l * PIXELS + p] += w[(r - l * STRIDE_Y) * KERNEL_X + kx] * v[p * STRIDE_X + kx * DILATION_X]; \
}

void main() {
    int across = (targetWidth + PIXELS - 1) / PIXELS, tile = int(gl_GlobalInvocationID.x);
    int y = tile / across * LINES, x = (tile - tile / across * across) * PIXELS;
    int block = int(gl_GlobalInvocationID.y), image = int(gl_WorkGroupID.z), channel = readableBlock(block);
    int base = (image * targetVectors + channel) * sourceWidth * sourceHeight;
    int left = x * STRIDE_X - padLeft, top = y * STRIDE_Y - padTop;
    int column[SPAN_X];
    bool columnInside[SPAN_X];
    for (int i = 0; i < SPAN_X; ++i) {
        column[i] = clamp(left + i, 0, sourceWidth - 1);
        columnInside[i] = column[i] == left + i;
    }
    vec4 w[KERNEL_Y * KERNEL_X];
    for (int i = 0; i < KERNEL_Y * KERNEL_X; ++i) w[i] = weights(channel * KERNEL_Y * KERNEL_X + i);
    vec4 sum[LINES * PIXELS];
    vec4 bias = biasOf(channel);
    for (int i = 0; i < LINES * PIXELS; ++i) sum[i] = bias;

    TAKE_ROW(0) TAKE_ROW(1) TAKE_ROW(2) TAKE_ROW(3) TAKE_ROW(4) TAKE_ROW(5)
    TAKE_ROW(6) TAKE_ROW(7) TAKE_ROW(8) TAKE_ROW(9) TAKE_ROW(10)
    TAKE_ROW(11) TAKE_ROW(12) TAKE_ROW(13) TAKE_ROW(14) TAKE_ROW(15) TAKE_ROW(16)

#ifdef STORE_IN_TURNS
    int lines = block < targetVectors ? min(LINES, targetHeight - y) : 0;
    for (int l = 0; l < lines; ++l) {
        TAKE_TURN(ready, sum, LINES)
        for (int p = 0; p < PIXELS; ++p)
            if (x + p < targetWidth) store(image, block, (y + l) * targetWidth + x + p, ready[p]);
    }
#else
    for (int i = 0; i < LINES * PIXELS; ++i)
        if (x + i % PIXELS < targetWidth && y + i / PIXELS < targetHeight && block < targetVectors)
            store(image, block, (y + i / PIXELS) * targetWidth + x + i % PIXELS, sum[i]);
#endif
}
#else
void main() {
    int across = (targetWidth + PIXELS - 1) / PIXELS, tile = int(gl_GlobalInvocationID.x);
    int y = tile / across, x = (tile - y * across) * PIXELS;
    int block = int(gl_GlobalInvocationID.y), image = int(gl_WorkGroupID.z), channel = readableBlock(block);
    int base = (image * targetVectors + channel) * sourceWidth * sourceHeight;
    int weight = channel * kernelWidth * kernelHeight;
    int left = x * strideX - padLeft, top = y * strideY - padTop;
    vec4 sum[PIXELS];
    vec4 bias = biasOf(channel);
    for (int p = 0; p < PIXELS; ++p) sum[p] = bias;

    for (int ky = 0; ky < kernelHeight; ++ky) {
        int row = top + ky * dilationY, nearRow = clamp(row, 0, sourceHeight - 1);
        bool rowInside = row == nearRow;
        int from = base + nearRow * sourceWidth;
#ifdef SLIDING
        vec4 v[SPAN_X];
        for (int i = 0; i < SPAN_X; ++i) {
            int near = clamp(left + i, 0, sourceWidth - 1);
            vec4 value = source(from + near);
            v[i] = ifInside(rowInside && left + i == near, value);
        }
        vec4 w[KERNEL_X], s[PIXELS];
        for (int kx = 0; kx < KERNEL_X; ++kx) w[kx] = weights(weight + ky * KERNEL_X + kx);
        for (int p = 0; p < PIXELS; ++p) {
            s[p] = sum[p];
            for (int kx = 0; kx < KERNEL_X; ++kx) s[p] += w[kx] * v[p * STRIDE_X + kx * DILATION_X];
        }
        for (int p = 0; p < PIXELS; ++p) sum[p] = s[p];
#else
        for (int kx = 0; kx < kernelWidth; ++kx) {
            vec4 w = weights(weight + ky * kernelWidth + kx);
            for (int p = 0; p < PIXELS; ++p) {
                int column = left + p * strideX + kx * dilationX, near = clamp(column, 0, sourceWidth - 1);
                vec4 value = source(from + near);
                sum[p] += w * ifInside(rowInside && column == near, value);
            }
        }
#endif
    }

    for (int p = 0; p < PIXELS; ++p)
        if (x + p < targetWidth && y < targetHeight && block < targetVectors)
            store(image, block, y * targetWidth + x + p, sum[p]);
}
#endif
