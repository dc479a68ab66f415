// Rectangles and characters of the head-up display, one an instance, in target pixels.
#include "vision/overlay/common.glsl"

layout(location = 0) in vec4 area;
layout(location = 1) in vec4 tint;   // red, green, blue, alpha
layout(location = 2) in vec2 glyph;  // number of the character, or -1; pixels per unit

out vec2 units;
flat out vec4 paint;
flat out vec2 letter;

void main() {
    vec2 corner = quadCorner(gl_VertexID);
    units = corner * vec2(8.0, 15.0);
    paint = tint;
    letter = glyph;
    gl_Position = toClip(area.xy + corner * area.zw);
}
