// A frame around a box: a strip between two rectangles, so that the inside of a large box costs nothing.
#include "vision/overlay/record.glsl"

out vec2 fromCenter;
flat out vec4 extent;  // half the size, radius of the corners, half the line's width
flat out vec4 paint;   // colour, width of the dark edge

void main() {
    vec2 low = placement.xy + box.xy * placement.zw;
    vec2 size = max(box.zw * placement.zw, vec2(1.0));
    float radius = min(style.y, 0.3 * min(size.x, size.y));
    float halo = haloWidth();
    float margin = 0.5 * style.x + halo + 1.0;
    vec2 center = low + 0.5 * size;

    int corner = (gl_VertexID >> 1) & 3;
    vec2 side = vec2(corner == 1 || corner == 2 ? 1.0 : -1.0, corner >= 2 ? 1.0 : -1.0);
    bool inner = (gl_VertexID & 1) == 1;
    fromCenter = side * (inner ? max(0.5 * size - margin - 0.3 * radius, vec2(0.0)) : 0.5 * size + margin);
    extent = vec4(0.5 * size, radius, 0.5 * style.x);
    paint = vec4(recordColor().rgb, halo);
    gl_Position = toClip(center + fromCenter);
}
