// What a pixel of the one draw holds.
#include "scenes/octahedral.glsl"
#include "scenes/glow.glsl"

layout(location = 0) out vec4 surfaceColor;  // the root of the linear base colour; w: what it shines by itself, see glow.glsl
layout(location = 1) out uvec4 geometry;     // identity, normal, depth, and metallic, roughness, occlusion, a byte of ours
layout(location = 2) out uvec2 flow;         // the bits of pixels to the right and down
