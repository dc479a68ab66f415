// Puts the asked-for maps of a frame one after the other into memory that goes to the CPU: an invocation a pixel, rows from the top.
layout(local_size_x = 64) in;

#if IDENTITY
layout(std430, binding = 0) writeonly buffer Identity { uint identities[]; };
#endif
#if DEPTH
layout(std430, binding = 1) writeonly buffer Depth { uint depths[]; };
#endif
#if NORMALS
layout(std430, binding = 2) writeonly buffer Normals { uint normals[]; };
#endif
#if FLOW
layout(std430, binding = 3) writeonly buffer Flow { uvec2 flows[]; };
layout(binding = 1) uniform usampler2D flow;
#endif
layout(binding = 0) uniform usampler2D geometry;
uniform int firstRow; // of the part of the picture that the memory bound takes

void main() {
    ivec2 at = ivec2(gl_GlobalInvocationID.xy);
    int width = textureSize(geometry, 0).x;
    if (at.x >= width) return;
    int pixel = at.y * width + at.x;
    at.y += firstRow;
#if IDENTITY || DEPTH || NORMALS
    uvec4 surface = texelFetch(geometry, at, 0);
#endif
#if IDENTITY
    identities[pixel] = surface.x;
#endif
#if DEPTH
    depths[pixel] = surface.z;
#endif
#if NORMALS
    normals[pixel] = surface.z == 0x7f800000u ? 0x80008000u : surface.y; // the sky has none, which no normal is packed as
#endif
#if FLOW
    flows[pixel] = texelFetch(flow, at, 0).xy;
#endif
}
