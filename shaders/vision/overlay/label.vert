// A tag with category and score at a box: above it, or inside where there is no room above.
#include "vision/overlay/common.glsl"

layout(location = 0) in vec4 box;
layout(location = 1) in vec4 info;

uniform sampler2D names;

out vec2 units;       // from the top left of the text: 8 a character, 15 a line
flat out ivec3 text;  // row of the name, its length, the score in hundredths
flat out vec4 tag;    // width in units, pixels per unit, class, whether the target encodes

const float PADDING = 4.0;

void main() {
    // A class without a name shows its score alone.
    int row = int(info.y + 0.5);
    int length = row < textureSize(names, 0).y ? int(texelFetch(names, ivec2(0, row), 0).r * 255.0 + 0.5) : 0;

    // A blank and the four characters of a score: 0.93.
    float width = 8.0 * float(length + (length > 0 ? 5 : 4));
    float perUnit = style.z / 15.0;
    vec2 size = vec2(width + 2.0 * PADDING, 15.0) * perUnit;
    vec2 corner = placement.xy + box.xy * placement.zw;
    float gap = 0.5 * style.x;
    vec2 low = vec2(corner.x - gap, corner.y - gap - size.y);
    if (low.y < 0.0) low.y = corner.y + gap;
    low = clamp(low, vec2(0.0), max(frame.xy - size, 0.0));

    // On whole pixels, so that stems are not blurred over two.
    low = floor(low + 0.5);
    vec2 at = quadCorner(gl_VertexID);
    units = at * size / perUnit - vec2(PADDING, 0.0);
    text = ivec3(row, length, int(clamp(info.x, 0.0, 1.0) * 100.0 + 0.5));
    tag = vec4(width, perUnit, info.y, frame.w);
    gl_Position = toClip(low + at * size);
}
