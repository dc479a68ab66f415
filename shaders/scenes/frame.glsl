// What all passes know of a frame; FrameConstants in C# has the same order. Positions are relative to the camera.
layout(std140, binding = 0) uniform Frame {
    mat4 clip;          // to clip space, y downwards
    mat4 nextPixels;    // relative to the next camera: pixels one step later, times w
    mat4 stillFlow;     // columns 0 to 2 take (x, y, 1) of a pixel times its depth, column 3 is added: the pixel one step later, times w
    mat4 shadowMatrix;  // to the shadow map: 0..1
    vec4 rayOrigin;     // the ray through pixel (0, 0), of length 1 along the axis; w: pixels for a tangent of 1
    vec4 rayX;          // how it changes to the right; w: width
    vec4 rayY;          // and downwards; w: height
    vec4 cameraPosition; // in the world; w: the world's time, seconds
    vec4 sunDirection;  // towards the sun or the moon; w: the strength of shadows
    vec4 sunLight;      // what it sheds on a surface that faces it; w: the cosine of its disc's radius
    vec4 sunDisc;       // the disc's own radiance; w: 0 where there is a flat background and no air
    vec4 ambient[4];    // the sky's light on a surface: a constant, and by the normal's x, y, z
    vec4 groundLight;   // what the ground reflects; w: unused
    vec4 fogAway;       // fog's colour, away from the sun; w: halvings per metre
    vec4 fogToward;     // and in its direction; w: metres up to which there is fog
    vec4 exposure;      // x: factor of exposure, y: wetness, z: snow on the ground, w: a texel of the shadow map in metres
    vec4 background;    // sRGB-encoded colour instead of the sky; w: the sky's class
    vec4 weather;       // rain, snow, seed, share of stars
};

// Where a pixel's point, standing still, is one step later, less the pixel; of the sky without the camera's own way.
vec2 stillFlowAt(vec2 pixel, float depth, float near) {
    vec3 next = (stillFlow[0].xyz * pixel.x + stillFlow[1].xyz * pixel.y + stillFlow[2].xyz) * depth + stillFlow[3].xyz * near;
    return next.xy / max(next.z, 1e-6) - pixel;
}

vec3 rayOf(vec2 pixel) {
    return rayOrigin.xyz + pixel.x * rayX.xyz + pixel.y * rayY.xyz;
}
