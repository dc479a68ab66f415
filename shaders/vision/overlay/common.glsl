// What the vertex shaders of all overlays share. Pixels count from the top left of the target.
uniform vec4 frame;      // width and height of the target; 1 where row 0 is the top, else -1; 1 where the target encodes sRGB
uniform vec4 placement;  // where the source picture's top left is, and target pixels per source pixel
uniform vec4 style;      // line width, corner radius, height of text, radius of dots: in pixels

vec4 toClip(vec2 pixel) {
    vec2 at = 2.0 * pixel / frame.xy - 1.0;
    return vec4(at.x, at.y * frame.z, 0.0, 1.0);
}

// The dark edge that keeps a mark visible on bright pictures.
float haloWidth() {
    return max(1.5, 0.8 * style.x);
}

// Corner number 0 to 3 of a quad that is drawn as a strip.
vec2 quadCorner(int vertex) {
    return vec2(float(vertex & 1), float(vertex >> 1));
}
