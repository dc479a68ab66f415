// Feature maps in the packed layout: element (n, c, y, x) is component c % 4 of vec4 number ((n * C4 + c / 4) * H + y) * W + x.
//
// A kernel declares each buffer as its own block and touches it through these macros only, so that one text serves fp32 storage and fp16
// storage (two 16-bit floats to a word; all arithmetic stays in fp32). What it reads at binding n is of the type packed4_n, fp16 with
// HALF_n defined; what it writes is of packed4, fp16 with HALF_STORAGE:
//
//     layout(std430, binding = 0) readonly buffer Input0 { packed4_0 input0[]; };
//     layout(std430, binding = 1) writeonly buffer Output0 { packed4 output0[]; };
//     ...
//     store4(output0, i, max(load4(input0, i), vec4(0.0)));
//
// Lanes at or beyond C hold zero: a kernel that would write something else there multiplies by laneMask.

#if defined(HALF_0) || defined(HALF_1) || defined(HALF_2) || defined(HALF_3) || defined(HALF_STORAGE)
#define load4(name, index) unpackVector(name[index])

vec4 unpackVector(vec4 value) { return value; }
vec4 unpackVector(uvec2 halves) { return vec4(unpackHalf2x16(halves.x), unpackHalf2x16(halves.y)); }
#else
#define load4(name, index) name[index]
#endif

#ifdef HALF_0
#define packed4_0 uvec2
#else
#define packed4_0 vec4
#endif
#ifdef HALF_1
#define packed4_1 uvec2
#else
#define packed4_1 vec4
#endif
#ifdef HALF_2
#define packed4_2 uvec2
#else
#define packed4_2 vec4
#endif

#ifdef HALF_STORAGE
#define packed4 uvec2
#define store4(name, index, value) name[index] = packHalves(value)

// What is too large becomes the largest, which later sums survive and an infinity would not.
uvec2 packHalves(vec4 value)
{
    value = clamp(value, vec4(-65504.0), vec4(65504.0));
    return uvec2(packHalf2x16(value.xy), packHalf2x16(value.zw));
}
#else
#define packed4 vec4
#define store4(name, index, value) name[index] = (value)
#endif

#define FLT_MAX 3.402823466e+38

// How many vec4 hold this many channels.
int vectorsOf(int channels)
{
    return (channels + 3) >> 2;
}

// Number of the vec4 at column x and row y of a plane; plane is n * C4 + c / 4.
int packedIndex(int x, int y, int plane, int width, int height)
{
    return (plane * height + y) * width + x;
}

// One for the lanes of vector number c4 that hold one of this many channels, zero for those beyond.
vec4 laneMask(int c4, int channels)
{
    return vec4(lessThan(ivec4(0, 1, 2, 3) + 4 * c4, ivec4(channels)));
}
