in vec2 corner;
in vec4 tone;

layout(location = 0) out vec4 lit;

void main() {
#if FLAKES
    float shape = 1.0 - smoothstep(0.3, 1.0, length(corner));
#else
    float shape = (1.0 - abs(corner.x)) * (1.0 - corner.y * corner.y);
#endif
    lit = vec4(tone.rgb, tone.a * shape);
}
