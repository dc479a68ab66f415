// One step of a plain recurrent network: h' = f(x W + h R + b). Bound by reading the weights of the state at every step: `kernels
// recurrent` on llvmpipe, 8 steps of 128, 3.5 ms of processor time, 0.15 GB/s.
#define GATES 1
#include "operators/recurrent/step.glsl"

void main() {
    float sum = product(from, 0);
    if (!speaks()) return;
    if (hasEnded()) rest();
    else give(activate0(sum + fromInput(0) + recurrentBias(0), direction()));
}
