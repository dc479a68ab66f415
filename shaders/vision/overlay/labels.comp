// Places the labels of detections, best first, so that none covers a better one where there is another place for it. The plain form is
// LabelPlaces.Place. One work group; bound by comparing each label with all better ones, of many labels: `vision` on llvmpipe, processor time,
// 10 labels 0.1 ms, 100 from 4.5 on, 300 from 33 on.
#include "vision/overlay/common.glsl"

layout(local_size_x = 32) in;
layout(std430, binding = 0) readonly buffer Detections { uint words[]; };
layout(std430, binding = 1) writeonly buffer Places { vec2 places[]; };

uniform sampler2D names;
uniform vec4 bounds;  // what labels stay within: left, top, right, bottom in target pixels

const float PADDING = 4.0;

// Left, top, right, bottom of the labels that have their place.
shared vec4 placed[512];
shared uint covered;

float word(uint index) {
    return uintBitsToFloat(words[index]);
}

void main() {
    uint lane = gl_LocalInvocationIndex;
    uint count = min(words[0], uint(placed.length()));
    float gap = 0.5 * style.x, perUnit = style.z / 15.0;
    if (lane == 0u) covered = 0u;
    barrier();

    for (uint i = 0u; i < count; ++i) {
        uint at = 16u + 8u * i;
        int row = int(word(at + 5u) + 0.5);
        int length = row < textureSize(names, 0).y ? int(texelFetch(names, ivec2(0, row), 0).r * 255.0 + 0.5) : 0;
        vec2 size = vec2(8.0 * float((length > 0 ? length + 1 : 0) + 4) + 2.0 * PADDING, 15.0) * perUnit;
        vec2 low = placement.xy + vec2(word(at), word(at + 1u)) * placement.zw;
        vec2 high = placement.xy + vec2(word(at) + word(at + 2u), word(at + 1u) + word(at + 3u)) * placement.zw;

        // Above, inside at the top; the same at the right; below, inside at the bottom.
        float left = low.x - gap, right = high.x + gap - size.x;
        float above = low.y - gap - size.y, below = high.y + gap;
        vec2 slots[6] = vec2[6](
            vec2(left, above), vec2(left, low.y + gap), vec2(right, above), vec2(right, low.y + gap), vec2(left, below),
            vec2(left, high.y - gap - size.y));
        uint hit = 0u;
        for (int s = 0; s < 6; ++s) {
            bool outside = slots[s].y < bounds.y || slots[s].y + size.y > bounds.w;
            slots[s] = floor(clamp(slots[s], bounds.xy, max(bounds.zw - size, bounds.xy)) + 0.5);
            for (uint j = lane; j < i && !outside; j += gl_WorkGroupSize.x)
                outside = slots[s].x < placed[j].z && placed[j].x < slots[s].x + size.x && slots[s].y < placed[j].w && placed[j].y < slots[s].y + size.y;
            if (outside) hit |= 1u << uint(s);
        }

        if (hit != 0u) atomicOr(covered, hit);
        barrier();

        if (lane == 0u) {
            int best = 0;
            while (best < 6 && (covered & (1u << uint(best))) != 0u) ++best;
            vec2 place = slots[best < 6 ? best : low.y - gap - size.y < bounds.y ? 1 : 0];
            places[i] = place;
            placed[i] = vec4(place, place + size);
            covered = 0u;
        }
        barrier();
    }
}
