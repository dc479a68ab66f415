// The source picture in its place of the target.
#include "vision/overlay/common.glsl"

uniform vec4 columns;  // texture coordinates as an affine function of the upright picture's: x part of u, of v; y part of u, of v
uniform vec2 origin;
uniform vec4 area;     // in target pixels

out vec2 at;

void main() {
    vec2 corner = quadCorner(gl_VertexID);
    at = origin + corner.x * columns.xy + corner.y * columns.zw;
    gl_Position = toClip(area.xy + corner * area.zw);
}
