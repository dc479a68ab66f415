// The coverage of a character at a place in its cell of 8 x 15 units; the atlas holds distances of -1.5 to 1.5 units.
uniform sampler2D glyphs;

float glyphCoverage(int glyph, vec2 units, float pixelsPerUnit) {
    vec2 cell = vec2(float(glyph & 15), float(glyph >> 4)) * vec2(8.0, 15.0);

    // Half a texel off the edges, where a neighbour's would be mixed in.
    vec2 inside = clamp(units, vec2(1.0 / 6.0), vec2(8.0, 15.0) - 1.0 / 6.0);
    float distance = 3.0 * (textureLod(glyphs, (cell + inside) / vec2(128.0, 90.0), 0.0).r - 0.5);
    return clamp(distance * pixelsPerUnit + 0.5, 0.0, 1.0);
}
