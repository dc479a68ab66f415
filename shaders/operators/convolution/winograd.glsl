// Winograd's minimal filtering F(TILE x TILE, 3 x 3): the transforms of one row or column, after A. Lavin and S. Gray, "Fast Algorithms for
// Convolutional Neural Networks", 2016. A tile of TILE x TILE results takes SIDE x SIDE products a pair of channels, not TILE x TILE x 9.
#define SIDE (TILE + 2)

#if TILE == 4
vec4[6] sourceTransform(vec4 d[6]) {
    vec4 even = d[4] - 4.0 * d[2], odd = d[3] - 4.0 * d[1], outer = d[4] - d[2], twice = 2.0 * (d[3] - d[1]);
    return vec4[6](4.0 * d[0] - 5.0 * d[2] + d[4], even + odd, even - odd, outer + twice, outer - twice, 4.0 * d[1] - 5.0 * d[3] + d[5]);
}

vec4[4] resultTransform(vec4 m[6]) {
    vec4 near = m[1] + m[2], across = m[1] - m[2], far = m[3] + m[4], wide = m[3] - m[4];
    return vec4[4](m[0] + near + far, across + 2.0 * wide, near + 4.0 * far, across + 8.0 * wide + m[5]);
}
#else
vec4[4] sourceTransform(vec4 d[4]) {
    return vec4[4](d[0] - d[2], d[1] + d[2], d[2] - d[1], d[1] - d[3]);
}

vec4[2] resultTransform(vec4 m[4]) {
    return vec4[2](m[0] + m[1] + m[2], m[1] - m[2] - m[3]);
}
#endif
