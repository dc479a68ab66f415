// Words of a packed map, whatever they mean, for kernels that move elements: word 4 * i + lane is a lane of vec4 number i. Those that are
// stored in fp16 are widened as they are read, and narrowed as they are written, which loses nothing where both are.
//
//     layout(std430, binding = 0) readonly buffer Source { words4_0 source[]; };
//     layout(std430, binding = 1) writeonly buffer Target { words4 target[]; };
//     ...
//     storeWords(target, i, loadWords(source, i));
#include "common/packed.glsl"

#if defined(HALF_0) || defined(HALF_2) || defined(HALF_3)
#define loadWords(name, index) unpackWords(name[index])

uvec4 unpackWords(uvec4 words) { return words; }
uvec4 unpackWords(uvec2 halves) { return floatBitsToUint(unpackVector(halves)); }
#else
#define loadWords(name, index) name[index]
#endif

#ifdef HALF_0
#define words4_0 uvec2
#else
#define words4_0 uvec4
#endif
#ifdef HALF_2
#define words4_2 uvec2
#else
#define words4_2 uvec4
#endif
#ifdef HALF_3
#define words4_3 uvec2
#else
#define words4_3 uvec4
#endif

#ifdef HALF_STORAGE
#define words4 uvec2
#define storeWords(name, index, words) store4(name, index, uintBitsToFloat(words))
#else
#define words4 uvec4
#define storeWords(name, index, words) name[index] = (words)
#endif
