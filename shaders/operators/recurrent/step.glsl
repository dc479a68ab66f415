// What one step of a recurrent network needs: a group makes GROUP_X neighbouring elements of the state of one sequence in one direction.
// Its rows of invocations take turns along a product's summed axis, and shared memory joins them, in order. Bound by memory: for each
// sequence the recurrent weights are read once.
layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;
layout(std430, binding = 0) buffer State { float state[]; };                     // hidden, and what else the cell keeps
layout(std430, binding = 1) readonly buffer Projected { float projected[]; };    // [direction][position][gate][element]: x * W
layout(std430, binding = 2) readonly buffer Weights { float weights[]; };        // [direction][summed][gate][element], biases, peepholes
#ifdef HAS_OUTPUT
layout(std430, binding = 3) writeonly buffer Result { float result[]; };
#endif
layout(std140, binding = 0) uniform Parameters {
    int number;        // of this step
    int steps;
    int batch;
    int hidden;
    int firstReversed; // directions from here on run backwards
    int rowTime;       // from step to step of the positions, and from sequence to sequence
    int rowBatch;
    int outTime;       // the same for the result
    int outDirection;
    int outBatch;
    int from;          // where the hidden state lies before this step, and after it
    int to;
    int kept;          // where the cell's other elements lie
    int lengths;
    int biases;        // in the weights
    int peepholes;
    float bound;
};

#include <activations>

shared float partial[GROUP_X * GROUP_Y];

int element() { return int(gl_GlobalInvocationID.x); }
int direction() { return int(gl_WorkGroupID.z) / batch; }
int sequence() { return int(gl_WorkGroupID.z) % batch; }

// Where this invocation's element lies in a part of the state.
int place() { return int(gl_WorkGroupID.z) * hidden + element(); }

int sequenceLength() {
#ifdef HAS_LENGTHS
    return clamp(int(state[lengths + sequence()]), 0, steps);
#else
    return steps;
#endif
}

// The position that this step is at; where the sequence has ended, any.
int position() {
    int last = sequenceLength() - 1;
    return direction() >= firstReversed ? max(last - number, 0) : min(number, max(last, 0));
}

// A part of the state times a gate's recurrent weights, for this element. All invocations of the group must call it.
float product(int vector, int gate) {
    int turn = int(gl_LocalInvocationID.y), lane = int(gl_LocalInvocationID.x), at = min(element(), hidden - 1);
    int first = vector + int(gl_WorkGroupID.z) * hidden, matrix = direction() * hidden;
    float sum = 0.0;
    for (int k = turn; k < hidden; k += GROUP_Y) sum += state[first + k] * weights[((matrix + k) * GATES + gate) * hidden + at];
    barrier();
    partial[turn * GROUP_X + lane] = sum;
    barrier();
    sum = 0.0;
    for (int i = 0; i < GROUP_Y; ++i) sum += partial[i * GROUP_X + lane];
    return sum;
}

// Whether this invocation has the word for its element, once the products are made.
bool speaks() { return gl_LocalInvocationID.y == 0u && element() < hidden; }

bool hasEnded() { return number >= sequenceLength(); }

// What the input adds to a gate; with a bias, if there is one.
float fromInput(int gate) {
    int row = direction() * steps * batch + position() * rowTime + sequence() * rowBatch;
    float value = projected[(row * GATES + gate) * hidden + element()];
#ifdef HAS_BIAS
    value += weights[biases + (2 * direction() * GATES + gate) * hidden + element()];
#endif
    return value;
}

float recurrentBias(int gate) {
#ifdef HAS_BIAS
    return weights[biases + ((2 * direction() + 1) * GATES + gate) * hidden + element()];
#else
    return 0.0;
#endif
}

float peephole(int which) {
#ifdef HAS_PEEPHOLES
    return weights[peepholes + (3 * direction() + which) * hidden + element()];
#else
    return 0.0;
#endif
}

// Stores the new hidden element and gives it out.
void give(float value) {
    state[to + place()] = value;
#ifdef HAS_OUTPUT
    result[position() * outTime + direction() * outDirection + sequence() * outBatch + element()] = value;
#endif
}

// A sequence that has ended keeps its state, and gives zeros where it has no positions.
void rest() {
    state[to + place()] = state[from + place()];
#ifdef HAS_OUTPUT
    result[number * outTime + direction() * outDirection + sequence() * outBatch + element()] = 0.0;
#endif
}
