// A box's name, number and score: its colour as paper, black or white ink, whichever shows.
#include "vision/overlay/color.glsl"
#include "vision/overlay/glyph.glsl"

uniform sampler2D names;

in vec2 units;
flat in ivec4 text;
flat in ivec2 width;
flat in vec4 paper;
flat in float scale;
out vec4 color;

const int BLANK = 0;
const int POINT = 14;
const int ZERO = 16;

// The digit of a number that has so many digits behind it.
int digitAt(int number, int behind) {
    for (int i = 0; i < behind; ++i) number /= 10;
    return ZERO + number - 10 * (number / 10);
}

int glyphAt(int column) {
    if (column < text.y) return int(texelFetch(names, ivec2(1 + column, text.x), 0).r * 255.0 + 0.5);

    // From the right: the score, a blank, the number.
    int place = width.y - 1 - column;
    if (place < 2) return digitAt(text.z, place);
    if (place == 2) return POINT;
    if (place == 3) return digitAt(text.z, 2);
    return place > 4 && place <= 4 + width.x ? digitAt(text.w, place - 5) : BLANK;
}

void main() {
    float column = floor(units.x / 8.0);
    float mark = 0.0;
    if (units.x >= 0.0 && column < float(width.y))
        mark = glyphCoverage(glyphAt(int(column)), vec2(units.x - 8.0 * column, units.y), scale);
    color = toTarget(mix(paper.rgb, vec3(paper.a), mark), 0.95);
}
