#if CUTOFF
in vec2 mapCoord;
in float alpha;
flat in float cutoff;
#if TEXTURED
uniform sampler2D baseColorMap;
#endif
#endif

void main() {
#if CUTOFF
    float opacity = alpha;
#if TEXTURED
    opacity *= texture(baseColorMap, mapCoord).a;
#endif
    if (opacity < cutoff)
        discard;
#endif
}
