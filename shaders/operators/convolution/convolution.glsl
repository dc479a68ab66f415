// What the convolution kernels share: the parameters, the weights' bias and constants, the epilogue and the store.
//
// Weights are vec4 over output channels. They begin with the matrices, in an order of the kernel's own; from firstBias on stand one
// vec4 of bias a block of four output channels, then as many for each channel constant of the epilogue.
#include "common/packed.glsl"
#include "common/inside.glsl"
#include <source>
#include <weights>
layout(std430, binding = 0) writeonly buffer Target { packed4 target[]; };
layout(std140, binding = 0) uniform Parameters {
    int sourceWidth;
    int sourceHeight;
    int sourceVectors;  // vec4 that hold the channels of one pixel
    int targetWidth;
    int targetHeight;
    int targetVectors;
    int targetChannels;
    int kernelWidth;
    int kernelHeight;
    int strideX;
    int strideY;
    int dilationX;
    int dilationY;
    int padLeft;
    int padTop;
    int span;           // input vec4 that a block of four output channels reads
    int groupInputs;    // channels of a group
    int groupOutputs;
    int firstBias;
    int images;         // of the batch
#include <epilogue_parameters>
};

vec4 channelOperand(int k, int channel) { return weights(firstBias + (k + 1) * targetVectors + channel); }

#include <epilogue>

// Blocks beyond the last read what the last one reads, and store nothing.
int readableBlock(int block) { return min(block, targetVectors - 1); }

// A sum in SPLITS parts: the slices of a dispatch are the parts of the first image, then those of the next. PARTIAL leaves bias and
// epilogue to whoever adds them up. Each part may be cut into SHARES once more, for the invocations of a group.
#ifndef SPLITS
#define SPLITS 1
#endif
#define RESULTS (PIXELS * BLOCKS)
#include "common/shares.glsl"

// The image of a slice, and the input vec4 that an invocation's part begins with, and the one that it ends before: counted from the first
// that its block reads.
#ifdef SHARES
#define PARTS (SPLITS * SHARES)
int partNumber(int slice) { return slice % SPLITS * SHARES + share(); }
#else
#define PARTS SPLITS
int partNumber(int slice) { return slice % SPLITS; }
#endif
#if PARTS > 1
int imageOf(int slice) { return slice / SPLITS; }
ivec2 partOf(int slice) { return span * (partNumber(slice) + ivec2(0, 1)) / PARTS; }
#else
int imageOf(int slice) { return slice; }
ivec2 partOf(int slice) { return ivec2(0, span); }
#endif

// Input vec4 that are taken at a time, every part being so many or a multiple: a GPU then waits once for what they need, not once for each.
#ifndef UNROLL
#define UNROLL 1
#endif

// Where the matrices of a slice begin: all use the same, but MATRICES gives each image its own.
int matricesOf(int slice) {
#ifdef MATRICES
    return imageOf(slice) * targetVectors * span;
#else
    return 0;
#endif
}

#ifdef PARTIAL
vec4 biasOf(int block) { return vec4(0.0); }
#else
vec4 biasOf(int block) { return weights(firstBias + block); }
#endif

// The first input vec4 that a block reads: where the group of its first channel begins, or before that where the map ends too soon.
int firstVectorOf(int block) {
#ifdef GROUPED
    return min(readableBlock(block) * 4 / groupOutputs * groupInputs / 4, sourceVectors - span);
#else
    return 0;
#endif
}

// Mesa's compiler takes as long for the epilogues and stores of many results, written out one by one, as for all else. With STORE_IN_TURNS a
// loop makes some of them a turn: it takes the first PIXELS sums and moves the rest up, for a number that only the loop knows would move
// all sums to memory. MobileNetV2's four pointwise programs take llvmpipe 1.0 s of processor time to compile so, and 2.1 s else; they run as fast.
#define TAKE_TURN(ready, sum, turns) \
    vec4 ready[PIXELS]; \
    for (int p = 0; p < PIXELS; ++p) ready[p] = sum[p]; \
    for (int i = 0; i < PIXELS * (turns - 1); ++i) sum[i] = sum[i + PIXELS];

void store(int slice, int block, int pixel, vec4 value) {
    int at = (slice * targetVectors + block) * targetWidth * targetHeight + pixel;
#ifdef PARTIAL
    store4(target, at, value);
#else
    store4(target, at, epilogue(value, block, at, targetChannels));
#endif
}

// Stores sums of PIXELS pixels, GROUP_X apart from the first, times BLOCKS blocks from the first one on.
#ifdef STORE_IN_TURNS
#define STORE_PIXELS(slice, firstBlock, first, pixels, sum) \
    int blocks = min(BLOCKS, targetVectors - firstBlock); \
    for (int b = 0; b < blocks; ++b) { \
        TAKE_TURN(ready, sum, BLOCKS) \
        for (int p = 0; p < PIXELS; ++p) { \
            int pixel = first + p * GROUP_X; \
            if (pixel < pixels) store(slice, firstBlock + b, pixel, ready[p]); \
        } \
    }
#else
#define STORE_PIXELS(slice, firstBlock, first, pixels, sum) \
    JOIN_SHARES(sum) \
    for (int i = FIRST_RESULT; i < RESULTS; i += NEXT_RESULT) { \
        int pixel = first + i % PIXELS * GROUP_X, block = firstBlock + i / PIXELS; \
        if (pixel < pixels && block < targetVectors) store(slice, block, pixel, RESULT(sum, i)); \
    }
#endif
