// Paintings computed from the place in the mesh's own space, in units of their size: 0..1 from the first colour to the second.
float hashOf(ivec3 p) {
    uvec3 u = uvec3(p) * uvec3(0x9E3779B1u, 0x85EBCA77u, 0xC2B2AE3Du);
    uint h = u.x ^ u.y ^ u.z;
    h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
    h = (h ^ (h >> 12)) * 0x297A2D39u;
    return float((h ^ (h >> 15)) >> 8) * (1.0 / 16777216.0);
}

float smoothNoise(vec3 p) {
    ivec3 i = ivec3(floor(p));
    vec3 f = p - floor(p);
    f = f * f * (3.0 - 2.0 * f);
    vec4 near = vec4(hashOf(i), hashOf(i + ivec3(1, 0, 0)), hashOf(i + ivec3(0, 1, 0)), hashOf(i + ivec3(1, 1, 0)));
    ivec3 j = i + ivec3(0, 0, 1);
    vec4 far = vec4(hashOf(j), hashOf(j + ivec3(1, 0, 0)), hashOf(j + ivec3(0, 1, 0)), hashOf(j + ivec3(1, 1, 0)));
    vec4 plane = mix(near, far, f.z);
    vec2 line = mix(plane.xy, plane.zw, f.y);
    return mix(line.x, line.y, f.x);
}

// Pixels wider than the pattern see its average.
float patternAt(uint kind, vec3 p) {
    vec3 wide = fwidth(p);
    float sharp = clamp(2.0 - 2.0 * max(wide.x, max(wide.y, wide.z)), 0.0, 1.0);

    // Faces often lie where squares would meet: the grid is moved a little off.
    p += vec3(0.317, 0.371, 0.343);
    float value;
    if (kind == 1u) {
        vec3 cell = floor(p);
        value = fract((cell.x + cell.y + cell.z) * 0.5) * 2.0;
    } else if (kind == 2u) {
        value = fract(floor((p.x + p.y + p.z) * 0.57735) * 0.5) * 2.0;
    } else {
        value = smoothstep(0.3, 0.7, smoothNoise(p) * 0.7 + smoothNoise(p * 2.03) * 0.3);
    }
    return mix(0.5, value, sharp);
}
