// The light of a surface: sun and shadow, sky, lamps, weather and air.
#include "scenes/frame.glsl"
#include "scenes/octahedral.glsl"
#include "scenes/sky.glsl"
#include "scenes/develop.glsl"
#if WEATHER
#include "scenes/noise.glsl"
#endif

uniform sampler2D surfaceMap;
uniform highp usampler2D geometryMap;
uniform highp sampler2DShadow shadowMap;

layout(location = 0) out vec4 lit;

#if LAMPS
const int TILES_X = 16, TILES_Y = 12, SLICES = 8;
layout(std140, binding = 1) uniform Lamps {
    vec4 lampPlace[32];   // relative to the camera; w: 1 / range^2
    vec4 lampColor[32];   // w: unused
    vec4 lampCone[32];    // where it points; w: the cosine of the half angle
    uvec4 lampTiles[384];  // for each part of the picture, in slices of depth, a bit for each lamp that may reach it
};
#endif

const float PI = 3.14159265;

// Metal-rough reflection of light from one direction, times pi: GGX with Hammon's visibility (PBR Diffuse Lighting for GGX+Smith
// Microsurfaces, 2017) and Schlick's Fresnel.
vec3 reflected(vec3 base, vec3 f0, float a, vec3 n, vec3 v, float nv, vec3 l) {
    vec3 h = normalize(l + v);
    float nl = clamp(dot(n, l), 0.0, 1.0), nh = clamp(dot(n, h), 0.0, 1.0), lh = clamp(dot(l, h), 0.0, 1.0);
    float a2 = a * a, d = nh * nh * (a2 - 1.0) + 1.0;
    float one = 1.0 - lh, two = one * one;
    vec3 fresnel = f0 + (1.0 - f0) * (two * two * one);
    float specular = min(a2 / (d * d), 4e3) * 0.5 / max(mix(2.0 * nl * nv, nl + nv, a), 1e-3);
    return (base * (1.0 - fresnel) + fresnel * specular) * nl;
}

float shade(vec3 p, vec3 n) {
    vec4 s = shadowMatrix * vec4(p + n * (exposure.w * 1.6), 1.0);
    // A map of floats does not clamp what it is compared with: beyond its depth nothing lies, and nothing is in shadow.
    float lightShare = textureLod(shadowMap, vec3(s.xy, min(s.z - 0.0004, 1.0)), 0.0);
    vec2 edge = abs(s.xy - 0.5);
    return mix(lightShare, 1.0, clamp(max(edge.x, edge.y) * 25.0 - 11.5, 0.0, 1.0));
}

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    uvec4 g = texelFetch(geometryMap, at, 0);
    vec4 surface = texelFetch(surfaceMap, at, 0);
    vec3 base = surface.rgb * surface.rgb;
    vec3 n = octahedralTo(unpackSnorm2x16(g.y));
    vec4 material = unpackUnorm4x8(g.w);
    float depth = uintBitsToFloat(g.z), metallic = material.x, roughness = material.y;
    vec3 ray = rayOf(gl_FragCoord.xy);
    vec3 p = ray * depth;
    float far = length(p);
    vec3 v = -p / far;

#if WEATHER
    vec3 world = p + cameraPosition.xyz;
    float patches = noise2(world.xz * 0.45) * 0.65 + noise2(world.xz * 1.9) * 0.35;
    float up = n.y;

    // Wet things are darker and smoother; level ones carry puddles.
    float wet = exposure.y;
    float puddle = wet * smoothstep(0.93, 0.99, up) * smoothstep(0.72 - 0.35 * wet, 0.85 - 0.25 * wet, patches);
    base *= mix(1.0, 0.5, wet * (1.0 - metallic));
    roughness = mix(roughness, roughness * 0.45 + 0.05, wet * clamp(up, 0.15, 1.0));
    roughness = mix(roughness, 0.04, puddle);
    n = normalize(mix(n, vec3(0.0, 1.0, 0.0), puddle));

    // Snow lies on what looks up.
    float snow = smoothstep(0.55, 0.85, up + (patches - 0.5) * 0.5) * smoothstep(0.0, 0.25, exposure.z - 0.35 * (1.0 - patches));
    base = mix(base, vec3(0.86, 0.89, 0.94), snow);
    roughness = mix(roughness, 0.75, snow);
    metallic *= 1.0 - snow;
#endif

    roughness = max(roughness, 0.045);
    float a = roughness * roughness;
    vec3 f0 = mix(vec3(0.04), base, metallic);
    vec3 diffuse = base * (1.0 - metallic);
    float nv = clamp(abs(dot(n, v)), 1e-3, 1.0);

    vec3 sky = ambient[0].rgb + ambient[1].rgb * n.x + ambient[2].rgb * n.y + ambient[3].rgb * n.z;
    float occlusion = material.z;
    vec3 color = diffuse * (sky * occlusion);

    // What a surface mirrors: the sky, sharp or soft, and the ground below the horizon; houses and trees hide its lowest part.
    vec3 r = reflect(-v, n);
    vec3 above = vec3(r.x, max(r.y, 0.0), r.z);
    vec3 mirrored = mirroredSky(above, roughness > 0.3);
    mirrored = mix(groundLight.rgb, mirrored, smoothstep(-0.15 - 0.5 * a, 0.22 + 0.5 * a, r.y));
    mirrored = mix(mirrored, sky, a * 0.75);
    vec4 c = roughness * vec4(-1.0, -0.0275, -0.572, 0.022) + vec4(1.0, 0.0425, 1.04, -0.04);
    float t = min(c.x * c.x, exp2(-9.28 * nv)) * c.x + c.y;
    vec2 environment = vec2(-1.04, 1.04) * t + c.zw;  // Lazarov's fit (Physically Based Shading on Mobile, Karis 2014)
    color += mirrored * occlusion * (f0 * environment.x + environment.y);

    float shadow = mix(1.0, shade(p, n), sunDirection.w);
    color += sunLight.rgb * (shadow * reflected(diffuse, f0, a, n, v, nv, sunDirection.xyz));

#if LAMPS
    int slice = clamp(int(log2(max(depth, 1.0))), 0, SLICES - 1);
    int tile = slice * TILES_X * TILES_Y + int(gl_FragCoord.y * float(TILES_Y) / rayY.w) * TILES_X + int(gl_FragCoord.x * float(TILES_X) / rayX.w);
    uint bits = lampTiles[tile >> 2][tile & 3];
    while (bits != 0u) {
        int i = findLSB(bits);
        bits &= bits - 1u;
        vec3 toLamp = lampPlace[i].xyz - p;
        float square = dot(toLamp, toLamp);
        vec3 l = toLamp * inversesqrt(square);

        // Falls with the square of the distance, and to nothing at the range (Karis, Real Shading in Unreal Engine 4, 2013).
        float share = square * lampPlace[i].w, window = clamp(1.0 - share * share, 0.0, 1.0);
        float cone = smoothstep(lampCone[i].w - 0.02, lampCone[i].w + 0.25 * (1.0 - lampCone[i].w), -dot(l, lampCone[i].xyz));
        if (lampCone[i].w <= -1.0)
            cone = 1.0;

        // Many lamps may shine here: their highlights are by Lagarde's cheaper form (Karis, Optimizing PBR for Mobile, 2015), without a root.
        float nl = clamp(dot(n, l), 0.0, 1.0), both = 1.0 + dot(l, v), nh = nl + nv, bend = nh * nh / (2.0 * both + 1e-4) * (a * a - 1.0) + 1.0;
        float highlight = min(a * a / (bend * bend * max(both, 0.2) * (2.0 * roughness + 1.0)), 4e3);
        color += lampColor[i].rgb * (window * window * cone * nl / max(square, 0.01)) * (diffuse + f0 * highlight);
    }
#endif

    // What shines by itself is told in terms of the finished picture: 1 is about white, by day and by night.
    float shine = exp2(surface.a * 8.0) - 1.0;
    color += base * (shine * 1.6 / exposure.x);
#if FOG
    color = withFog(color, -v, far);
#endif
    lit = develop(color);
}
