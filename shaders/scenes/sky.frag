// Where nothing was drawn: the sky's class, no normal, infinitely far, moving as the camera turns.
#include "scenes/frame.glsl"
#include "scenes/gbuffer.glsl"

void main() {
    surfaceColor = vec4(0.0);
    geometry = uvec4(uint(background.w), 0u, 0x7F800000u, 0u);
    flow = floatBitsToUint(stillFlowAt(gl_FragCoord.xy, 1.0, 0.0));
}
