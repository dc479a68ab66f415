// The uniform block that TupleAddress describes, and the slice of the data that a tuple of indices means.
layout(std140, binding = 0) uniform Parameters {
    int tuples;
    int width;     // indices in a tuple
    int perBatch;  // tuples in a batch
    int inner;     // elements of a slice
    int slots;     // slices of the data
    ivec4 sizes[2];
};

// Expects the indices in an array of that name.
#define tupleSlot(tuple, slot)                                                 \
    slot = (tuple) / perBatch;                                                 \
    for (int i = 0; i < width; ++i) {                                          \
        int size = sizes[i >> 2][i & 3], pick = indices[(tuple) * width + i];  \
        slot = slot * size + clamp(pick < 0 ? pick + size : pick, 0, size - 1); \
    }
