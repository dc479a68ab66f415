// A square around each keypoint, one an instance; each keypoint of a thing has a colour of its own.
#include "vision/overlay/common.glsl"
#include "vision/overlay/palette.glsl"

layout(location = 0) in vec2 point;

uniform int keypoints;

out vec2 fromCenter;
flat out vec2 extent;  // radius, width of the dark edge
flat out vec3 paint;

void main() {
    float halo = haloWidth();
    fromCenter = (2.0 * quadCorner(gl_VertexID) - 1.0) * (style.w + halo + 1.0);
    extent = vec2(style.w, halo);
    paint = paletteColor(1 + gl_InstanceID - keypoints * (gl_InstanceID / keypoints)).rgb;
    gl_Position = toClip(placement.xy + point * placement.zw + fromCenter);
}
