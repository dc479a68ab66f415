flat in vec4 layer;
#if CUTOFF
in vec2 mapCoord;
in float alpha;
flat in float cutoff;
#if TEXTURED
uniform sampler2D baseColorMap;
#endif
#endif

layout(location = 0) out vec4 covered;

void main() {
#if CUTOFF
    float opacity = alpha;
#if TEXTURED
    opacity *= texture(baseColorMap, mapCoord).a;
#endif
    if (opacity < cutoff)
        discard;
#endif
    covered = layer;
}
