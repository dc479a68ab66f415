// Where nothing was drawn: the sky's class, no normal, infinitely far, moving as the camera turns.
#include "scenes/frame.glsl"
#include "scenes/gbuffer.glsl"

void main() {
    vec3 next = (nextPixels * vec4(rayOf(gl_FragCoord.xy), 0.0)).xyw;
    surfaceColor = vec4(0.0);
    geometry = uvec4(uint(background.w), 0u, 0x7F800000u, 0u);
    flow = floatBitsToUint(next.xy / max(next.z, 1e-6) - gl_FragCoord.xy);
}
