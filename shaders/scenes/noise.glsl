// Smooth noise of 0..1 on a plane, from a hash of whole numbers, so that it is the same everywhere.
float hash2(ivec2 p) {
    uvec2 u = uvec2(p) * uvec2(0x9E3779B1u, 0x85EBCA77u);
    uint h = u.x ^ u.y;
    h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
    return float((h ^ (h >> 13)) >> 8 & 0xFFFFu) * (1.0 / 65536.0);
}

float noise2(vec2 p) {
    ivec2 i = ivec2(floor(p));
    vec2 f = p - floor(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(
        mix(hash2(i), hash2(i + ivec2(1, 0)), f.x), mix(hash2(i + ivec2(0, 1)), hash2(i + ivec2(1, 1)), f.x), f.y);
}
