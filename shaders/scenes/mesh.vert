// An instance of a mesh, for the draw that makes both picture and labels.
#include "scenes/frame.glsl"
#include "scenes/glow.glsl"
#include "scenes/color.glsl"

layout(location = 0) in vec3 position;
layout(location = 1) in vec3 normal;
layout(location = 2) in vec2 texCoord;
layout(location = 3) in vec4 color;
layout(location = 4) in vec4 surface;  // metallic, roughness, emission, tint
layout(location = 5) in vec4 worldX;
layout(location = 6) in vec4 worldY;
layout(location = 7) in vec4 worldZ;
layout(location = 8) in vec4 nextX;
layout(location = 9) in vec4 nextY;
layout(location = 10) in vec4 nextZ;
layout(location = 11) in vec4 emission;  // the material's; w: the size of its pattern
layout(location = 12) in uvec4 numbers;  // identity, base colour, pattern, surface

// Who draws an object alone to count its pixels makes the same ones.
invariant gl_Position;
out vec3 worldNormal;
#if MOVES
out vec3 next;          // the pixel one step later, times z
#endif
#if PLAIN
flat out uvec3 plain;   // identity, surface colour and material as they are written: what varies less is set up faster
#else
out vec4 baseColor;     // linear; w: what it shines by itself, times the base colour
out vec3 metalRough;    // metallic, roughness, alpha
flat out uint identity;
#endif
#if TEXTURED
out vec2 mapCoord;
#endif
#if TEXTURED || GLOWS
out vec3 glow;          // what it shines besides
#endif
#if NORMALMAP
out vec3 relative;
#endif
#if PATTERN
out vec3 patternCoord;
flat out uint pattern;
#endif
#if CUTOFF
flat out float cutoff;
#endif

void main() {
    vec4 p = vec4(position, 1.0);
    vec3 at = vec3(dot(worldX, p), dot(worldY, p), dot(worldZ, p));
    gl_Position = clip * vec4(at, 1.0);
#if MOVES
    vec3 later = vec3(dot(nextX, p), dot(nextY, p), dot(nextZ, p));
    next = (nextPixels * vec4(later, 1.0)).xyw;
#endif

    // Normals go by the cofactors, which are the inverse transposed times the determinant; its sign is left out with its size.
    vec3 cx = cross(worldY.xyz, worldZ.xyz), cy = cross(worldZ.xyz, worldX.xyz), cz = cross(worldX.xyz, worldY.xyz);
    vec3 turned = vec3(dot(cx, normal), dot(cy, normal), dot(cz, normal));
    worldNormal = dot(worldX.xyz, cx) < 0.0 ? -turned : turned;

    vec4 material = unpackUnorm4x8(numbers.y), own = unpackUnorm4x8(numbers.w);
    uint bits = numbers.w >> 24;
    vec3 tint = mix(vec3(1.0), decodeSrgb(material.rgb), surface.w);
    vec3 painted = decodeSrgb(color.rgb) * tint;
    vec2 metal = vec2((bits & 1u) != 0u ? own.x : surface.x, (bits & 2u) != 0u ? own.y : surface.y);
#if PLAIN
    plain = uvec3(numbers.x, packUnorm4x8(vec4(sqrt(painted), glowByte(surface.z))), packUnorm4x8(vec4(metal, 1.0, 0.0)));
#else
    baseColor = vec4(painted, surface.z);
    metalRough = vec3(metal, color.a * material.a);
    identity = numbers.x;
#endif
#if TEXTURED
    mapCoord = texCoord;
#endif
#if TEXTURED || GLOWS
    float strength = max(max(emission.r, max(emission.g, emission.b)), 1e-6);
    glow = decodeSrgb(emission.rgb / strength) * strength;
#endif
#if NORMALMAP
    relative = at;
#endif
#if PATTERN
    patternCoord = position / emission.w;
    pattern = numbers.z;
#endif
#if CUTOFF
    cutoff = own.z;
#endif
}
