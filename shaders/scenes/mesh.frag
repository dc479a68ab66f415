#include "scenes/frame.glsl"
#include "scenes/gbuffer.glsl"
#include "scenes/color.glsl"
#if PATTERN
#include "scenes/pattern.glsl"
#endif

in vec3 worldNormal;
#if MOVES
in vec3 next;
#endif
#if PLAIN
flat in uvec3 plain;
#else
in vec4 baseColor;
in vec3 metalRough;
flat in uint identity;
#endif
#if TEXTURED
in vec2 mapCoord;
uniform sampler2D baseColorMap;
uniform sampler2D metalRoughMap;
uniform sampler2D normalMap;
uniform sampler2D glowMap;
#endif
#if TEXTURED || GLOWS
in vec3 glow;
#endif
#if NORMALMAP
in vec3 relative;
#endif
#if PATTERN
in vec3 patternCoord;
flat in uint pattern;
#endif
#if CUTOFF
flat in float cutoff;
#endif

#if NORMALMAP
// Tangents by how place and texture coordinates change from pixel to pixel (Schueler, Followup: Normal Mapping Without Precomputed
// Tangents, 2013).
vec3 bump(vec3 n) {
    vec3 dx = dFdx(relative), dy = dFdy(relative);
    vec2 ux = dFdx(mapCoord), uy = dFdy(mapCoord);
    vec3 across = cross(dy, n), along = cross(n, dx);
    vec3 t = across * ux.x + along * uy.x, b = across * ux.y + along * uy.y;
    float scale = inversesqrt(max(max(dot(t, t), dot(b, b)), 1e-20));
    vec3 m = texture(normalMap, mapCoord).xyz * 2.0 - 1.0;

    // Texture rows go down while the map's y goes up.
    return normalize(t * (m.x * scale) - b * (m.y * scale) + n * m.z);
}
#endif

vec2 flowHere(float depth) {
#if MOVES
    return next.xy / max(next.z, 1e-6) - gl_FragCoord.xy;
#else
    return stillFlowAt(gl_FragCoord.xy, depth, 1.0);
#endif
}

#if PLAIN
void main() {
    vec3 n = normalize(gl_FrontFacing ? worldNormal : -worldNormal);
    float depth = 1.0 / gl_FragCoord.w;
    surfaceColor = unpackUnorm4x8(plain.y);
    geometry = uvec4(plain.x, packSnorm2x16(octahedralFrom(n)), floatBitsToUint(depth), plain.z);
    flow = floatBitsToUint(flowHere(depth));
}
#else
void main() {
    vec3 color = baseColor.rgb;
    float shine = baseColor.a, metallic = metalRough.x, roughness = metalRough.y;
#if TEXTURED
    vec4 map = texture(baseColorMap, mapCoord);
    color *= map.rgb;
    vec2 metal = texture(metalRoughMap, mapCoord).gb;
    roughness *= metal.x;
    metallic *= metal.y;
#endif
    vec3 n = normalize(gl_FrontFacing ? worldNormal : -worldNormal);
#if NORMALMAP
    n = bump(n);
#endif
#if PATTERN
    color = mix(color, decodeSrgb(unpackUnorm4x8(pattern).rgb), patternAt(pattern >> 24, patternCoord));
#endif
#if TEXTURED || GLOWS
    vec3 light = color * shine + glow
#if TEXTURED
        * texture(glowMap, mapCoord).rgb
#endif
        ;

    // One strength and one colour are kept: what shines much shows its own colour, and reflects that too.
    float most = max(light.r, max(light.g, light.b));
    if (most > 0.0)
        color = mix(color, light / most, clamp(most * 4.0, 0.0, 1.0));
    shine = most;
#endif
    surfaceColor = vec4(sqrt(color), glowByte(shine));
    float depth = 1.0 / gl_FragCoord.w;
    geometry = uvec4(
        identity, packSnorm2x16(octahedralFrom(n)), floatBitsToUint(depth), packUnorm4x8(vec4(metallic, roughness, 1.0, 0.0)));
    flow = floatBitsToUint(flowHere(depth));
#if CUTOFF
    float alpha = metalRough.z;
#if TEXTURED
    alpha *= map.a;
#endif

    // Last: what is discarded gives its neighbours no derivatives.
    if (alpha < cutoff)
        discard;
#endif
}
#endif
