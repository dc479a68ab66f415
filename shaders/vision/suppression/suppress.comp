// Greedy suppression by one work group, 128 candidates of falling score at a time. Each invocation compares its candidate with all that
// were kept before, and notes in a bitmask which better ones of the same 128 overlap it; one invocation then settles these in order.
// Memory grows with the number of candidates only, and the work ends as soon as enough are kept.
#include "vision/suppression/common.glsl"

layout(std430, binding = 0) readonly buffer Candidates { vec4 candidates[]; };
layout(std430, binding = 1) readonly buffer Keypoints { vec2 keypoints[]; };
layout(std430, binding = 3) writeonly buffer Results { uint results[]; };

shared vec4 keptBoxes[MAX_DETECTIONS];
shared float keptClasses[MAX_DETECTIONS];
shared vec4 boxes[128];
shared float classes[128];
shared uvec4 overlaps[128];
shared uint alive[4];
shared uint chosen[4];
shared uint kept;
shared uint selected;

bool suppresses(vec4 a, float classOfA, vec4 b, float classOfB) {
    if (perClass != 0.0 && classOfA != classOfB) return false;

    vec2 size = max(min(a.xy + a.zw, b.xy + b.zw) - max(a.xy, b.xy), 0.0);
    float both = size.x * size.y;
    return both > overlapThreshold * (a.z * a.w + b.z * b.w - both);
}

void store(uint rank, uint place, vec4 box, vec2 scoreAndClass) {
    uint word = 16u + 8u * rank;
    vec4 mapped = vec4(box.xy * mapping.xy + mapping.zw, box.zw * mapping.xy);
    results[word] = floatBitsToUint(mapped.x);
    results[word + 1u] = floatBitsToUint(mapped.y);
    results[word + 2u] = floatBitsToUint(mapped.z);
    results[word + 3u] = floatBitsToUint(mapped.w);
    results[word + 4u] = floatBitsToUint(scoreAndClass.x);
    results[word + 5u] = floatBitsToUint(scoreAndClass.y);
    results[word + 6u] = 0u;
    results[word + 7u] = 0u;
    uint target = 16u + 8u * uint(MAX_DETECTIONS) + 2u * uint(KEYPOINTS) * rank;
    for (uint k = 0u; k < uint(KEYPOINTS); ++k) {
        vec2 point = keypoints[place * uint(KEYPOINTS) + k] * mapping.xy + mapping.zw;
        results[target + 2u * k] = floatBitsToUint(point.x);
        results[target + 2u * k + 1u] = floatBitsToUint(point.y);
    }
}

void main() {
    uint local = gl_LocalInvocationIndex;
    uint ranks = ranksFrom();

    // By one invocation: work[0] is set back at the end, when others might still be reading it.
    if (local == 0u) {
        kept = 0u;
        selected = work[0];
    }
    barrier();
    uint total = selected;

    for (uint first = 0u; first < total && kept < uint(MAX_DETECTIONS); first += 128u) {
        bool lives = first + local < total;
        uint place = 0u;
        vec4 box = vec4(0.0);
        vec2 scoreAndClass = vec2(0.0);
        uint before = kept;
        if (lives) {
            place = work[ranks + first + local];
            box = candidates[2u * place];
            scoreAndClass = candidates[2u * place + 1u].xy;
            for (uint k = 0u; k < before && lives; ++k)
                lives = !suppresses(keptBoxes[k], keptClasses[k], box, scoreAndClass.y);
        }
        boxes[local] = box;
        classes[local] = scoreAndClass.y;
        if (local < 4u) alive[local] = 0u;
        barrier();

        uvec4 mask = uvec4(0u);
        if (lives) {
            atomicOr(alive[local >> 5], 1u << (local & 31u));
            for (uint i = 0u; i < local; ++i) {
                if (suppresses(boxes[i], classes[i], box, scoreAndClass.y)) mask[i >> 5] |= 1u << (i & 31u);
            }
        }
        overlaps[local] = mask;
        barrier();

        if (local == 0u) {
            uvec4 taken = uvec4(0u);
            uint count = before;
            uint here = min(128u, total - first);
            for (uint i = 0u; i < here && count < uint(MAX_DETECTIONS); ++i) {
                uint bit = 1u << (i & 31u);
                if ((alive[i >> 5] & bit) != 0u && (overlaps[i] & taken) == uvec4(0u)) {
                    taken[i >> 5] |= bit;
                    keptBoxes[count] = boxes[i];
                    keptClasses[count] = classes[i];
                    ++count;
                }
            }
            for (uint i = 0u; i < 4u; ++i) chosen[i] = taken[i];
            kept = count;
        }
        barrier();

        uint bit = 1u << (local & 31u);
        if ((chosen[local >> 5] & bit) != 0u) {
            uint rank = before + uint(bitCount(chosen[local >> 5] & (bit - 1u)));
            for (uint i = 0u; i < local >> 5; ++i) rank += uint(bitCount(chosen[i]));
            store(rank, place, box, scoreAndClass);
        }
        barrier();
    }

    if (local == 0u) {
        uint header[16] = uint[16](
            kept, total, uint(KEYPOINTS), 0u,
            BOX_VERTICES, kept, 0u, 0u,
            QUAD_VERTICES, kept, 0u, 0u,
            QUAD_VERTICES, kept * uint(KEYPOINTS), 0u, 0u);
        for (uint i = 0u; i < 16u; ++i) results[i] = header[i];
        work[0] = 0u;
    }
}
