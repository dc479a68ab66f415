// A picture in a texture becomes a network's input: one invocation makes all channels of one pixel. Bound by texture fetches:
// `preprocessing` on llvmpipe, RGB to 416x416, takes 9 ms of processor time from 640x480 and 72 from 3840x2160, where each pixel takes more of
// them; NV12, two fetches for one, 14 and 104.
layout(local_size_x = GROUP_X, local_size_y = GROUP_Y) in;

layout(binding = 0) uniform highp sampler2D plane0;
#if PLANES > 1
layout(binding = 1) uniform highp sampler2D plane1;
#endif
#if PLANES > 2
layout(binding = 2) uniform highp sampler2D plane2;
#endif

#if PACKED
layout(std430, binding = 0) writeonly buffer Tensor { vec4 tensor[]; };
#else
layout(std430, binding = 0) writeonly buffer Tensor { float tensor[]; };
#endif

layout(std140, binding = 0) uniform Parameters {
    // Texture coordinates as an affine function of input pixels.
    float x0; float xu; float xv; float y0; float yu; float yv;
    int width; int height; int channels; int tapsX; int tapsY;
    int order; // 0 RGB, 1 BGR, 2 gray
    float left; float top; float right; float bottom; // the picture's edges in input pixels; beyond are bars
    float mean0; float mean1; float mean2; float scale0; float scale1; float scale2;
    float padding;
    int strideX; int strideC; // words from one pixel and channel to the next, row-major
    float kr; float kb; float lumaOffset; float lumaScale; float chromaScale;
};

// IEC 61966-2-1.
vec3 encode(vec3 v) { return mix(1.055 * pow(max(v, vec3(0.0031308)), vec3(1.0 / 2.4)) - 0.055, 12.92 * v, lessThanEqual(v, vec3(0.0031308))); }
vec3 decode(vec3 v) { return mix(pow((max(v, vec3(0.04045)) + 0.055) / 1.055, vec3(2.4)), v / 12.92, lessThanEqual(v, vec3(0.04045))); }

vec3 color(vec2 at) {
#if PLANES == 1
    return textureLod(plane0, at, 0.0).rgb;
#else
    float luma = (textureLod(plane0, at, 0.0).r - lumaOffset) * lumaScale;
#if PLANES == 2
    vec2 chroma = textureLod(plane1, at, 0.0).rg;
#else
    vec2 chroma = vec2(textureLod(plane1, at, 0.0).r, textureLod(plane2, at, 0.0).r);
#endif
    // 128 of 255 is no colour; from luma and chroma differences back to the primaries, by Kr + Kg + Kb = 1.
    chroma = (chroma - 128.0 / 255.0) * chromaScale;
    float red = luma + 2.0 * (1.0 - kr) * chroma.y;
    float blue = luma + 2.0 * (1.0 - kb) * chroma.x;
    float green = (luma - kr * red - kb * blue) / (1.0 - kr - kb);
    return clamp(vec3(red, green, blue), 0.0, 1.0);
#endif
}

void main() {
    ivec2 pixel = ivec2(gl_GlobalInvocationID.xy);
    if (pixel.x >= width || pixel.y >= height) return;

    vec3 sum = vec3(0.0);
    float weight = 0.0;
    vec2 taps = vec2(float(tapsX), float(tapsY));
    for (int j = 0; j < tapsY; ++j) {
        for (int i = 0; i < tapsX; ++i) {
            vec2 at = vec2(pixel) + (vec2(float(i), float(j)) + 0.5) / taps;
            if (at.x < left || at.y < top || at.x > right || at.y > bottom) continue;
            sum += color(vec2(x0 + at.x * xu + at.y * xv, y0 + at.x * yu + at.y * yv));
            weight += 1.0;
        }
    }

    vec3 value = vec3(padding);
    if (weight > 0.0) {
        value = sum / weight;
#if TRANSFER == 1
        value = encode(value);
#elif TRANSFER == -1
        value = decode(value);
#endif
        value *= 255.0;
    }

    // A pixel on the edge of the picture is part picture, part bar.
    value = mix(vec3(padding), value, weight / (taps.x * taps.y));
    if (order == 1) value = value.bgr;
    if (order == 2) value = vec3(dot(value, vec3(0.299, 0.587, 0.114)), 0.0, 0.0);
    value = (value - vec3(mean0, mean1, mean2)) * vec3(scale0, scale1, scale2);
#if PACKED
    tensor[pixel.y * width + pixel.x] = vec4(value.x, channels > 1 ? value.yz : vec2(0.0), 0.0);
#else
    int first = (pixel.y * width + pixel.x) * strideX;
    tensor[first] = value.x;
    if (channels > 1) {
        tensor[first + strideC] = value.y;
        tensor[first + 2 * strideC] = value.z;
    }
#endif
}
