// What the three steps of suppression share. A candidate is two vec4: left, top, width, height; score, class, two unused.

layout(local_size_x = 128) in;
layout(std140, binding = 0) uniform Parameters {
    vec4 mapping;            // scale and offset from the network's input to source pixels
    float scoreThreshold;
    float overlapThreshold;
    float perClass;
};

// Word 0 counts the selected candidates; from word 4 on pairs of key and place; after those the places by rank.
layout(std430, binding = 2) buffer Work { uint work[]; };

#define LIST 4u

uint ranksFrom() {
    return LIST + 2u * (uint(work.length()) - LIST) / 3u;
}
