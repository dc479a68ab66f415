// A box's name and score: its colour as paper, black or white ink, whichever shows.
#include "vision/overlay/color.glsl"
#include "vision/overlay/glyph.glsl"

uniform sampler2D names;

in vec2 units;
flat in ivec3 text;
flat in vec4 tag;
out vec4 color;

const int BLANK = 0;
const int POINT = 14;
const int ZERO = 16;

int glyphAt(int column) {
    if (column < text.y) return int(texelFetch(names, ivec2(1 + column, text.x), 0).r * 255.0 + 0.5);

    int place = column - text.y - (text.y > 0 ? 1 : 0);
    if (place == 0) return ZERO + text.z / 100;
    if (place == 1) return POINT;
    if (place == 2) return ZERO + (text.z / 10) - 10 * (text.z / 100);
    if (place == 3) return ZERO + text.z - 10 * (text.z / 10);
    return BLANK;
}

void main() {
    vec3 paper = paletteColor(int(tag.z + 0.5));
    vec3 ink = dot(paper, vec3(0.299, 0.587, 0.114)) > 0.45 ? vec3(0.0) : vec3(1.0);
    float column = floor(units.x / 8.0);
    float mark = 0.0;
    if (units.x >= 0.0 && units.x < tag.x)
        mark = glyphCoverage(glyphAt(int(column)), vec2(units.x - 8.0 * column, units.y), tag.y);
    color = toTarget(mix(paper, ink, mark), 0.95, tag.w);
}
