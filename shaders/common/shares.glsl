// Few results, each a long sum, leave most of a GPU idle. With SHARES the invocations of a work group that differ in z alone make the same
// RESULTS vec4, each from its share of every sum, and meet in shared memory; then each finishes some of them, adding the shares up in
// order. Without SHARES nothing is shared, and none of this is code: on a software rasterizer a barrier would move registers to memory.
// A kernel begins its sums with FIRST_SHARE(...), takes the part of them that share() is to make, and ends with
//
//     JOIN_SHARES(sum)
//     for (int i = FIRST_RESULT; i < RESULTS; i += NEXT_RESULT) ... RESULT(sum, i) ...
#ifdef SHARES
shared vec4 shareSums[SHARES * GROUP_X * GROUP_Y * RESULTS];

int share() { return int(gl_LocalInvocationID.z); }

// Neighbouring invocations have neighbouring vec4.
int shareAt(int result, int of) {
    return ((result * SHARES + of) * GROUP_Y + int(gl_LocalInvocationID.y)) * GROUP_X + int(gl_LocalInvocationID.x);
}

vec4 joinedShares(int result) {
    vec4 sum = shareSums[shareAt(result, 0)];
    for (int of = 1; of < SHARES; ++of) sum += shareSums[shareAt(result, of)];
    return sum;
}

#define FIRST_SHARE(value) (share() == 0 ? (value) : vec4(0.0))
#define JOIN_SHARES(sum) { for (int i = 0; i < RESULTS; ++i) shareSums[shareAt(i, share())] = sum[i]; barrier(); }
#define FIRST_RESULT share()
#define NEXT_RESULT SHARES
#define RESULT(sum, i) joinedShares(i)
#else
#define FIRST_SHARE(value) (value)
#define JOIN_SHARES(sum)
#define FIRST_RESULT 0
#define NEXT_RESULT 1
#define RESULT(sum, i) sum[i]
#endif
