// An instance of a mesh as the sun sees it. What is nearer to the sun than the map's volume throws its shadow from the volume's edge.
#include "scenes/frame.glsl"

layout(location = 0) in vec3 position;
layout(location = 2) in vec2 texCoord;
layout(location = 3) in vec4 color;
layout(location = 5) in vec4 worldX;
layout(location = 6) in vec4 worldY;
layout(location = 7) in vec4 worldZ;
layout(location = 12) in uvec4 numbers;

#if CUTOFF
out vec2 mapCoord;
out float alpha;
flat out float cutoff;
#endif

void main() {
    vec4 p = vec4(position, 1.0);
    vec4 at = shadowMatrix * vec4(dot(worldX, p), dot(worldY, p), dot(worldZ, p), 1.0);
    gl_Position = vec4(at.xyz * 2.0 - 1.0, 1.0);
    gl_Position.z = max(gl_Position.z, -1.0);
#if CUTOFF
    mapCoord = texCoord;
    alpha = color.a * unpackUnorm4x8(numbers.y).a;
    cutoff = unpackUnorm4x8(numbers.w).z;
#endif
}
