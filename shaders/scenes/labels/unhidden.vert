// An object alone: the very expressions of scenes/mesh.vert, so that it covers the same pixels.
layout(std140, binding = 0) uniform View { mat4 clip; };

layout(location = 0) in vec3 position;
layout(location = 2) in vec2 texCoord;
layout(location = 3) in vec4 color;
layout(location = 5) in vec4 worldX;
layout(location = 6) in vec4 worldY;
layout(location = 7) in vec4 worldZ;
layout(location = 12) in uvec4 numbers;  // layer * 256, base colour, pattern, surface

invariant gl_Position;
flat out vec4 layer;
#if CUTOFF
out vec2 mapCoord;
out float alpha;
flat out float cutoff;
#endif

void main() {
    vec4 p = vec4(position, 1.0);
    vec3 at = vec3(dot(worldX, p), dot(worldY, p), dot(worldZ, p));
    gl_Position = clip * vec4(at, 1.0);
    layer = vec4(equal(uvec4(numbers.x >> 8), uvec4(0u, 1u, 2u, 3u)));
#if CUTOFF
    mapCoord = texCoord;
    alpha = color.a * unpackUnorm4x8(numbers.y).a;
    cutoff = unpackUnorm4x8(numbers.w).z;
#endif
}
