// Soft suppression by one work group: again and again the best is taken, and the scores of all that overlap it fall. Bodla et al. (2017).
// Bound by the overlaps, all candidates anew for each that is taken: `suppression` on llvmpipe, processor time, 181 candidates with 114 kept
// 3.3 ms, 424 with 187 kept 7, 1290 with 219 kept 21.
#include "vision/suppression/common.glsl"
#include "vision/suppression/parameters.glsl"
#include "vision/suppression/overlap.glsl"
#include "vision/suppression/results.glsl"

layout(std430, binding = 0) readonly buffer Candidates { vec4 candidates[]; };

// Below every threshold.
#define TAKEN -3.4e38

shared uint selected;
shared uint bestKey;
shared uint bestRank;
shared vec4 takenBox;
shared float takenClass;

// Present scores, by rank; they lie behind the list.
float scoreOf(uint rank) { return uintBitsToFloat(work[SCORES + rank]); }
void setScore(uint rank, float score) { work[SCORES + rank] = floatBitsToUint(score); }

// The share in steps of 1/65536, rounded down: the step next to the quotient is found by comparing products, since a quotient is not rounded
// alike everywhere.
float overlapOf(vec2 areas) {
    float scaled = rounded(areas.x * 65536.0);
    float steps = floor(scaled / areas.y);
    if (rounded((steps + 1.0) * areas.y) <= scaled) steps += 1.0;
    if (rounded(steps * areas.y) > scaled) steps -= 1.0;
    return rounded(min(steps, 65536.0) * (1.0 / 65536.0));
}

// exp(-overlap^2 / sigma) as a power of two; its fraction by the series of the exponential function.
float gaussian(float overlap) {
    float x = rounded(rounded(overlap * overlap) * sharpness);
    float whole = floor(rounded(x + 0.5));
    if (whole > 120.0) return 0.0;
    float u = rounded(rounded(whole - x) * LN2);
    float p = C6;
    p = rounded(rounded(p * u) + C5);
    p = rounded(rounded(p * u) + C4);
    p = rounded(rounded(p * u) + C3);
    p = rounded(rounded(p * u) + C2);
    p = rounded(rounded(p * u) + 1.0);
    p = rounded(rounded(p * u) + 1.0);
    return rounded(p * uintBitsToFloat((127u - uint(whole)) << 23));
}

float softened(float score, vec4 box) {
    vec2 areas = sharedAndCovered(takenBox, box);
    if (sharpness > 0.0) return rounded(score * gaussian(overlapOf(areas)));
    return isBeyond(areas, overlapThreshold) ? rounded(score * rounded(1.0 - overlapOf(areas))) : score;
}

void main() {
    uint local = gl_LocalInvocationIndex;
    if (local == 0u) selected = work[0];
    barrier();
    uint total = min(selected, topK);
    for (uint rank = local; rank < total; rank += 128u) setScore(rank, candidates[2u * listed(rank).y + 1u].x);

    uint kept = 0u;
    for (; kept < uint(MAX_DETECTIONS); ++kept) {
        if (local == 0u) {
            bestKey = 0u;
            bestRank = 0xffffffffu;
        }
        barrier();

        float best = TAKEN;
        uint rankOfBest = 0u;
        for (uint rank = local; rank < total; rank += 128u) {
            float score = scoreOf(rank);
            if (score < scoreThreshold) continue;
            if (kept > 0u) {
                uint place = listed(rank).y;
                if (areRivals(takenClass, candidates[2u * place + 1u].y)) {
                    score = softened(score, candidates[2u * place]);
                    setScore(rank, score);
                }
            }
            if (score > best) {
                best = score;
                rankOfBest = rank;
            }
        }
        bool stands = best >= scoreThreshold && best > TAKEN;
        if (stands) atomicMax(bestKey, keyOf(best));
        barrier();
        if (bestKey == 0u) break;

        bool mine = stands && keyOf(best) == bestKey;
        if (mine) atomicMin(bestRank, rankOfBest);
        barrier();
        if (mine && bestRank == rankOfBest) {
            uint place = listed(rankOfBest).y;
            takenBox = candidates[2u * place];
            takenClass = candidates[2u * place + 1u].y;
            store(kept, place, takenBox, vec2(best, takenClass));
            setScore(rankOfBest, TAKEN);
        }
        barrier();
    }

    if (local == 0u) finish(kept, selected);
}
