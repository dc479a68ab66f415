// The picture itself, from RGB or YUV planes, in the encoding that the target wants.
uniform sampler2D plane0;
uniform sampler2D plane1;
uniform sampler2D plane2;
uniform vec4 luma;     // Kr, Kb, scale and offset of luma
uniform vec3 reading;  // scale of chroma; 1 where colours are to be encoded, -1 where decoded; planes

in vec2 at;
out vec4 color;

void main() {
    vec3 value = texture(plane0, at).rgb;
    if (reading.z > 1.5) {
        vec2 chroma = reading.z > 2.5 ? vec2(texture(plane1, at).r, texture(plane2, at).r) : texture(plane1, at).rg;
        float y = (value.r - luma.w) * luma.z;
        chroma = (chroma - 128.0 / 255.0) * reading.x;
        float red = y + 2.0 * (1.0 - luma.x) * chroma.y;
        float blue = y + 2.0 * (1.0 - luma.y) * chroma.x;
        value = clamp(vec3(red, (y - luma.x * red - luma.y * blue) / (1.0 - luma.x - luma.y), blue), 0.0, 1.0);
    }

    // IEC 61966-2-1.
    if (reading.y > 0.5)
        value = mix(1.055 * pow(max(value, 0.0031308), vec3(1.0 / 2.4)) - 0.055, 12.92 * value, vec3(lessThanEqual(value, vec3(0.0031308))));
    else if (reading.y < -0.5)
        value = mix(pow((max(value, 0.04045) + 0.055) / 1.055, vec3(2.4)), value / 12.92, vec3(lessThanEqual(value, vec3(0.04045))));
    color = vec4(value, 1.0);
}
