// A pixel's labels are those of the one inner pixel where its middle lies, whole and unmixed. Flow is told in pixels of this picture.
#include "scenes/lens.glsl"

uniform highp usampler2D geometryMap;
uniform highp usampler2D flowMap;

layout(location = 0) out uvec4 geometry;
layout(location = 1) out uvec2 flow;

void main() {
    ivec2 at = clamp(ivec2(floor(innerOf(gl_FragCoord.xy))), ivec2(0), ivec2(innerSize.xy) - 1);
    geometry = texelFetch(geometryMap, at, 0);
    vec2 way = uintBitsToFloat(texelFetch(flowMap, at, 0).xy);
#if LENS
    vec2 from = (vec2(at) + 0.5 - innerLens.xy) / innerLens.z, to = from + way / innerLens.z;
    to *= min(1.0, outerLens.w / max(length(to), 1e-9));
    flow = floatBitsToUint((distorted(to) - distorted(from)) * outerLens.z);
#else
    flow = floatBitsToUint(way * (outerLens.z / innerLens.z));
#endif
}
