// Rows times a constant matrix, plus a constant vector: one invocation makes ROWS rows times BLOCKS vec4 of the product,
// GROUP_X apart, with all in registers and nothing shared. Bound by loads: a vec4 of the rows serves 4 * BLOCKS vec4 of weights, each of those ROWS rows.
// `kernels` on llvmpipe, processor time of 197x768 by 768x768: 1 row x 4 columns 41 ms, 4 x 8 19, 4 x 16 15.5, 8 x 8 13.4.
// Both the depth and the columns are multiples of four. Weights as in vector.comp. SPLITS cuts the depth into parts, each of which
// the SHARES of a group may share; PARTIAL leaves constants and epilogue to whoever adds them up.
#include "common/packed.glsl"
#include <source>
#include <weights>

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y, local_size_z = GROUP_Z) in;
layout(std430, binding = 0) writeonly buffer Result { packed4 result[]; };
layout(std140, binding = 0) uniform Parameters {
    int rows;
    int depth;      // vec4 of a row
    int vectors;    // vec4 of a row of the product
    int firstBias;
    int columns;
#include <epilogue_parameters>
};

vec4 channelOperand(int k, int channel) { return weights(firstBias + (k + 1) * vectors + channel); }

#include <epilogue>

#define RESULTS (ROWS * BLOCKS)
#include "common/shares.glsl"

void main() {
    int firstVector = int(gl_WorkGroupID.x) * (GROUP_X * BLOCKS) + int(gl_LocalInvocationID.x), firstRow = int(gl_GlobalInvocationID.y) * ROWS, part = int(gl_WorkGroupID.z);
#ifdef SHARES
    int begin = depth * (part * SHARES + share()) / (SPLITS * SHARES), end = depth * (part * SHARES + share() + 1) / (SPLITS * SHARES);
#else
    int begin = depth * part / SPLITS, end = depth * (part + 1) / SPLITS;
#endif
    int at[BLOCKS], from[ROWS];
    vec4 sum[ROWS * BLOCKS];
    // Rows and vec4 beyond the last compute what the last one is, and store nothing.
    for (int r = 0; r < ROWS; ++r) from[r] = min(firstRow + r, rows - 1) * depth;
    for (int b = 0; b < BLOCKS; ++b) at[b] = min(firstVector + b * GROUP_X, vectors - 1);
    for (int i = 0; i < ROWS * BLOCKS; ++i) sum[i] = vec4(0.0);

    for (int k = begin; k < end; ++k) {
        vec4 x[ROWS];
        for (int r = 0; r < ROWS; ++r) x[r] = source(from[r] + k);
        for (int b = 0; b < BLOCKS; ++b) {
            int m = 4 * k * vectors + at[b];
            vec4 m0 = weights(m), m1 = weights(m + vectors), m2 = weights(m + 2 * vectors), m3 = weights(m + 3 * vectors);
            for (int r = 0; r < ROWS; ++r)
                sum[b * ROWS + r] += m0 * x[r].x + m1 * x[r].y + m2 * x[r].z + m3 * x[r].w;
        }
    }

    JOIN_SHARES(sum)
    for (int i = FIRST_RESULT; i < RESULTS; i += NEXT_RESULT) {
        int row = firstRow + i % ROWS, vector = firstVector + i / ROWS * GROUP_X;
        if (row >= rows || vector >= vectors) continue;
#ifdef PARTIAL
        store4(result, (part * rows + row) * vectors + vector, RESULT(sum, i));
#else
        int to = row * vectors + vector;
        store4(result, to, epilogue(RESULT(sum, i) + weights(firstBias + vector), vector, to, columns));
#endif
    }
}
