// One thing that was found, an instance: what suppression wrote, or the same with a number and a colour of its own for one that is tracked.
#include "vision/overlay/common.glsl"
#include "vision/overlay/palette.glsl"

layout(location = 0) in vec4 box;   // left, top, width, height in source pixels
layout(location = 1) in vec4 info;  // score, class; if numbered: the number of the thing, the number of its colour

uniform int numbered;

vec4 recordColor() {
    return paletteColor(int((numbered > 0 ? info.w : info.y) + 0.5));
}
