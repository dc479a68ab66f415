// A keypoint's disc with its halo.
#include "vision/overlay/color.glsl"

in vec2 fromCenter;
flat in vec2 extent;
flat in vec3 paint;
out vec4 color;

void main() {
    float distance = length(fromCenter);
    float disc = clamp(extent.x + 0.5 - distance, 0.0, 1.0);
    float halo = smoothstep(0.0, 1.0, (extent.x + extent.y - distance) / extent.y);
    color = withHalo(paint, disc, halo);
}
