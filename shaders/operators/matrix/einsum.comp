// One invocation makes one element of an Einstein sum of one or two operands, whatever its labels. Bound by loads, which nothing shares:
// where an equation is a matrix product, MatMul is faster. `kernels einsum` on llvmpipe, attention of 197 places, 12 heads of 64: 510 ms of
// processor time for 30 million multiply-adds.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Left { ELEMENT left[]; };
layout(std430, binding = 1) writeonly buffer Target { ELEMENT target[]; };
#ifdef RIGHT
layout(std430, binding = 2) readonly buffer Right { ELEMENT right[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;
    int terms;
    int unusedA;
    int unusedB;
    ivec4 keptDims[2];
    ivec4 keptLeft[2];    // strides of the operands
    ivec4 keptRight[2];
    ivec4 summedDims[2];
    ivec4 summedLeft[2];
    ivec4 summedRight[2];
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int rest = index;
    ivec2 first = ivec2(0);
    for (int i = KEPT - 1; i >= 0; --i) {
        int dim = keptDims[i >> 2][i & 3], at = rest % dim;
        rest /= dim;
        first += at * ivec2(keptLeft[i >> 2][i & 3], keptRight[i >> 2][i & 3]);
    }
    ELEMENT sum = ELEMENT(0);
    for (int term = 0; term < terms; ++term) {
        ivec2 from = first;
        int left_ = term;
        for (int i = SUMMED - 1; i >= 0; --i) {
            int dim = summedDims[i >> 2][i & 3], at = left_ % dim;
            left_ /= dim;
            from += at * ivec2(summedLeft[i >> 2][i & 3], summedRight[i >> 2][i & 3]);
        }
#ifdef RIGHT
        sum += left[from.x] * right[from.y];
#else
        sum += left[from.x];
#endif
    }
    target[index] = sum;
}
