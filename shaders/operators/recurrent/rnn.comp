// One step of a plain recurrent network: h' = f(x W + h R + b).
#define GATES 1
#include "operators/recurrent/step.glsl"

void main() {
    float sum = product(from, 0);
    if (!speaks()) return;
    if (hasEnded()) rest();
    else give(activate0(sum + fromInput(0) + recurrentBias(0), direction()));
}
