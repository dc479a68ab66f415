// Adds up, in order, the SPLITS parts of each sum that a split kernel made, and applies bias and epilogue: one invocation a vec4.
// Bound by memory: it reads every part once. Sums are cut where
// few results leave a GPU idle; llvmpipe's two cores gain nothing (`kernels`, 1280 by 1000: 0.85 ms whole, 1.0 in two to eight parts).
#include "common/linear.glsl"
#include "operators/convolution/convolution.glsl"

layout(local_size_x = GROUP_X) in;

void main() {
    int index = invocation(), pixels = targetWidth * targetHeight;
    int pixel = index % pixels, block = index / pixels % targetVectors, image = index / (pixels * targetVectors);
    if (index >= images * pixels * targetVectors) return;
    vec4 sum = biasOf(block);
    for (int part = 0; part < SPLITS; ++part)
        sum += source(((image * SPLITS + part) * targetVectors + block) * pixels + pixel);
    store(image, block, pixel, sum);
}
