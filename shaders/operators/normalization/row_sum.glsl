// The sum of what each of a group's LANES invocations has, joined pairwise; every one of them gets it.
shared float partial[LANES];

float joinedSum(int lane, float value) {
    barrier();
    partial[lane] = value;
    for (int reach = LANES / 2; reach > 0; reach >>= 1) {
        barrier();
        if (lane < reach) partial[lane] += partial[lane + reach];
    }
    barrier();
    return partial[0];
}
