// Directions as two numbers of -1..1: the octahedron, unfolded around +z (Cigolle et al., A Survey of Efficient Representations for
// Independent Unit Vectors, 2014).
vec2 octahedralFrom(vec3 direction) {
    vec2 p = direction.xy / (abs(direction.x) + abs(direction.y) + abs(direction.z));
    vec2 folded = (1.0 - abs(p.yx)) * vec2(p.x >= 0.0 ? 1.0 : -1.0, p.y >= 0.0 ? 1.0 : -1.0);
    return direction.z >= 0.0 ? p : folded;
}

vec3 octahedralTo(vec2 p) {
    vec3 direction = vec3(p, 1.0 - abs(p.x) - abs(p.y));
    float t = max(-direction.z, 0.0);
    direction.xy -= vec2(p.x >= 0.0 ? t : -t, p.y >= 0.0 ? t : -t);
    return normalize(direction);
}
