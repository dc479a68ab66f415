// One stretch of a trail, an instance: four points in a row, of which it joins the two in the middle, with mitres to its neighbours.
#include "vision/overlay/common.glsl"
#include "vision/overlay/palette.glsl"

// Position in source pixels, opacity, number of the colour; a negative opacity stands between two trails.
layout(location = 0) in vec4 before;
layout(location = 1) in vec4 from;
layout(location = 2) in vec4 to;
layout(location = 3) in vec4 after;

out float across;      // pixels from the middle of the line
out float opacity;
flat out vec2 extent;  // half the line's width, width of the dark edge
flat out vec3 paint;

vec2 toPixels(vec4 point) {
    return placement.xy + point.xy * placement.zw;
}

vec2 directionOf(vec2 a, vec2 b, vec2 otherwise) {
    vec2 way = b - a;
    float far = length(way);
    return far > 1e-3 ? way / far : otherwise;
}

void main() {
    bool exists = from.z >= 0.0 && to.z >= 0.0;
    vec2 a = toPixels(from), b = toPixels(to);
    vec2 along = directionOf(a, b, vec2(1.0, 0.0));
    bool atEnd = gl_VertexID >= 2;
    vec4 neighbour = atEnd ? after : before;
    vec2 beside = along;
    if (neighbour.z >= 0.0)
        beside = atEnd ? directionOf(b, toPixels(neighbour), along) : directionOf(toPixels(neighbour), a, along);

    // The mitre lies in the middle of both normals, as far out as both edges meet; in sharp turns no further than twice the width.
    vec2 middle = directionOf(vec2(0.0), along + beside, along);
    float halo = haloWidth();
    float reach = 0.5 * style.x + halo + 1.0;
    vec2 mitre = vec2(-middle.y, middle.x) / max(dot(middle, along), 0.5);
    float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;

    across = side * reach;
    opacity = atEnd ? to.z : from.z;
    extent = vec2(0.5 * style.x, halo);
    paint = paletteColor(int(to.w + 0.5)).rgb;
    gl_Position = exists ? toClip((atEnd ? b : a) + across * mitre) : vec4(0.0, 0.0, 0.0, 1.0);
}
