// Writes detections as DetectionLayout describes them.
layout(std430, binding = 1) readonly buffer Keypoints { vec2 keypoints[]; };
layout(std430, binding = 3) writeonly buffer Results { uint results[]; };

void store(uint rank, uint place, vec4 box, vec2 scoreAndClass) {
    uint word = 16u + 8u * rank;
    vec4 scaled = vec4(rounded(box.x * mapping.x), rounded(box.y * mapping.y), box.z * mapping.x, box.w * mapping.y);
    results[word] = floatBitsToUint(scaled.x + mapping.z);
    results[word + 1u] = floatBitsToUint(scaled.y + mapping.w);
    results[word + 2u] = floatBitsToUint(scaled.z);
    results[word + 3u] = floatBitsToUint(scaled.w);
    results[word + 4u] = floatBitsToUint(scoreAndClass.x);
    results[word + 5u] = floatBitsToUint(scoreAndClass.y);
    results[word + 6u] = 0u;
    results[word + 7u] = 0u;
    uint target = 16u + 8u * uint(MAX_DETECTIONS) + 2u * uint(KEYPOINTS) * rank;
    for (uint k = 0u; k < uint(KEYPOINTS); ++k) {
        vec2 point = keypoints[place * uint(KEYPOINTS) + k];
        results[target + 2u * k] = floatBitsToUint(rounded(point.x * mapping.x) + mapping.z);
        results[target + 2u * k + 1u] = floatBitsToUint(rounded(point.y * mapping.y) + mapping.w);
    }
}

// By one invocation, when all others have read the counts: they are set back for the next run.
void finish(uint kept, uint selected) {
    uint header[16] = uint[16](
        kept, selected, uint(KEYPOINTS), work[1],
        BOX_VERTICES, kept, 0u, 0u,
        QUAD_VERTICES, kept, 0u, 0u,
        QUAD_VERTICES, kept * uint(KEYPOINTS), 0u, 0u);
    for (uint i = 0u; i < 16u; ++i) results[i] = header[i];
    work[0] = 0u;
    work[1] = 0u;
}
