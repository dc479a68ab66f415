// A soft mask over the picture: one colour over the subject, or over what surrounds it.
#include "vision/overlay/color.glsl"

uniform sampler2D map;  // red the share of the subject
uniform vec4 tint;      // colour, opacity
uniform int subject;    // whether the subject is painted over, not its surroundings

in vec2 seen;
out vec4 color;

void main() {
    float share = texture(map, seen).r;
    color = toTarget(tint.rgb, tint.a * (subject > 0 ? share : 1.0 - share));
}
