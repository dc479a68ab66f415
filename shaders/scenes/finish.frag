// The picture as the camera gives it: edges smoothed, bent by the lens, darker in the corners, noisy.
#include "scenes/lens.glsl"
#include "scenes/color.glsl"

uniform sampler2D litMap;
uniform vec4 sensor;   // read noise, shot noise, vignetting, 1 / the squared distance of the corners
uniform uvec2 seed;

layout(location = 0) out vec4 picture;

vec3 filtered(vec2 at) {
    return textureLod(litMap, clamp(at, vec2(0.5), innerSize.xy - 0.5) / vec2(textureSize(litMap, 0)), 0.0).rgb;
}

#if FXAA
float lumaAt(ivec2 at) {
    return texelFetch(litMap, clamp(at, ivec2(0), ivec2(innerSize.xy) - 1), 0).a;
}

// After Lottes (FXAA, 2009): along the edge that the corners' lumas show, if there is one.
vec3 smoothed(vec2 at) {
    ivec2 i = ivec2(floor(at));
    float nw = lumaAt(i + ivec2(-1, -1)), ne = lumaAt(i + ivec2(1, -1)), sw = lumaAt(i + ivec2(-1, 1)), se = lumaAt(i + ivec2(1, 1));
#if LENS
    vec3 middle = filtered(at);
    float m = dot(middle, vec3(0.299, 0.587, 0.114));
#else
    vec4 own = texelFetch(litMap, i, 0);
    vec3 middle = own.rgb;
    float m = own.a;
#endif
    float low = min(m, min(min(nw, ne), min(sw, se))), high = max(m, max(max(nw, ne), max(sw, se)));
    vec2 way = vec2((sw + se) - (nw + ne), (nw + sw) - (ne + se));
    float least = max((nw + ne + sw + se) * 0.03125, 0.0078125);
    way = clamp(way / (min(abs(way.x), abs(way.y)) + least), -8.0, 8.0);

    // Two reads instead of four: reads are what a software rasterizer pays for.
    vec3 result = (filtered(at - way * 0.3) + filtered(at + way * 0.3)) * 0.4 + middle * 0.2;
    return high - low < max(0.04, high * 0.1) ? middle : result;
}
#endif

#if NOISE
uint mixed(uint h) {
    h = (h ^ (h >> 16)) * 0x7FEB352Du;
    h = (h ^ (h >> 15)) * 0x846CA68Bu;
    return h ^ (h >> 16);
}

// Two independent normal numbers (Box and Muller, A Note on the Generation of Random Normal Deviates, 1958).
vec2 normals(uint h) {
    float u = (float(mixed(h) >> 8) + 0.5) * (1.0 / 16777216.0), v = float(mixed(h ^ 0x9E3779B9u) >> 8) * (1.0 / 16777216.0);
    float r = sqrt(-2.0 * log(u));
    return r * vec2(cos(6.2831853 * v), sin(6.2831853 * v));
}
#endif

void main() {
    vec2 at = innerOf(gl_FragCoord.xy);
#if TENT
    // Four filtered reads half a sample aside weigh 3 x 3 samples as a tent, whose middle is the pixel's.
    vec3 a = filtered(at + vec2(-0.5, -0.5)), b = filtered(at + vec2(0.5, -0.5)), c = filtered(at + vec2(-0.5, 0.5)), d = filtered(at + vec2(0.5, 0.5));
    vec3 color = sqrt((a * a + b * b + c * c + d * d) * 0.25);
#elif FXAA
    vec3 color = smoothed(at);
#elif LENS
    vec3 color = filtered(at);
#else
    vec3 color = texelFetch(litMap, ivec2(at), 0).rgb;
#endif
#if SENSOR
    vec3 light = decodeSrgb(color);
    vec2 off = gl_FragCoord.xy - outerLens.xy;
    light *= 1.0 - sensor.z * dot(off, off) * sensor.w;
#if NOISE
    uvec2 pixel = uvec2(gl_FragCoord.xy);
    uint h = mixed(pixel.x + mixed(pixel.y + mixed(seed.x + mixed(seed.y))));
    vec3 deviation = sqrt(sensor.x * sensor.x + sensor.y * sensor.y * light);
    light += deviation * vec3(normals(h), normals(h ^ 0x68E31DA4u).x);
#endif
    color = encodeSrgb(clamp(light, 0.0, 1.0));
#endif
    picture = vec4(color, 1.0);
}
