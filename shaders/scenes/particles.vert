// Raindrops and snowflakes: instance by instance somewhere in a box around the camera that repeats itself, so that they stand still in the
// world while it moves. Where each is follows from its number, the seed and the time.
#define LUMA 0
#include "scenes/frame.glsl"
#include "scenes/develop.glsl"

uniform vec4 fall;    // how far all have fallen, less the camera's position, in boxes; w: the box's side in metres
uniform vec4 streak;  // the way that a drop falls while the shutter is open; w: its width in metres
uniform vec4 look;    // opacity, number that the hash begins with

out vec2 corner;
out vec4 tone;

uint mixed(uint h) {
    h = (h ^ (h >> 16)) * 0x7FEB352Du;
    h = (h ^ (h >> 15)) * 0x846CA68Bu;
    return h ^ (h >> 16);
}

float unit(uint h) {
    return float(mixed(h) >> 8) * (1.0 / 16777216.0);
}

void main() {
    uint h = mixed(uint(gl_InstanceID) + mixed(uint(look.y)));
    vec3 place = vec3(unit(h), unit(h + 1u), unit(h + 2u));
    vec3 p = (fract(place + fall.xyz) - 0.5) * fall.w;
#if FLAKES
    float turn = 6.2831853 * (unit(h + 3u) + cameraPosition.w * (0.2 + 0.3 * unit(h + 4u)));
    p += 0.25 * vec3(cos(turn), 0.0, sin(turn));
#endif
    corner = vec2(gl_VertexID & 1, (gl_VertexID >> 1) & 1) * 2.0 - 1.0;

    // The ends on the screen; never thinner than a pixel, but fainter then.
    vec4 from = clip * vec4(p - 0.5 * streak.xyz, 1.0), to = clip * vec4(p + 0.5 * streak.xyz, 1.0);
    float w = max(from.w, to.w), radius = streak.w * rayOrigin.w / max(w, 0.01), drawn = max(radius, 0.6);
    vec4 at = corner.y < 0.0 ? from : to;
    vec2 size = vec2(rayX.w, rayY.w);
    vec2 line = (to.xy / max(to.w, 0.01) - from.xy / max(from.w, 0.01)) * size;
    vec2 along = dot(line, line) > 1e-4 ? normalize(line) : vec2(0.0, 1.0), across = vec2(-along.y, along.x);
    vec2 offset = across * (corner.x * drawn);
#if FLAKES
    offset += along * (corner.y * drawn);
#endif
    at.xy += offset * 2.0 / size * at.w;
    float near = smoothstep(0.3, 1.2, w), fade = 1.0 - smoothstep(0.38 * fall.w, 0.5 * fall.w, length(p));
    gl_Position = min(from.w, to.w) > 0.15 ? at : vec4(0.0, 0.0, 2.0, 1.0);
    vec3 light = ambient[0].rgb + 0.3 * sunLight.rgb;
    tone = vec4(develop(light * 1.3).rgb, look.x * clamp(radius / drawn, 0.4, 1.0) * near * fade);
}
