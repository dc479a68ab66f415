// What was read where that lies inside the map, else zero. NVIDIA's compiler makes a branch of a choice between vectors, and loads behind it
// wait until it is taken; a software rasterizer is as fast either way.
#ifdef MASKED
vec4 ifInside(bool inside, vec4 value) { return uintBitsToFloat(floatBitsToUint(value) & uvec4(inside ? 0xffffffffu : 0u)); }
#else
#define ifInside(inside, value) ((inside) ? (value) : vec4(0.0))
#endif
