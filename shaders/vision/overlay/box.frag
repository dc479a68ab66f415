// The frame's line with round corners, and a halo that keeps it visible on any picture.
#include "vision/overlay/color.glsl"

in vec2 fromCenter;
flat in vec4 extent;
flat in vec4 paint;
out vec4 color;

void main() {
    // The signed distance to a rectangle with round corners.
    vec2 beyond = abs(fromCenter) - extent.xy + extent.z;
    float distance = abs(length(max(beyond, 0.0)) + min(max(beyond.x, beyond.y), 0.0) - extent.z);
    float line = clamp(extent.w + 0.5 - distance, 0.0, 1.0);
    float halo = smoothstep(0.0, 1.0, (extent.w + paint.w - distance) / paint.w);
    color = withHalo(paint.rgb, line, halo);
}
