// One step of a gated recurrent unit, gates in ONNX's order: update, reset, hidden. The hidden gate sees the whole of the state that the
// reset gate lets through; unless the reset is applied behind that product (LINEAR_RESET), a dispatch of its own (RESET) makes it first.
// Bound by reading the weights of the state at every step: `kernels recurrent` on llvmpipe, 8 steps of 128 in 16 dispatches, 10 ms of
// processor time, 0.3 GB/s.
#define GATES 3
#include "operators/recurrent/step.glsl"

#ifdef RESET
void main() {
    float r = product(from, 1);
    if (!speaks()) return;
    state[kept + place()] = activate0(r + fromInput(1) + recurrentBias(1), direction()) * state[from + place()];
}
#else
void main() {
    float z = product(from, 0);
#ifdef LINEAR_RESET
    float r = product(from, 1), h = product(from, 2);
#else
    float h = product(kept, 2);
#endif
    if (!speaks()) return;
    if (hasEnded()) {
        rest();
        return;
    }

    int d = direction();
    z = activate0(z + fromInput(0) + recurrentBias(0), d);
    h += recurrentBias(2);
#ifdef LINEAR_RESET
    h *= activate0(r + fromInput(1) + recurrentBias(1), d);
#endif
    h = activate1(h + fromInput(2), d);
    give((1.0 - z) * h + z * state[from + place()]);
}
#endif
