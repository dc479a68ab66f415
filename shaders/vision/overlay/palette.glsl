// The colours of classes, one texel each; alpha is the ink that is read best on it, 0 black or 1 white.
uniform sampler2D palette;

vec4 paletteColor(int number) {
    int count = textureSize(palette, 0).x;
    return texelFetch(palette, ivec2(number - count * (number / count), 0), 0);
}
