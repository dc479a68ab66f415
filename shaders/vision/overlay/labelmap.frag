// A label map over the picture: each class in its colour. The four nearest labels vote, each with its weight of a bilinear filter and its
// confidence, so that borders are smooth lines at any size; in the middle of a label's texel it is the label itself.
#include "vision/overlay/color.glsl"
#include "vision/overlay/palette.glsl"

uniform sampler2D map;  // red + 256 * blue the class, green how sure, alpha 0 where the network saw bars and no picture
uniform vec3 drawing;   // opacity; half the outline's width in pixels; the class that is not drawn, or -1

in vec2 seen;
out vec4 color;

// A class, its vote, and how the vote changes a texel to the right and down.
vec4 labelAt(ivec2 at, ivec2 last, vec3 weight) {
    vec4 texel = texelFetch(map, clamp(at, ivec2(0), last), 0);
    return vec4(floor(texel.r * 255.0 + 0.5) + 256.0 * floor(texel.b * 255.0 + 0.5), weight * max(texel.g, 1.0 / 255.0) * texel.a);
}

// Adds the votes of another texel if it is of the same class; what was added has none left.
void merge(inout vec4 votes, inout vec4 other) {
    float same = votes.x == other.x ? 1.0 : 0.0;
    votes.yzw += same * other.yzw;
    other.yzw *= 1.0 - same;
}

vec4 better(vec4 best, vec4 other) {
    return other.y > best.y ? other : best;
}

void main() {
    ivec2 size = textureSize(map, 0);
    vec2 texels = seen * vec2(size) - 0.5;
    vec2 perPixel = vec2(dFdx(texels.x), dFdy(texels.y));
    vec2 corner = floor(texels), p = texels - corner, q = 1.0 - p;
    ivec2 at = ivec2(corner);
    vec4 a = labelAt(at, size - 1, vec3(q.x * q.y, -q.y, -q.x));
    vec4 b = labelAt(at + ivec2(1, 0), size - 1, vec3(p.x * q.y, q.y, -p.x));
    vec4 c = labelAt(at + ivec2(0, 1), size - 1, vec3(q.x * p.y, -p.y, q.x));
    vec4 d = labelAt(at + ivec2(1, 1), size - 1, vec3(p.x * p.y, p.y, p.x));

    merge(a, b);
    merge(a, c);
    merge(a, d);
    merge(b, c);
    merge(b, d);
    merge(c, d);

    // The best two of four.
    vec4 high = better(a, b), low = a.y >= b.y ? b : a, high2 = better(c, d), low2 = c.y >= d.y ? d : c;
    vec4 best = better(high, high2);
    vec4 second = high.y >= high2.y ? better(low, high2) : better(high, low2);

    // Pixels to the border: the lead of the winner over how fast it shrinks.
    float border = second.y > 0.0 ? (best.y - second.y) / max(length((best.zw - second.zw) * perPixel), 1e-6) : 1e6;
    float outline = drawing.y > 0.0 ? clamp(drawing.y + 0.5 - border, 0.0, 1.0) : 0.0;
    float alpha = mix(drawing.x, 1.0, outline);

    // Towards what is not drawn the edge is as soft as a pixel is wide, on both sides of the border.
    bool drawn = best.x != drawing.z, drawnBeyond = second.y > 0.0 && second.x != drawing.z;
    float covered = clamp(0.5 + (drawn ? border : -border), 0.0, 1.0);
    if (drawn && (drawnBeyond || second.y == 0.0)) covered = 1.0;
    if ((!drawn && !drawnBeyond) || best.y == 0.0) covered = 0.0;
    color = toTarget(paletteColor(int(drawn ? best.x : second.x)).rgb, alpha * covered);
}
