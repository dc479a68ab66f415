// A product of matrices, y = alpha * a * b + beta * c, of any size and in any order of their axes. An invocation makes ROWS x COLUMNS
// elements that lie GROUP_Y and GROUP_X apart, from tiles of a and b in shared memory. Bound by arithmetic on large matrices: each
// element that is fetched is used as often as a tile is wide. On llvmpipe its barriers move the sums to memory: panel.comp is more
// than fifty times as fast there (`kernels`, 16x2048 by 2048x1000). `kernels finished --portable` there, processor time of 256x256 by 256x256:
// tiles of 16x16 227 to 236 ms, 32x32 111 to 121, 64x64 83, since wider ones fetch less.
#define DEPTH 16
#define TILE_ROWS (GROUP_Y * ROWS)
#define TILE_COLUMNS (GROUP_X * COLUMNS)

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;
layout(std430, binding = 0) writeonly buffer Result { TYPE result[]; };
layout(std430, binding = 1) readonly buffer A { TYPE a[]; };
layout(std430, binding = 2) readonly buffer B { TYPE b[]; };
#ifdef ADDEND_BUFFER
layout(std430, binding = ADDEND_BUFFER) readonly buffer C { TYPE c[]; };
#endif
#ifdef EXTRAS_BUFFER
layout(std430, binding = EXTRAS_BUFFER) readonly buffer Extras { TYPE extras[]; };
#else
#define extras b
#endif
layout(std140, binding = 0) uniform Parameters {
    ivec4 batch[2];     // dimensions of the batch, and how far each matrix moves along them
    ivec4 aBatch[2];
    ivec4 bBatch[2];
    int rows;
    int columns;
    int depth;
    int aRow;           // from row to row of a, and along the axis that is summed over
    int aDepth;
    int bDepth;
    int bColumn;
    int cRow;
    int cColumn;
    int firstAddend;    // in the extras, which follow b where b is constant too
    int firstConstant;
    float alpha;
    float beta;
#include <epilogue_parameters>
};

#ifdef SCALED
#define SCALE(factor, value) TYPE(factor * float(value))
#else
#define SCALE(factor, value) (value)
#endif

#ifdef EPILOGUE
float channelOperand(int k, int channel) { return extras[firstConstant + k * columns + channel]; }
#include <epilogue>
#endif

shared TYPE aTile[16 * GROUP_Y * ROWS]; // DEPTH x TILE_ROWS
shared TYPE bTile[16 * GROUP_X * COLUMNS];

void main() {
    ivec2 own = ivec2(gl_LocalInvocationID.xy);
    int local = own.y * GROUP_X + own.x;
    int firstRow = int(gl_WorkGroupID.y) * TILE_ROWS, firstColumn = int(gl_WorkGroupID.x) * TILE_COLUMNS;
    int aFrom = 0, bFrom = 0, rest = int(gl_WorkGroupID.z);
    for (int axis = BATCH_RANK - 1; axis >= 0; --axis) {
        int dim = batch[axis >> 2][axis & 3], at = rest % dim;
        rest /= dim;
        aFrom += at * aBatch[axis >> 2][axis & 3];
        bFrom += at * bBatch[axis >> 2][axis & 3];
    }

    TYPE sum[ROWS * COLUMNS];
    for (int i = 0; i < ROWS * COLUMNS; ++i) sum[i] = TYPE(0);
    for (int start = 0; start < depth; start += DEPTH) {
        // Neighbouring invocations fetch neighbouring elements, whichever axis those lie along.
        for (int e = local; e < DEPTH * TILE_ROWS; e += GROUP_X * GROUP_Y) {
            ivec2 at = aDepth == 1 ? ivec2(e / DEPTH, e % DEPTH) : ivec2(e % TILE_ROWS, e / TILE_ROWS);
            int row = firstRow + at.x, k = start + at.y;
            TYPE fetched = TYPE(0);
            if (row < rows && k < depth) fetched = a[aFrom + row * aRow + k * aDepth];
            aTile[at.y * TILE_ROWS + at.x] = fetched;
        }
        for (int e = local; e < DEPTH * TILE_COLUMNS; e += GROUP_X * GROUP_Y) {
            ivec2 at = bDepth == 1 ? ivec2(e / DEPTH, e % DEPTH) : ivec2(e % TILE_COLUMNS, e / TILE_COLUMNS);
            int column = firstColumn + at.x, k = start + at.y;
            TYPE fetched = TYPE(0);
            if (column < columns && k < depth) fetched = b[bFrom + column * bColumn + k * bDepth];
            bTile[at.y * TILE_COLUMNS + at.x] = fetched;
        }
        barrier();
        for (int k = 0; k < DEPTH; ++k) {
            TYPE x[ROWS], y[COLUMNS];
            for (int i = 0; i < ROWS; ++i) x[i] = aTile[k * TILE_ROWS + own.y + GROUP_Y * i];
            for (int i = 0; i < COLUMNS; ++i) y[i] = bTile[k * TILE_COLUMNS + own.x + GROUP_X * i];
            for (int i = 0; i < ROWS * COLUMNS; ++i) sum[i] += x[i / COLUMNS] * y[i % COLUMNS];
        }
        barrier();
    }

    for (int i = 0; i < ROWS * COLUMNS; ++i) {
        int row = firstRow + own.y + GROUP_Y * (i / COLUMNS), column = firstColumn + own.x + GROUP_X * (i % COLUMNS);
        if (row >= rows || column >= columns) continue;
        TYPE value = SCALE(alpha, sum[i]);
#ifdef ADDEND_BUFFER
        value += SCALE(beta, c[row * cRow + column * cColumn]);
#elif defined(ADDEND)
        value += SCALE(beta, extras[firstAddend + row * cRow + column * cColumn]);
#endif
        int at = (int(gl_WorkGroupID.z) * rows + row) * columns + column;
#ifdef EPILOGUE
        value = epilogue(value, column, at, columns);
#endif
        result[at] = value;
    }
}
