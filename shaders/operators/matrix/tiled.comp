// A product of matrices, y = alpha * a * b + beta * c, of any size and in any order of their axes. A group of 64 invocations makes 32 x 32
// elements, each of them 4 x 4 that lie 8 apart, from tiles of a and b in shared memory. Bound by arithmetic on large matrices: each
// element that is fetched is used 32 times.
#define TILE 32
#define DEPTH 16

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

shared TYPE aTile[512]; // DEPTH x TILE
shared TYPE bTile[512];

void main() {
    ivec2 own = ivec2(gl_LocalInvocationID.xy);
    int local = own.y * 8 + own.x;
    int firstRow = int(gl_WorkGroupID.y) * TILE, firstColumn = int(gl_WorkGroupID.x) * TILE;
    int aFrom = 0, bFrom = 0, rest = int(gl_WorkGroupID.z);
    for (int axis = BATCH_RANK - 1; axis >= 0; --axis) {
        int dim = batch[axis >> 2][axis & 3], at = rest % dim;
        rest /= dim;
        aFrom += at * aBatch[axis >> 2][axis & 3];
        bFrom += at * bBatch[axis >> 2][axis & 3];
    }

    TYPE sum[16];
    for (int i = 0; i < 16; ++i) sum[i] = TYPE(0);
    for (int start = 0; start < depth; start += DEPTH) {
        for (int i = 0; i < 8; ++i) {
            // Neighbouring invocations fetch neighbouring elements, whichever axis those lie along.
            int e = local + 64 * i;
            ivec2 at = aDepth == 1 ? ivec2(e / DEPTH, e % DEPTH) : ivec2(e % TILE, e / TILE);
            int row = firstRow + at.x, k = start + at.y;
            TYPE fetched = TYPE(0);
            if (row < rows && k < depth) fetched = a[aFrom + row * aRow + k * aDepth];
            aTile[at.y * TILE + at.x] = fetched;
            at = bDepth == 1 ? ivec2(e / DEPTH, e % DEPTH) : ivec2(e % TILE, e / TILE);
            int column = firstColumn + at.x;
            k = start + at.y;
            fetched = TYPE(0);
            if (column < columns && k < depth) fetched = b[bFrom + column * bColumn + k * bDepth];
            bTile[at.y * TILE + at.x] = fetched;
        }
        barrier();
        for (int k = 0; k < DEPTH; ++k) {
            TYPE x[4], y[4];
            for (int i = 0; i < 4; ++i) {
                x[i] = aTile[k * TILE + own.y + 8 * i];
                y[i] = bTile[k * TILE + own.x + 8 * i];
            }
            for (int i = 0; i < 16; ++i) sum[i] += x[i / 4] * y[i % 4];
        }
        barrier();
    }

    for (int i = 0; i < 16; ++i) {
        int row = firstRow + own.y + 8 * (i / 4), column = firstColumn + own.x + 8 * (i % 4);
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
