// Words of a packed map, whatever they mean, for kernels that move elements: word 4 * i + lane is a lane of vec4 number i. With
// HALF_STORAGE they are widened as they are read and narrowed as they are written, which loses nothing.
//
//     layout(std430, binding = 0) readonly buffer Source { words4 source[]; };
//     layout(std430, binding = 1) writeonly buffer Target { words4 target[]; };
//     ...
//     storeWords(target, i, loadWords(source, i));
#include "common/packed.glsl"

#ifdef HALF_STORAGE
#define words4 uvec2
#define loadWords(name, index) floatBitsToUint(load4(name, index))
#define storeWords(name, index, words) store4(name, index, uintBitsToFloat(words))
#else
#define words4 uvec4
#define loadWords(name, index) name[index]
#define storeWords(name, index, words) name[index] = (words)
#endif
