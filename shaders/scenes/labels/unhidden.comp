// Counts the pixels that objects drawn alone cover: a group takes a piece of an object's box, an invocation a piece of a column of it.
// Where the picture is not as it was drawn (a lens, several samples), pixels are looked up as the picture's own labels are.
layout(local_size_x = GROUP) in;

#include "scenes/labels/measures.glsl"

struct Piece {
    uint place;   // the object's, and from bit 24 on its layer
    uint corner;  // column and row, 16 bits each
    uint size;    // as many
    uint unused;
};
layout(std430, binding = 1) readonly buffer Pieces { Piece pieces[]; };
layout(binding = 0) uniform sampler2D layers;
#if LOOKUP
#include "scenes/lens.glsl"
layout(std430, binding = 2) readonly buffer Areas { uvec2 areas[]; }; // of objects in the picture that was drawn: first pixel, after the last
#endif

void main() {
    Piece piece = pieces[gl_WorkGroupID.x];
    uint column = gl_LocalInvocationID.x;
    if (column >= (piece.size & 0xffffu)) return;
    ivec2 at = ivec2((piece.corner & 0xffffu) + column, piece.corner >> 16u);
    int end = at.y + int(piece.size >> 16u);
    uint place = piece.place & 0xffffffu;
    vec4 layer = vec4(equal(uvec4(piece.place >> 24u), uvec4(0u, 1u, 2u, 3u)));
    float covered = 0.0;
#if LOOKUP
    // The very lookup of scenes/labels.frag. Outside the object's area there may be others of its layer.
    uvec2 area = areas[place];
    ivec2 first = ivec2(area.x & 0xffffu, area.x >> 16u), last = ivec2(area.y & 0xffffu, area.y >> 16u) - 1;
    for (; at.y < end; ++at.y) {
        ivec2 inner = clamp(ivec2(floor(innerOf(vec2(at) + 0.5))), ivec2(0), ivec2(innerSize.xy) - 1);
        if (inner == clamp(inner, first, last)) covered += dot(texelFetch(layers, inner, 0), layer);
    }
#else
    for (; at.y < end; ++at.y) covered += dot(texelFetch(layers, at, 0), layer);
#endif
    if (covered > 0.0) atomicAdd(measures[RECORDS + place * RECORD_WORDS + UNHIDDEN], uint(covered + 0.5));
}
