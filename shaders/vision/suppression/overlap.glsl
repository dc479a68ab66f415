// How much two boxes overlap, to the bit as in C#: each operation is rounded on its own.

// Keeps the compiler from joining an operation with the next: a product with the sum that it goes into, which would round once instead of twice,
// or a * (1 + b) to a + a * b (NVIDIA's does). It cannot know that the block's member is 0. OpenGL ES 3.1 has no "precise".
float rounded(float value) {
    return uintBitsToFloat(floatBitsToUint(value) ^ zero);
}

// What both boxes share, and what they cover together.
vec2 sharedAndCovered(vec4 a, vec4 b) {
    vec2 size = max(min(a.xy + a.zw, b.xy + b.zw) - max(a.xy, b.xy), 0.0);
    float both = rounded(size.x * size.y);
    return vec2(both, rounded(rounded(rounded(a.z * a.w) + rounded(b.z * b.w)) - both));
}

bool areRivals(float classOfA, float classOfB) {
    return perClass == 0.0 || classOfA == classOfB;
}

// Without a division, which is not rounded alike everywhere.
bool isBeyond(vec2 areas, float threshold) {
    return areas.x > rounded(threshold * areas.y);
}
