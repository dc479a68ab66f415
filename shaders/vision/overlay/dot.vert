// A square around each keypoint, one an instance.
#include "vision/overlay/common.glsl"

layout(location = 0) in vec2 point;

uniform int keypoints;

out vec2 fromCenter;
flat out vec4 spot;  // radius, width of the dark edge, number of the keypoint, whether the target encodes

void main() {
    float halo = haloWidth();
    fromCenter = (2.0 * quadCorner(gl_VertexID) - 1.0) * (style.w + halo + 1.0);
    spot = vec4(style.w, halo, float(gl_InstanceID - keypoints * (gl_InstanceID / keypoints)), frame.w);
    gl_Position = toClip(placement.xy + point * placement.zw + fromCenter);
}
