// Scores become a label map, an invocation a pixel, and areas are counted: in shared memory first where the classes are few, so that a group
// adds once what its pixels have in common. Bound by reading the scores: `vision` on llvmpipe, 21x513x513, takes 98 ms of processor time, softmax
// makes it 109; where a map of 21x65x65 is interpolated to 513x513, four reads for one, 220 and 237.
#include "operators/elementwise/sigmoid.glsl"

layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;

#if HOLDS_CLASSES
layout(std430, binding = 0) readonly buffer Scores { int scores[]; };
#else
layout(std430, binding = 0) readonly buffer Scores { float scores[]; };
#endif
layout(std430, binding = 1) buffer Results { uint results[]; };
layout(rgba8, binding = 0) writeonly uniform highp image2D map;
#include "vision/segment_parameters.glsl"

#define SHARED_CLASSES 256
#if CLASSES <= SHARED_CLASSES
shared uint areas[5 * CLASSES];
#endif
shared uint bad;

#if !HOLDS_CLASSES
#if INTERPOLATE
ivec4 corners;
vec2 between;
float score(int c) {
    int first = c * channelStride;
    float upper = mix(scores[first + corners.x * pixelStride], scores[first + corners.y * pixelStride], between.x);
    float lower = mix(scores[first + corners.z * pixelStride], scores[first + corners.w * pixelStride], between.x);
    return mix(upper, lower, between.y);
}
#else
int place;
float score(int c) { return scores[c * channelStride + place * pixelStride]; }
#endif

// By its bits: what comparisons with NaN give is the driver's choice.
bool finite(float v) { return (floatBitsToUint(v) & 0x7f800000u) != 0x7f800000u; }
#endif

void main() {
    int me = int(gl_LocalInvocationIndex);
#if CLASSES <= SHARED_CLASSES
    for (int i = me; i < CLASSES; i += GROUP_X * GROUP_Y) {
        areas[5 * i] = 0u;
        areas[5 * i + 1] = 0x7fffffffu;
        areas[5 * i + 2] = 0x7fffffffu;
        areas[5 * i + 3] = 0u;
        areas[5 * i + 4] = 0u;
    }
#endif
    if (me == 0) bad = 0u;
    barrier();

    ivec2 pixel = ivec2(gl_GlobalInvocationID.xy);
    if (pixel.x < width && pixel.y < height) {
        int number = 0;
        float sure = 1.0;
        vec2 at = (vec2(pixel) + 0.5) * vec2(stepX, stepY) - 0.5;
        ivec2 most = ivec2(sourceWidth, sourceHeight) - 1;
#if HOLDS_CLASSES
        ivec2 near = clamp(ivec2(floor(at + 0.5)), ivec2(0), most);
        number = clamp(scores[(near.y * sourceWidth + near.x) * pixelStride], 0, classes - 1);
#else
#if INTERPOLATE
        at = clamp(at, vec2(0.0), vec2(most));
        ivec2 a = ivec2(at);
        ivec2 b = min(a + 1, most);
        between = at - vec2(a);
        corners = ivec4(a.y * sourceWidth + a.x, a.y * sourceWidth + b.x, b.y * sourceWidth + a.x, b.y * sourceWidth + b.x);
#else
        place = pixel.y * sourceWidth + pixel.x;
#endif
        float best = score(0);
        uint wrong = finite(best) ? 0u : 1u;
#if CHANNELS == 1
        // Softmax over one score would be 1: it is read as the foreground's logit.
        float p = ACTIVATION == 0 ? best : sigmoid(best);
        number = p >= threshold ? 1 : 0;
        sure = number == 1 ? p : 1.0 - p;
#else
        float sum = 1.0;
        for (int c = 1; c < CHANNELS; ++c) {
            float v = score(c);
            wrong += finite(v) ? 0u : 1u;
#if ACTIVATION == 2
            sum = v > best ? sum * exp(best - v) + 1.0 : sum + exp(v - best);
#endif
            if (v > best) {
                best = v;
                number = c;
            }
        }
        sure = ACTIVATION == 2 ? 1.0 / sum : ACTIVATION == 1 ? sigmoid(best) : best;
#endif
        if (wrong > 0u) atomicAdd(bad, wrong);
#endif

        vec2 center = vec2(pixel) + 0.5;
        bool inside = center.x > left && center.y > top && center.x < right && center.y < bottom;
        uvec4 texel = uvec4(uint(number & 255), uint(roundEven(255.0 * clamp(sure, 0.0, 1.0))), uint(number >> 8), inside ? 255u : 0u);
#if SOFT
        texel.x = uint(roundEven(255.0 * clamp(p, 0.0, 1.0)));
        texel.z = 0u;
#endif
        imageStore(map, pixel, vec4(texel) / 255.0);
#if KEEP_MAP
        results[8 + 5 * CLASSES + pixel.y * width + pixel.x] = texel.x | texel.y << 8 | texel.z << 16 | texel.w << 24;
#endif
        if (inside) {
#if CLASSES <= SHARED_CLASSES
            atomicAdd(areas[5 * number], 1u);
            atomicMin(areas[5 * number + 1], uint(pixel.x));
            atomicMin(areas[5 * number + 2], uint(pixel.y));
            atomicMax(areas[5 * number + 3], uint(pixel.x));
            atomicMax(areas[5 * number + 4], uint(pixel.y));
#else
            atomicAdd(results[8 + 5 * number], 1u);
            atomicMin(results[9 + 5 * number], uint(pixel.x));
            atomicMin(results[10 + 5 * number], uint(pixel.y));
            atomicMax(results[11 + 5 * number], uint(pixel.x));
            atomicMax(results[12 + 5 * number], uint(pixel.y));
#endif
        }
    }

    barrier();
#if CLASSES <= SHARED_CLASSES
    for (int i = me; i < CLASSES; i += GROUP_X * GROUP_Y) {
        if (areas[5 * i] == 0u) continue;
        atomicAdd(results[8 + 5 * i], areas[5 * i]);
        atomicMin(results[9 + 5 * i], areas[5 * i + 1]);
        atomicMin(results[10 + 5 * i], areas[5 * i + 2]);
        atomicMax(results[11 + 5 * i], areas[5 * i + 3]);
        atomicMax(results[12 + 5 * i], areas[5 * i + 4]);
    }
#endif
    if (me == 0 && bad > 0u) atomicAdd(results[3], bad);
}
