// The uniform block that ElementAddress describes, and the offset in the data that an index of it means.
layout(std140, binding = 0) uniform Parameters {
    int count;   // indices
    int size;    // the data's extent along the axis
    int axis;
    int slots;   // the data's elements
    ivec4 dims[2];     // of the indices
    ivec4 strides[2];  // of the data
};

int elementOffset(int index, int pick) {
    int rest = index, from = 0;
    for (int i = RANK - 1; i >= 0; --i) {
        int dim = dims[i >> 2][i & 3];
        int at = rest % dim;
        rest /= dim;
        if (i == axis) at = clamp(pick < 0 ? pick + size : pick, 0, size - 1);
        from += at * strides[i >> 2][i & 3];
    }
    return from;
}
