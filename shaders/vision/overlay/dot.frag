// A keypoint's disc with its halo; each keypoint has a colour of its own.
#include "vision/overlay/color.glsl"

in vec2 fromCenter;
flat in vec4 spot;
out vec4 color;

void main() {
    float distance = length(fromCenter);
    float disc = clamp(spot.x + 0.5 - distance, 0.0, 1.0);
    float halo = smoothstep(0.0, 1.0, (spot.x + spot.y - distance) / spot.y);
    color = withHalo(paletteColor(1 + int(spot.z + 0.5)), disc, halo, spot.w);
}
