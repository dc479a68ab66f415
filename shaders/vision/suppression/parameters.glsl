layout(std140, binding = 0) uniform Parameters {
    vec4 mapping;            // scale and offset from the network's input to source pixels
    float scoreThreshold;
    float overlapThreshold;
    float perClass;
    float sharpness;         // log2(e) / sigma; 0 where scores fall linearly
    uint topK;               // how many of the best are looked at
    uint zero;
};
