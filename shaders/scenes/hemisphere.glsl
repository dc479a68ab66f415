// The upper hemisphere as half an octahedron, turned to fill a square (Cigolle et al. 2014); SkyLight.Direction is its inverse too.
vec2 hemisphereFrom(vec3 direction) {
    vec2 p = direction.xz / (abs(direction.x) + max(direction.y, 0.0) + abs(direction.z));
    return vec2(p.x + p.y, p.x - p.y) * 0.5 + 0.5;
}

vec3 hemisphereTo(vec2 uv) {
    vec2 s = uv * 2.0 - 1.0;
    vec2 p = vec2(s.x + s.y, s.x - s.y) * 0.5;
    return normalize(vec3(p.x, 1.0 - abs(p.x) - abs(p.y), p.y));
}
