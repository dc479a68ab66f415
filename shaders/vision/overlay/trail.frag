// A trail's line with its halo, fainter the longer ago.
#include "vision/overlay/color.glsl"

in float across;
in float opacity;
flat in vec2 extent;
flat in vec3 paint;
out vec4 color;

void main() {
    float line = clamp(extent.x + 0.5 - abs(across), 0.0, 1.0);
    float halo = smoothstep(0.0, 1.0, (extent.x + extent.y - abs(across)) / extent.y);
    color = opacity * withHalo(paint, line, 0.7 * halo);
}
