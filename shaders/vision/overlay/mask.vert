// The part of the source picture that a network saw.
#include "vision/overlay/common.glsl"

uniform vec4 area;     // left, top, width, height in source pixels
uniform vec4 network;  // where the network's input lies in the source: scale, offset

out vec2 seen;  // 0 .. 1 across the network's input

void main() {
    vec2 at = area.xy + quadCorner(gl_VertexID) * area.zw;
    seen = (at - network.zw) / network.xy;
    gl_Position = toClip(placement.xy + at * placement.zw);
}
