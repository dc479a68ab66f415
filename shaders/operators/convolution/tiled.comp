// A 1x1 convolution that keeps every pixel where it is, as a matrix product by tiles in shared memory: a group makes GROUP_X * PIXELS
// pixels times GROUP_Y * BLOCKS blocks of four output channels, and each invocation PIXELS times BLOCKS of them. Meant for GPUs and many
// results: at batch 1 nothing shares its long sums, and pointwise.comp takes a quarter of its time (see there). On llvmpipe, where barriers
// move registers to memory, it makes 0.7 GFLOP/s where pointwise.comp makes 21 (`kernels --buffers`, 576x14x14 to 96), and is not offered.
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;

// Input vec4 that are fetched at a time.
#define DEPTH 4
#define TILE_PIXELS (GROUP_X * PIXELS)
#define TILE_BLOCKS (GROUP_Y * BLOCKS)

shared vec4 sourceTile[DEPTH * GROUP_X * PIXELS];
shared vec4 weightTile[4 * DEPTH * GROUP_Y * BLOCKS];

void main() {
    int pixels = targetWidth * targetHeight, slice = int(gl_WorkGroupID.z);
    ivec2 part = partOf(slice), own = ivec2(gl_LocalInvocationID.xy);
    int local = own.y * GROUP_X + own.x;
    int firstPixel = int(gl_WorkGroupID.x) * TILE_PIXELS, firstBlock = int(gl_WorkGroupID.y) * TILE_BLOCKS;
    int from = imageOf(slice) * span * pixels, matrices = matricesOf(slice);
    vec4 sum[PIXELS * BLOCKS];
    for (int b = 0; b < BLOCKS; ++b) {
        vec4 bias = biasOf(readableBlock(firstBlock + b * GROUP_Y + own.y));
        for (int p = 0; p < PIXELS; ++p) sum[b * PIXELS + p] = bias;
    }

    for (int c = part.x; c < part.y; c += DEPTH) {
        for (int i = local; i < DEPTH * TILE_PIXELS; i += GROUP_X * GROUP_Y) {
            int k = c + i / TILE_PIXELS, pixel = min(firstPixel + i % TILE_PIXELS, pixels - 1);
            vec4 value = source(from + min(k, part.y - 1) * pixels + pixel);
            sourceTile[i] = k < part.y ? value : vec4(0.0);
        }
        // Neighbouring invocations fetch neighbouring vec4: the lanes of one block.
        for (int i = local; i < 4 * DEPTH * TILE_BLOCKS; i += GROUP_X * GROUP_Y) {
            int lane = i % (4 * DEPTH), tileBlock = i / (4 * DEPTH), block = readableBlock(firstBlock + tileBlock);
            int k = min(c + lane / 4, part.y - 1);
            weightTile[lane * TILE_BLOCKS + tileBlock] = weights((matrices + block * span + k) * 4 + lane % 4);
        }
        barrier();
        for (int k = 0; k < DEPTH; ++k) {
            vec4 x[PIXELS];
            for (int p = 0; p < PIXELS; ++p) x[p] = sourceTile[k * TILE_PIXELS + p * GROUP_X + own.x];
            for (int b = 0; b < BLOCKS; ++b) {
                int m = 4 * k * TILE_BLOCKS + b * GROUP_Y + own.y;
                vec4 m0 = weightTile[m], m1 = weightTile[m + TILE_BLOCKS], m2 = weightTile[m + 2 * TILE_BLOCKS], m3 = weightTile[m + 3 * TILE_BLOCKS];
                for (int p = 0; p < PIXELS; ++p)
                    sum[b * PIXELS + p] += m0 * x[p].x + m1 * x[p].y + m2 * x[p].z + m3 * x[p].w;
            }
        }
        barrier();
    }

    for (int i = 0; i < PIXELS * BLOCKS; ++i) {
        int pixel = firstPixel + i % PIXELS * GROUP_X + own.x, block = firstBlock + i / PIXELS * GROUP_Y + own.y;
        if (pixel < pixels && block < targetVectors) store(slice, block, pixel, sum[i]);
    }
}
