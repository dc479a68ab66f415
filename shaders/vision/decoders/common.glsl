// What all decoders share. An invocation makes one candidate, two vec4: left, top, width, height across the network's input; score,
// class, two unused. A shader writes its own members of the block before it includes this: #define PARAMETERS int values;

layout(local_size_x = 128) in;
layout(std430, binding = 0) writeonly buffer Candidates { vec4 candidates[]; };
layout(std140, binding = 0) uniform Parameters {
    float threshold;
    int integers;            // bit k: output k holds integers
    int first;               // the place of the first candidate
    int count;
    PARAMETERS
};

bool broken = false;

// Passes a value that decides over the score. NaN and infinity are told by their bits: what comparisons with them give is the driver's choice.
float finite(float value) {
    broken = broken || (floatBitsToUint(value) & 0x7f800000u) == 0x7f800000u;
    return value;
}

float sigmoid(float x) {
    return 1.0 / (1.0 + exp(-clamp(x, -LARGEST_LOGIT, LARGEST_LOGIT)));
}

vec4 finite(vec4 v) {
    return vec4(finite(v.x), finite(v.y), finite(v.z), finite(v.w));
}

void store(int place, vec4 box, float score, int kind) {
    candidates[2 * place] = box;
    candidates[2 * place + 1] = vec4(score, float(kind), 0.0, 0.0);
}

// Empties a place whose score is not enough; marks it with a score of NaN where a value was no number.
bool skips(int place, float score) {
    finite(score);
    if (!broken && score >= threshold) return false;

    store(place, vec4(0.0), broken ? uintBitsToFloat(0x7fc00000u) : 0.0, 0);
    return true;
}

void propose(int place, vec4 box, float score, int kind) {
    if (!skips(place, score)) store(place, box, score, kind);
}

vec4 around(vec2 center, vec2 size) {
    return vec4(center - 0.5 * size, size);
}
