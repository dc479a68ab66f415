// One invocation makes one element: its group's columns weighted and added. Bound by reading the columns, which neighbours share.
#include "common/linear.glsl"

layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Columns { float columns[]; };
layout(std430, binding = 1) readonly buffer Weights { float weights[]; };
layout(std430, binding = 2) writeonly buffer Target { float target[]; };
#if BIAS
layout(std430, binding = 3) readonly buffer Bias { float bias[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int count;
    int channels;      // of the result
    int groups;
    int places;
    int rows;          // columns' rows of a group: its input channels times the window's elements
};

void main() {
    int index = invocation();
    if (index >= count) return;
    int place = index % places, channel = index / places % channels, n = index / places / channels;
    int base = (n * groups + channel / (channels / groups)) * rows;
    float sum = 0.0;
    for (int row = 0; row < rows; ++row)
        sum += weights[channel * rows + row] * columns[(base + row) * places + place];
#if BIAS
    sum += bias[channel];
#endif
    target[index] = sum;
}
