// A tag with category, number and score where labels.comp, or its plain form, placed it.
#include "vision/overlay/record.glsl"

layout(location = 2) in vec2 place;  // its top left in target pixels

uniform sampler2D names;

out vec2 units;        // from the top left of the text: 8 a character, 15 a line
flat out ivec4 text;   // row of the name, its length, the score in hundredths, the number of the thing
flat out ivec2 width;  // digits of that number, characters of all
flat out vec4 paper;   // colour, how bright the ink on it is
flat out float scale;  // pixels per unit

const float PADDING = 4.0;

int digitsOf(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) ++digits;
    return digits;
}

void main() {
    // A class without a name shows no name.
    int row = int(info.y + 0.5);
    int length = row < textureSize(names, 0).y ? int(texelFetch(names, ivec2(0, row), 0).r * 255.0 + 0.5) : 0;
    int number = numbered > 0 ? int(info.z + 0.5) : 0;
    int digits = numbered > 0 ? digitsOf(number) : 0;

    // A blank behind each word, and the four characters of a score: 0.93.
    int characters = (length > 0 ? length + 1 : 0) + (digits > 0 ? digits + 1 : 0) + 4;
    float perUnit = style.z / 15.0;
    vec2 size = vec2(8.0 * float(characters) + 2.0 * PADDING, 15.0) * perUnit;
    vec2 at = quadCorner(gl_VertexID);
    units = at * size / perUnit - vec2(PADDING, 0.0);
    text = ivec4(row, length, int(clamp(info.x, 0.0, 1.0) * 100.0 + 0.5), number);
    width = ivec2(digits, characters);
    paper = recordColor();
    scale = perUnit;
    gl_Position = toClip(place + at * size);
}
