// One group adds up the losses and, for the mean, their weights: each invocation every 64th in order, then by halves. Bound by its one
// group: `kernels loss` on llvmpipe, 16,900 losses, 0.3 ms of processor time.
layout(local_size_x = GROUP_X) in;
layout(std430, binding = 0) readonly buffer Losses { float losses[]; };
layout(std430, binding = 1) writeonly buffer Target { float target[]; };
layout(std140, binding = 0) uniform Parameters { int positions; };

shared vec2 sums[GROUP_X];

void main() {
    int lane = int(gl_LocalInvocationID.x);
    vec2 sum = vec2(0.0);
    for (int i = lane; i < positions; i += GROUP_X) sum += vec2(losses[i], losses[positions + i]);
    sums[lane] = sum;
    barrier();
    for (int half_ = GROUP_X / 2; half_ > 0; half_ /= 2) {
        if (lane < half_) sums[lane] += sums[lane + half_];
        barrier();
    }
#if MEAN
    if (lane == 0) target[0] = sums[0].x / sums[0].y;
#else
    if (lane == 0) target[0] = sums[0].x;
#endif
}
