#include "scenes/frame.glsl"
#include "scenes/octahedral.glsl"
#include "scenes/color.glsl"

uniform sampler2D surfaceMap;
uniform highp usampler2D geometryMap;
uniform highp sampler2DShadow shadowMap;

layout(location = 0) out vec4 lit;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    uvec4 g = texelFetch(geometryMap, at, 0);
    if (g.z == 0x7F800000u) {
        lit = vec4(background.rgb, 1.0);
        return;
    }
    vec3 base = texelFetch(surfaceMap, at, 0).rgb;
    base *= base;
    vec3 n = octahedralTo(unpackSnorm2x16(g.y));
    vec3 p = rayOf(gl_FragCoord.xy) * uintBitsToFloat(g.z);
    float lambert = dot(n, sunDirection.xyz);
    vec3 light = ambient[0].rgb;
    if (lambert > 0.0) {
        vec4 s = shadowMatrix * vec4(p + n * (exposure.w * 1.5), 1.0);
        light += sunLight.rgb * lambert * texture(shadowMap, vec3(s.xy, s.z - 0.0005));
    }
    lit = vec4(encodeSrgb(base * light * exposure.x), 1.0);
}
