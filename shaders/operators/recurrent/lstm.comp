// One step of a long short-term memory, gates in ONNX's order: input, output, forget, cell. Bound by reading the weights of the state at
// every step: `kernels recurrent` on llvmpipe, 8 steps of 128, 14 ms of processor time, 0.15 GB/s.
#define GATES 4
#include "operators/recurrent/step.glsl"

void main() {
    float i = product(from, 0), o = product(from, 1), f = product(from, 2), c = product(from, 3);
    if (!speaks()) return;
    if (hasEnded()) {
        rest();
        return;
    }

    int own = kept + place(), d = direction();
    float cell = state[own];
    i = activate0(i + fromInput(0) + recurrentBias(0) + peephole(0) * cell, d);
#ifdef COUPLED
    f = 1.0 - i;
#else
    f = activate0(f + fromInput(2) + recurrentBias(2) + peephole(2) * cell, d);
#endif
    c = activate1(c + fromInput(3) + recurrentBias(3), d);
    cell = f * cell + i * c;
    state[own] = cell;
    o = activate0(o + fromInput(1) + recurrentBias(1) + peephole(1) * cell, d);
    give(o * activate2(cell, d));
}
