// A rectangle or a character of the head-up display.
#include "vision/overlay/color.glsl"
#include "vision/overlay/glyph.glsl"

in vec2 units;
flat in vec4 paint;
flat in vec2 letter;
out vec4 color;

void main() {
    float mark = letter.x < -0.5 ? 1.0 : glyphCoverage(int(letter.x + 0.5), units, letter.y);
    color = toTarget(paint.rgb, paint.a * mark);
}
